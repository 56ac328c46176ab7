"""Functions that put strings together, take them apart, or pick from lists."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yourside.frontends.cloudformation.choices import each_way
from yourside.frontends.cloudformation.evaluate import absent, evaluate
from yourside.frontends.cloudformation.references import named
from yourside.frontends.cloudformation.scope import Call
from yourside.frontends.cloudformation.strings import concatenate, written
from yourside.values import Encoded, Map, Scalar, Seq, Unknown, Value

_PLACEHOLDER = re.compile(r"\$\{(!?)([^${}]*)\}")


def sub(call: Call) -> Value:
    match call.argument:
        case Scalar(data=str()) as template:
            return _together(list(_pieces(template, {}, call)), call)
        case Seq(items=(Scalar(data=str()) as template, Map(entries=own))):
            names = {name: evaluate(value, call.scope) for name, value in own.items()}
            return _together(list(_pieces(template, names, call)), call)
    return call.wrong("takes a string, or a string and a map")


def _pieces(template: Scalar, own: Mapping[str, Value], call: Call) -> Iterator[Value]:
    text, done = str(template.data), 0
    for match in _PLACEHOLDER.finditer(text):
        yield Scalar(text[done : match.start()], call.origin)
        name, done = match[2].strip(), match.end()
        if match[1]:
            yield Scalar(f"${{{match[2]}}}", call.origin)
        else:
            yield own[name] if name in own else named(name, call)
    yield Scalar(text[done:], call.origin)


def join(call: Call) -> Value:
    match call.argument:
        case Seq(items=(Scalar() as delimiter, items)):
            listed = evaluate(items, call.scope)
            return each_way([listed], lambda lists: _join(delimiter, lists[0], call), call.origin)
    return call.wrong("takes a delimiter and a list")


def _join(delimiter: Scalar, listed: Value, call: Call) -> Value:
    match listed:
        case Seq(items=items, rest=rest):
            every = (*items, rest) if rest else items
            return each_way(every, lambda values: _together(list(_interleaved(delimiter, values)), call), call.origin)
        case Unknown():
            return call.passing(listed)
    return call.wrong("joins something that is not a list")


def _interleaved(delimiter: Scalar, values: Sequence[Value]) -> Iterator[Value]:
    for number, value in enumerate(value for value in values if not absent(value)):
        if number:
            yield Scalar(delimiter.data, replace(delimiter.origin, name=None))
        yield value


def _together(pieces: Sequence[Value], call: Call) -> Value:
    if any(isinstance(piece, Seq | Map) for piece in pieces):
        return call.wrong("puts a list or map into a string")
    return concatenate(pieces, call.origin)


def split(call: Call) -> Value:
    match call.argument:
        case Seq(items=(Scalar(data=str(delimiter)), text)) if delimiter:
            whole = evaluate(text, call.scope)
            return each_way([whole], lambda values: _split(delimiter, values[0], call), call.origin)
    return call.wrong("takes a delimiter and a string")


def _split(delimiter: str, text: Value, call: Call) -> Value:
    match text:
        case Scalar():
            pieces = written(text).split(delimiter)
            origin = replace(text.origin, span=call.origin.span, name=None)
            return call.giving(Seq(tuple(Scalar(piece, origin) for piece in pieces), text.origin))
        case Unknown():
            return call.passing(text)
    return call.wrong("splits something that is not a string")


def select(call: Call) -> Value:
    match call.argument:
        case Seq(items=(index, listed)):
            values = [evaluate(index, call.scope), evaluate(listed, call.scope)]
            return each_way(values, lambda chosen: _select(chosen[0], chosen[1], call), call.origin)
    return call.wrong("takes an index and a list")


def _select(index: Value, listed: Value, call: Call) -> Value:
    match index, listed:
        case (Scalar(), Seq(items=items, rest=rest)):
            number = int(written(index)) if re.fullmatch("[0-9]{1,9}", written(index)) else -1
            if 0 <= number < len(items):
                return call.giving(items[number])
            return call.passing(rest) if rest else call.wrong("there is no such item in the list")
        case (Unknown() as unknown, _) | (_, Unknown() as unknown):
            return call.passing(unknown)
    return call.wrong("takes an index and a list")


def length(call: Call) -> Value:
    """Fn::Length."""
    listed = evaluate(call.argument, call.scope)
    return each_way([listed], lambda lists: _length(lists[0], call), call.origin)


def _length(listed: Value, call: Call) -> Value:
    match listed:
        case Seq(items=items, rest=None):
            return each_way(items, lambda values: Scalar(sum(not absent(v) for v in values), call.origin), call.origin)
        case Seq(rest=Unknown() as unknown) | (Unknown() as unknown):
            return call.passing(unknown)
    return call.wrong("takes a list")


def encode(call: Call) -> Value:
    """Fn::Base64."""
    return each_way([evaluate(call.argument, call.scope)], lambda texts: _encode(texts[0], call), call.origin)


def _encode(text: Value, call: Call) -> Value:
    match text:
        case Scalar():
            return call.giving(Scalar(base64.b64encode(written(text).encode()).decode(), text.origin))
        case Unknown(prefix=prefix):
            # Three bytes at a time: what follows cannot change these characters.
            known = prefix.encode()[: len(prefix.encode()) // 3 * 3]
            unknown = call.passing(text)
            start = Scalar(base64.b64encode(known).decode(), call.origin)
            return replace(unknown, parts=(start, unknown) if known else ())
    return call.wrong("takes a string")


def to_json(call: Call) -> Value:
    """Fn::ToJsonString."""
    return Encoded(evaluate(call.argument, call.scope), call.origin)
