"""Text. What is absent has no text, so it matches nothing; a number or boolean has the text it is written with."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from yourside.engine.evidence import Computed, Judged, Operand
from yourside.engine.spelling import known_runs, spelled
from yourside.engine.spelling import text as text_of
from yourside.engine.walking import constant, nothing, unsettled
from yourside.values import Missing, Scalar, Tri, Unknown

if TYPE_CHECKING:
    import re2

MOST_DECODED = 1_000_000


def lower(s: Operand) -> Operand:
    """A string in lower case, as far as it is known."""
    return _recased(s, str.lower)


def upper(s: Operand) -> Operand:
    """A string in upper case, as far as it is known."""
    return _recased(s, str.upper)


def starts_with(s: Operand, start: Operand) -> Judged:
    """Whether a string starts with another."""
    return _asked(s, start, str.startswith, lambda runs, wanted: _end_known(runs[0], wanted, str.startswith))


def ends_with(s: Operand, end: Operand) -> Judged:
    """Whether a string ends with another."""
    return _asked(s, end, str.endswith, lambda runs, wanted: _end_known(runs[-1], wanted, str.endswith))


def contains(s: Operand, part: Operand) -> Judged:
    """Whether another string stands somewhere in a string; for members of a list there is `in`."""
    return _asked(
        s, part, str.__contains__, lambda runs, wanted: Tri.TRUE if any(wanted in run for run in runs) else Tri.UNKNOWN
    )


def matches(s: Operand, regex: Operand) -> Judged:
    """Whether a regular expression (RE2, linear time) finds something in a string; anchor it with ^ and $.

    Syntax: https://github.com/google/re2/wiki/Syntax
    """
    return _asked(s, regex, lambda text, wanted: pattern(wanted).search(text) is not None, lambda _, __: Tri.UNKNOWN)


def decode_base64(s: Operand) -> Operand:
    """The text that a base64 string stands for; what is no base64 of UTF-8 is not known."""
    written = text_of(s.value)
    if written is None or len(written) > MOST_DECODED:
        return s if nothing(s.value) else unsettled(s)
    try:
        return constant(b64decode("".join(written.split()), validate=True).decode(), s)
    except (binascii.Error, UnicodeDecodeError):
        return unsettled(s)


@cache
def pattern(regex: str) -> re2._Regexp[str]:
    """A compiled expression; raises ValueError with what is wrong with it."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(regex, options)
    except re2.error as error:
        reason = error.args[0]
        raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def _asked(
    s: Operand,
    wanted: Operand,
    known: Callable[[str, str], bool],
    partly: Callable[[list[str], str], Tri],
) -> Judged:
    """A question about a string: what it is when all of the string is known, or only some runs of it."""
    asked, written = text_of(wanted.value), text_of(s.value)
    if asked is None:
        return Tri.UNKNOWN, (wanted,)
    if written is not None:
        return Tri.of(known(written, asked)), (s,)
    if isinstance(s.value, Unknown):
        return partly(known_runs(s.value), asked), (s,)
    return Tri.FALSE if nothing(s.value) else Tri.UNKNOWN, (s,)


def _end_known(run: str, wanted: str, at_end: Callable[[str, str], bool]) -> Tri:
    if at_end(run, wanted):
        return Tri.TRUE
    return Tri.UNKNOWN if at_end(wanted, run) else Tri.FALSE


def _recased(s: Operand, change: Callable[[str], str]) -> Operand:
    match s.value:
        case Scalar(data=str(data)):
            return Computed(replace(s.value, data=change(data)), (s,))
        case Unknown(parts=parts):
            runs = (Scalar(change(spelled(p.data)), p.origin) if isinstance(p, Scalar) else p for p in parts)
            return Computed(replace(s.value, parts=tuple(runs)), (s,))
        case Scalar() | Missing():
            return s
    return unsettled(s)
