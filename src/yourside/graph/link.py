"""Edges: which resource mentions which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yourside.graph.model import Edge, Resource, ResourceId
from yourside.spans import Origin
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Value

Addresses = Mapping[tuple[str, str], ResourceId]  # unit and native address -> the resource it became or went into
Path = tuple[str, ...]


def link(resources: Iterable[Resource], addresses: Addresses) -> tuple[Edge, ...]:
    """One edge for each place of a resource that mentions another of its unit."""
    edges: dict[tuple[ResourceId, ResourceId, Path], Edge] = {}
    for resource in resources:
        for path, origin in _mentions(resource.properties, ()):
            for ref in origin.refs:
                target = addresses.get((resource.id.unit, ref))
                if target is not None:
                    edges.setdefault((resource.id, target, path), Edge(resource.id, target, path, origin))
    return tuple(edges.values())


def _mentions(value: Value, path: Path) -> Iterator[tuple[Path, Origin]]:
    """Every value that was taken from a resource with its path, an undecided one and each of its branches at the
    same."""
    if value.origin.refs:
        yield path, value.origin
    for step, child in _children(value):
        # Most values are scalars that stand where they are written: no path is made for them.
        if type(child) is not Scalar or child.origin.refs:
            yield from _mentions(child, path if step is None else (*path, str(step)))


def _children(value: Value) -> Iterable[tuple[str | int | None, Value]]:
    """What a value is made of; a branch, the tree in a document and what else a list may hold take no step."""
    match value:
        case Map(entries=entries):
            return entries.items()
        case Seq(items=items, rest=rest):
            return (*enumerate(items), *([(None, rest)] if rest else ()))
        case Choice(branches=branches):
            return ((None, branch) for _, branch in branches)
        case Encoded(value=inner):
            return ((None, inner),)
    return ()
