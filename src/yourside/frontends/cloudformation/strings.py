"""Strings that are put together, known in whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from yourside.frontends.cloudformation.choices import each_way
from yourside.spans import Origin
from yourside.values import Choice, Encoded, Scalar, Seq, Unknown, Value, Why

_RESOLVE = "{{resolve:"
_DYNAMIC = re.compile(r"(\{\{resolve:[^{}]*\}\})")
_NUMBER = re.compile(r"[-+]?[0-9][0-9_.]*(?:[eE][-+]?[0-9]+)?")

# A template may have a million characters.
MAX_LENGTH = 1_000_000
# What settles a value is named in a line.
MAX_TARGET = 200


def size(value: Value) -> int:
    """About how many characters the value takes up, without what its items hold."""
    match value:
        case Scalar(data=str(text)):
            return 1 + len(text)
        case Unknown(parts=parts):
            return 1 + sum(map(size, parts))
        case Seq(items=items):
            return 1 + len(items)
        case Choice(branches=branches):
            return 1 + sum(size(branch) for _, branch in branches)
    return 1


def written(value: Scalar) -> str:
    """The text that CloudFormation takes a scalar for: `0123` and `1.10` keep their digits."""
    match value.data:
        case None:
            return ""
        case bool(truth):
            return str(truth).lower()
        case int() | float():
            place = value.origin.via[-1].span if value.origin.via else value.origin.span
            return place.text if _NUMBER.fullmatch(place.text) else str(value.data)
    return value.data


def concatenate(values: Sequence[Value], origin: Origin) -> Value:
    """One string of many pieces; its history is theirs."""
    return each_way(values, lambda pieces: _joined(pieces, origin), origin)


def dynamic(value: Scalar) -> Value:
    """A string, or what `{{resolve:...}}` in it takes from a parameter store or a secret at deployment."""
    if not isinstance(value.data, str) or _RESOLVE not in value.data:
        return value
    parts = tuple(_part(piece, value.origin) for piece in _DYNAMIC.split(value.data) if piece)
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    if unknown is None:
        return value
    return replace(unknown, parts=parts if len(parts) > 1 else ())


def _part(piece: str, origin: Origin) -> Scalar | Unknown:
    return Unknown(Why.DATA, origin, piece) if _DYNAMIC.fullmatch(piece) else Scalar(piece, origin)


def _joined(pieces: Sequence[Value], origin: Origin) -> Value:
    via = tuple(dict.fromkeys(hop for piece in pieces for hop in piece.origin.via))
    refs = tuple(dict.fromkeys(ref for piece in pieces for ref in piece.origin.refs))
    sensitive = any(piece.origin.sensitive for piece in pieces)
    origin = replace(origin, via=via, refs=refs, sensitive=sensitive)
    flat = tuple(_flat(pieces))
    if sum(map(size, flat)) > MAX_LENGTH:
        return Unknown(Why.LIMIT, origin)
    parts = tuple(_merged(flat))
    first = next((part for part in parts if isinstance(part, Unknown)), None)
    if first is None:
        return dynamic(Scalar("".join(map(_shown, parts)), origin))
    if any(_RESOLVE in str(part.data) for part in parts if isinstance(part, Scalar)):
        return _partly_dynamic(parts, origin)
    return Unknown(first.why, origin, first.target, parts if len(parts) > 1 else first.parts)


def _flat(pieces: Sequence[Value]) -> Iterator[Scalar | Unknown]:
    """The pieces, taken apart, until they are too long: pieces of pieces grow by powers."""
    room = MAX_LENGTH
    for piece in pieces:
        for part in piece.parts if isinstance(piece, Unknown) and piece.parts else (piece,):
            leaf = _leaf(part)
            yield leaf
            room -= size(leaf)
            if room < 0:
                return


def _leaf(part: Value) -> Scalar | Unknown:
    match part:
        case Scalar():
            return Scalar(written(part), part.origin)
        case Unknown():
            return part
        case Encoded():
            return Unknown(Why.FUNCTION, part.origin)
    return Unknown(Why.INVALID, part.origin)


def _merged(pieces: Iterable[Scalar | Unknown]) -> Iterator[Scalar | Unknown]:
    for known, run in groupby(pieces, key=lambda piece: isinstance(piece, Scalar)):
        if not known:
            yield from run
            continue
        scalars = [piece for piece in run if isinstance(piece, Scalar)]
        if text := "".join(str(scalar.data) for scalar in scalars):
            yield Scalar(text, scalars[0].origin)


def _partly_dynamic(parts: Sequence[Scalar | Unknown], origin: Origin) -> Unknown:
    """A dynamic reference whose own text is known in part."""
    before, _, after = "".join(map(_shown, parts)).partition(_RESOLVE)
    unknown = Unknown(Why.DATA, origin, _RESOLVE + after[:MAX_TARGET])
    known = isinstance(parts[0], Scalar) and before
    return replace(unknown, parts=(Scalar(before, parts[0].origin), unknown)) if known else unknown


def _shown(part: Scalar | Unknown) -> str:
    return str(part.data) if isinstance(part, Scalar) else f"${{{part.target[:MAX_TARGET]}}}"
