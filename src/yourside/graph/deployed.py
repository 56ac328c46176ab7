"""What only inventories have: ids that resources know each other by, and what the cloud never gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from yourside.catalog.model import Path
from yourside.catalog.shapes import CanonicalType
from yourside.coverage import Dialect
from yourside.frontends.native import NativeResource
from yourside.graph.model import Edge, Resource, ResourceId
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

OF_TEMPLATES = frozenset({"x-DeletionPolicy", "x-UpdateReplacePolicy", "x-Provided"})  # no property of what is deployed


def identity_edges(resources: Iterable[Resource]) -> Iterator[Edge]:
    """One for each text of a deployed resource that is an id of another (`VpcId: vpc-1`), or of several: a bucket and a
    table may have one name."""
    deployed = [resource for resource in resources if resource.native.dialect is Dialect.LIVE]
    owners: dict[tuple[str, str], dict[ResourceId, None]] = {}
    for resource in deployed:
        for name in resource.native.ids:
            owners.setdefault((resource.id.unit, name), {})[resource.id] = None
    for resource in deployed:
        for path, text in _texts(resource.properties, ()):
            for target in owners.get((resource.id.unit, str(text.data)), ()):
                if target != resource.id:
                    yield Edge(resource.id, target, path, text.origin)


def names(resource: Resource) -> frozenset[str]:
    return frozenset(name for native in resource.natives for name in native.ids)


def with_unreadable(body: Map, native: NativeResource, type_: CanonicalType | None) -> Map:
    """`body` with what is not known of it: what is write-only, and what the clouds tell apart from the resource. An
    inventory that has it says so, if only with a null."""
    if type_ is None:
        return body
    told = body.entries.keys() | native.body.entries.keys() | OF_TEMPLATES
    apart = (name for name in type_.shape.fields if name.startswith("x-") and name not in told)
    unread = {name: Unknown(Why.UNREAD, body.origin, name) for name in apart}
    body = replace(body, entries={**body.entries, **unread}) if unread else body
    for dotted in sorted(type_.write_only - native.body.entries.keys()):
        body = _marked(body, tuple(dotted.split(".")), dotted)
    return body


def _marked(body: Map, path: Path, whole: str) -> Map:
    first, *further = path
    match body.entries.get(first):
        case None if not further:
            return Map(
                {**body.entries, first: Unknown(Why.WRITE_ONLY, body.origin, whole)},
                body.origin,
                body.rest,
            )
        case Map() as below if further:
            return Map({**body.entries, first: _marked(below, tuple(further), whole)}, body.origin, body.rest)
    return body


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, Scalar]]:
    match value:
        case Scalar(data=str()):
            yield path, value
        case Map(entries=entries):
            for name, entry in entries.items():
                yield from _texts(entry, (*path, name))
        case Seq(items=items):
            for position, item in enumerate(items):
                yield from _texts(item, (*path, str(position)))
