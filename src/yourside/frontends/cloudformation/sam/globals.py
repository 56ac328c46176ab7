"""The properties that all resources of a kind share.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
"""

from __future__ import annotations

from collections.abc import Mapping

from yourside.frontends.cloudformation.sam.written import is_call, text_of
from yourside.values import Map, Seq, Value


def shared(section: Mapping[str, Value], ignored: Value | None) -> Mapping[str, Value]:
    """Those of a section of Globals that a resource takes over; `ignored` is its attribute IgnoreGlobals."""
    if text_of(ignored) == "*":
        return {}
    names = {text_of(item) for item in ignored.items} if isinstance(ignored, Seq) else set()
    return {name: value for name, value in section.items() if name not in names}


def size(value: Value) -> int:
    """How many values it holds."""
    match value:
        case Map(entries=entries):
            return 1 + sum(map(size, entries.values()))
        case Seq(items=items):
            return 1 + sum(map(size, items))
    return 1


def overlaid(below: Mapping[str, Value], above: Mapping[str, Value]) -> Mapping[str, Value]:
    """Maps are merged, lists are appended to, and everything else is replaced."""
    return {**below, **{name: _merged(below[name], value) if name in below else value for name, value in above.items()}}


def _merged(below: Value, above: Value) -> Value:
    match below, above:
        case (Map(entries=ours), Map(entries=own)) if not (is_call(below) or is_call(above)):
            return Map(overlaid(ours, own), above.origin, above.rest)
        case (Seq(items=ours), Seq(items=own)):
            return Seq((*ours, *own), above.origin, above.rest)
    return above
