"""Facets of resources that rules are written on: `views.yaml` says where each type has them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from yourside.catalog.load import read_path
from yourside.catalog.model import Path
from yourside.catalog.shapes import load_shapes
from yourside.graph.draft import LIST, transposed
from yourside.graph.model import Resource, ResourceGraph
from yourside.graph.paths import steps
from yourside.packing import packed
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why, over_branches


@dataclass(frozen=True, slots=True)
class Place:
    """Where one type has a facet. `parents` are named prefixes of `path`, both in steps: X, [], Y; those in `unseen`
    are no part of the resource."""

    path: Path
    parents: Mapping[str, Path] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a facet looks like in a custom resource, whose type says nothing: at `path` it has a list, not empty, of
    objects that all have the keys `each`. The facet itself, or one that starts there, is at `places` in it."""

    path: Path
    each: frozenset[str]
    places: tuple[Place, ...] = (Place(()),)


@dataclass(frozen=True, slots=True)
class View:
    name: str
    places: Mapping[str, tuple[Place, ...]]
    like: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a rule on a view judges: the last value of `chain`, which starts at the resource's properties.

    `path` is canonical, list positions as digits. What is not known on the way is itself the facet, and then `path`
    ends there; a facet behind a Choice is a Choice between facets. `parents` holds the chain to each named parent.
    """

    resource: Resource
    path: str
    chain: tuple[Value, ...]
    parents: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)


@cache
def load_views() -> Mapping[str, View]:
    (source,) = packed("views")
    return {name: View(name, _places(source, entry), _likeness(source, entry)) for name, entry in source.items()}


def facets(view: View, graph: ResourceGraph) -> Iterator[Facet]:
    """Every facet that is written, or may be."""
    for type_, places in view.places.items():
        for resource in graph.of_type(type_):
            start = _Walk((), (resource.properties,), ())
            for place in places:
                yield from _facets(resource, start, place)
    if view.like:
        yield from _found(view.like, view.places, graph)


def _found(like: Likeness, listed: Container[str], graph: ResourceGraph) -> Iterator[Facet]:
    """The facets of Kubernetes' custom resources: their types have a group and no shape."""
    shapes = load_shapes()
    for type_ in sorted(graph.types):
        if "/" in type_ and type_ not in listed and type_ not in shapes:
            for resource in graph.of_type(type_):
                for start in _alike(_Walk((), (resource.properties,), ()), like):
                    for place in like.places:
                        yield from _facets(resource, start, place)


def _alike(walk: _Walk, like: Likeness) -> Iterator[_Walk]:
    """The ways to all that looks like that; nothing is looked for inside of what does."""
    value = walk.chain[-1]
    if _is_like(value, like):
        yield walk
        return
    match value:
        case Map(entries=entries):
            for name, entry in entries.items():
                yield from _alike(walk.onto(name, entry), like)
        case Seq(items=items):
            for position, item in enumerate(items):
                yield from _alike(walk.onto(str(position), item), like)


def _is_like(value: Value, like: Likeness) -> bool:
    for step in like.path:
        value = _entry(value, step)
    match value:
        case Seq(items=(_, *_) as items):
            return all(isinstance(item, Map) and like.each <= item.entries.keys() for item in items)
    return False


def _places(source: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, tuple[Place, ...]]:
    name = entry.get("as")
    apart = {
        type_: tuple(Place(steps(read_path(path)), unseen=(name,) if name else ()) for path in _several(paths))
        for type_, paths in entry.get("at", {}).items()
    }
    base = _places(source, source[entry["of"]]) if "of" in entry else {}
    return {type_: _all_below(places, entry) for type_, places in base.items()} | apart


def _likeness(source: Mapping[str, Any], entry: Mapping[str, Any]) -> Likeness | None:
    if "of" in entry:
        base = _likeness(source, source[entry["of"]])
        return base and replace(base, places=_all_below(base.places, entry))
    match entry:
        case {"like": {"list": path, "each": each}}:
            return Likeness(read_path(path), frozenset(each))
    return None


def _several(paths: str | Sequence[str]) -> Sequence[str]:
    return [paths] if isinstance(paths, str) else paths


def _all_below(places: Iterable[Place], entry: Mapping[str, Any]) -> tuple[Place, ...]:
    below = [steps(read_path(path)) for path in entry["each"]]
    return tuple(_below(place, path, entry.get("as", "")) for place in places for path in below)


def _below(place: Place, path: Path, name: str) -> Place:
    return Place((*place.path, *path), {**place.parents, name: place.path} if name else place.parents)


@dataclass(frozen=True, slots=True)
class _Walk:
    """How far a walk came: `path` as digits and names, `chain` of values, `left` the steps to go."""

    path: Path
    chain: tuple[Value, ...]
    left: Path

    def onto(self, step: str, value: Value) -> _Walk:
        return _Walk((*self.path, step), (*self.chain, value), self.left[1:])

    def ending_in(self, value: Unknown) -> _Walk:
        return replace(self, chain=(*self.chain, value), left=())


def _facets(resource: Resource, start: _Walk, place: Place) -> Iterator[Facet]:
    unseen = {name: (Unknown(Why.ENVIRONMENT, resource.origin, f"its {name}"),) for name in place.unseen}
    for walk in _walks(replace(start, left=place.path)):
        lengths = {name: len(start.chain) + len(prefix) for name, prefix in place.parents.items()}
        parents = {name: walk.chain[:length] for name, length in lengths.items()}
        yield Facet(resource, ".".join(walk.path), walk.chain, unseen | parents)


def _walks(walk: _Walk) -> Iterator[_Walk]:
    if not walk.left:
        yield walk
        return
    for further in _onward(walk):
        if not _is_nothing(further.chain[-1]):
            yield from _walks(further)


def _onward(walk: _Walk) -> Iterator[_Walk]:
    value, step = walk.chain[-1], walk.left[0]
    match value:
        case Unknown():
            yield replace(walk, left=())
        case Seq() | Choice() if step == LIST:
            found = transposed(value) if isinstance(value, Choice) else value
            yield from (walk.onto(str(position), item) for position, item in enumerate(found.items))
            if found.rest:
                yield walk.ending_in(found.rest)
        case Map() | Choice():
            yield walk.onto(step, over_branches(value, lambda one: _entry(one, step)))


def _entry(value: Value, step: str) -> Value:
    match value:
        case Map(entries=entries, rest=rest):
            return entries.get(step) or rest or Scalar(None, value.origin)
    return Scalar(None, value.origin)


def _is_nothing(value: Value) -> bool:
    match value:
        case Scalar(data=None):
            return True
        case Choice(branches=branches):
            return all(_is_nothing(branch) for _, branch in branches)
    return False
