"""A resource's values with what a plan says about them elsewhere: not known yet, sensitive, taken from a resource."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from yourside.frontends.plan.expressions import Assigned, Expression, Resolve, at_item, at_key, wrote
from yourside.frontends.plan.instance import mapping
from yourside.spans import Origin
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why


@dataclass(frozen=True, slots=True)
class Marks:
    """All in the shape of the values; `unknown` and `sensitive` have True for a whole part."""

    resolve: Resolve
    unknown: Any = None
    sensitive: Any = None
    expression: Expression = None

    def key(self, name: str) -> Marks:
        expression = at_key(self.expression, name, self.resolve)
        return Marks(self.resolve, _at(self.unknown, name), _at(self.sensitive, name), expression)

    def item(self, position: int, length: int) -> Marks:
        expression = at_item(self.expression, position, length)
        return Marks(self.resolve, _nth(self.unknown, position), _nth(self.sensitive, position), expression)


def marked(value: Value, marks: Marks) -> Value | None:
    """None for null, which is absence."""
    origin = _origin(value.origin, marks)
    if marks.unknown is True:
        return _unknown(origin, marks)
    match value:
        case Scalar(data=None):
            return None
        case Map():
            return Map(dict(_entries(value, origin, marks)), origin)
        case Seq(items=items):
            found = (marked(item, marks.item(position, len(items))) for position, item in enumerate(items))
            return Seq(tuple(item for item in found if item), origin)
    return value if origin is value.origin else replace(value, origin=origin)


def _entries(value: Map, origin: Origin, marks: Marks) -> Iterator[tuple[str, Value]]:
    for name, entry in value.entries.items():
        found = marked(entry, marks.key(name))
        if found and not _filled_in(found, wrote(marks.expression, name)):
            yield name, found
    for name, unknown in mapping(marks.unknown).items():
        if unknown is True and name not in value.entries and wrote(marks.expression, name) is not False:
            yield name, _unknown(_origin(replace(origin, name=None), marks.key(name)), marks.key(name))


def _filled_in(found: Value, is_written: bool | None) -> bool:
    """What is not written is known to the provider alone, and providers fill in empty values for what is not set."""
    match found:
        case Unknown():
            return is_written is False
        case Scalar(data="") | Seq(items=()):
            return not is_written
    return False


def _origin(origin: Origin, marks: Marks) -> Origin:
    refs = _references(marks)
    if not refs and marks.sensitive is not True:
        return origin
    return replace(origin, refs=refs, sensitive=marks.sensitive is True)


def _references(marks: Marks) -> tuple[str, ...]:
    match marks.expression:
        case Assigned(references=references):
            return tuple(dict.fromkeys(reference.address for reference in references))
    return ()


def _unknown(origin: Origin, marks: Marks) -> Unknown:
    match marks.expression:
        case Assigned(references=(first, *_)):
            return Unknown(Why.REFERENCE, origin, first.target)
    return Unknown(Why.REFERENCE, origin)


def _at(tree: Any, name: str) -> Any:
    return True if tree is True else mapping(tree).get(name)


def _nth(tree: Any, position: int) -> Any:
    if isinstance(tree, list):
        return tree[position] if position < len(tree) else None
    return True if tree is True else None
