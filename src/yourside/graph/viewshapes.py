"""What a rule may name: the shapes of a resource, or of a view's facets over all its types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from yourside.catalog.model import Path
from yourside.catalog.shapes import Kind, Shape, Shapes
from yourside.graph.draft import LIST
from yourside.graph.views import Place, load_views

ANY = Shape(Kind.ANY)


def scope_of(name: str, shapes: Shapes) -> Mapping[str, Shape] | None:
    """The variables of a rule on a canonical type or view; None when there is no such thing."""
    view = load_views().get(name)
    if view is None:
        found = shapes.get(name)
        return {"r": found.shape, "resource": found.shape} if found else None
    written = [
        (found.shape, place)
        for type_, places in view.places.items()
        if (found := shapes.get(type_))
        for place in places
    ]
    scope = {
        "r": _united(_at(shape, place.path) for shape, place in written),
        "resource": _united(shape for shape, _ in written),
    }
    parents = {parent for _, place in written for parent in place.parents}
    return scope | {parent: _united(_parents(written, parent)) for parent in parents}


def _parents(written: Iterable[tuple[Shape, Place]], parent: str) -> Iterable[Shape]:
    return (_at(shape, place.parents[parent]) for shape, place in written if parent in place.parents)


def _at(shape: Shape, path: Path) -> Shape:
    for step in path:
        below = shape.item if step == LIST else shape.fields.get(step)
        shape = below or ANY
    return shape


def _united(shapes: Iterable[Shape]) -> Shape:
    return reduce(_union, shapes)


def _union(one: Shape, other: Shape) -> Shape:
    """A property that any of the types has may be named; it is absent of the others."""
    if one is other or one.kind is Kind.ANY:
        return one
    if one.kind is other.kind is Kind.STRUCT:
        shared = {
            name: _union(one.fields[name], other.fields[name]) for name in one.fields.keys() & other.fields.keys()
        }
        return Shape(Kind.STRUCT, {**one.fields, **other.fields, **shared})
    return one if one.kind is other.kind else ANY
