"""The values of a resource by the places that they stand at, or came through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yourside.graph.model import Resource
from yourside.spans import Hop, Origin, Span
from yourside.values import Choice, Encoded, Map, Seq, Value


@dataclass(frozen=True, slots=True)
class Spot:
    """`value` of a property, or, unless `canonical`, of an attribute as its dialect calls it. `via` is the way that it
    took to get to `span`."""

    span: Span
    resource: Resource
    path: str
    value: Value
    via: tuple[Hop, ...]
    canonical: bool = True


def spots(resource: Resource) -> Iterator[Spot]:
    yield from _spots(resource, resource.properties, canonical=True)
    for native in resource.natives:
        yield from _spots(resource, native.body, canonical=False)


def _spots(resource: Resource, body: Map, *, canonical: bool) -> Iterator[Spot]:
    for path, value in _written(body, "", ()):
        yield Spot(_whole(value.origin), resource, path, value, _way(value), canonical)
        via = value.origin.via
        for number, hop in enumerate(via, 1):
            yield Spot(hop.span, resource, path, value, via[number:], canonical)


def _way(value: Value) -> tuple[Hop, ...]:
    """That of the branches, where a choice has come none."""
    match value:
        case Choice(branches=branches, origin=Origin(via=())):
            return tuple(dict.fromkeys(hop for _, branch in branches for hop in _way(branch)))
    return value.origin.via


def _written(value: Value, path: str, above: tuple[Origin, ...]) -> Iterator[tuple[str, Value]]:
    """Without defaults, which stand at the block that they are missing in."""
    origin = value.origin
    if any(origin is each for each in above):
        return
    yield path, value
    for step, child in _children(value):
        yield from _written(child, f"{path}{step}".removeprefix("."), (*above, origin))


def _children(value: Value) -> Iterable[tuple[str, Value]]:
    match value:
        case Map(entries=entries):
            return ((f".{key}", entry) for key, entry in entries.items())
        case Seq(items=items):
            return ((f"[{position}]", item) for position, item in enumerate(items))
        case Choice(condition=condition, branches=branches):
            return ((f" (when {condition} is {label})", branch) for label, branch in branches)
        case Encoded(value=inner):
            return (("", inner),)
    return ()


def _whole(origin: Origin) -> Span:
    """From the key to the end of the value."""
    name, span = origin.name, origin.span
    return name.to(span) if name and name.file is span.file and name.start <= span.start else span
