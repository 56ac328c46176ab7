"""Fn::ForEach: a fragment of the template written out once for each item of a list.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from yourside.frontends.cloudformation.evaluate import LOOP, evaluate
from yourside.frontends.cloudformation.scope import Call, Scope
from yourside.frontends.cloudformation.strings import written
from yourside.spans import Hop
from yourside.values import Map, Scalar, Seq, Value, Why

# What one turn of a loop, and writing out one node of its fragment, take in characters made.
TURN, COST = 10_000, 100


def is_loop(name: str) -> bool:
    return name.startswith(f"{LOOP}::")


def each(call: Call) -> Value:
    """Fn::ForEach among the properties of something."""
    found = unrolled({call.name: call.argument}, call.scope)
    return call.unknown(Why.FUNCTION) if call.name in found else evaluate(Map(found, call.origin), call.scope)


def unrolled(entries: Mapping[str, Value], scope: Scope) -> Mapping[str, Value]:
    """The entries of a map, loops among them written out; a loop over what is not known stays."""
    if not scope.template.extended or not any(is_loop(name) for name in entries):
        return entries
    found: dict[str, Value] = {}
    for name, value in entries.items():
        found |= _loop(name, value, scope) if is_loop(name) else {name: value}
    return found


def _loop(name: str, value: Value, scope: Scope) -> Mapping[str, Value]:
    match value:
        case Seq(items=(Scalar(data=str(identifier)), collection, Map(entries=body))):
            turns = _items(collection, scope)
        case _:
            scope.notes.problem("cloudformation-loop", "a loop takes a name, a list and a map", value.origin)
            return {name: value}
    if turns is None or not scope.notes.spend(TURN * len(turns)):
        return {name: value}
    found: dict[str, Value] = {}
    for turn in turns:
        written_out = _Turn(identifier, turn, scope)
        found |= unrolled({written_out.text(key): written_out.value(entry) for key, entry in body.items()}, scope)
    return found


def _items(collection: Value, scope: Scope) -> tuple[Scalar, ...] | None:
    match evaluate(collection, scope):
        case Seq(items=items, rest=None):
            texts = tuple(item for item in items if isinstance(item, Scalar))
            return texts if len(texts) == len(items) else None
    return None


@dataclass(frozen=True, slots=True)
class _Turn:
    """One item of a loop, in the place of its identifier."""

    identifier: str
    item: Scalar
    scope: Scope

    def text(self, text: str) -> str:
        own = written(self.item)
        plain = text.replace(f"${{{self.identifier}}}", own)
        return plain.replace(f"&{{{self.identifier}}}", re.sub("[^A-Za-z0-9]", "", own))

    def value(self, value: Value) -> Value:
        if not self.scope.notes.spend(COST):
            return value
        match value:
            case Scalar(data=str(text)) if (new := self.text(text)) != text:
                return self._told(replace(value, data=new))
            case Map(entries={"Ref": Scalar(data=name)} as entries) if name == self.identifier and len(entries) == 1:
                return self._told(Scalar(written(self.item), value.origin))
            case Map(entries=entries):
                return replace(value, entries=dict(self._entries(entries)))
            case Seq(items=items):
                return replace(value, items=tuple(self.value(item) for item in items))
        return value

    def _entries(self, entries: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
        return ((self.text(name), self.value(entry)) for name, entry in entries.items())

    def _told(self, value: Scalar) -> Scalar:
        hop = Hop(self.item.origin.span, f"{self.identifier} of the loop")
        return replace(value, origin=replace(value.origin, via=(hop, *value.origin.via)))
