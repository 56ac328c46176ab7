"""One resource of an inventory, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from yourside.coverage import Dialect
from yourside.frontends.native import NativeResource
from yourside.spans import Origin, SourceFile, Span
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

Place = tuple[int, int]  # first and last character, half-open

ANY_ACCOUNT = "live"
"""The unit of inventories that do not say whose they are: a run is one account."""


@dataclass(frozen=True, slots=True)
class Record:
    """`type` is canonical, `id` the cloud's primary name of the resource, `ids` the others that it is known by.

    `unread` are paths of properties that could not be read, with the reason; "" for the rest of the resource.
    """

    type: str
    id: str
    properties: Mapping[str, Any]
    place: Place
    ids: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)


def native(record: Record, source: SourceFile, unit: str) -> NativeResource:
    """All values have the place of the whole: an inventory is read for what it says, not for where."""
    origin = Origin(Span(source, *record.place), _name(record, source))
    body = mapping_of(record.properties, origin)
    for path, reason in record.unread.items():
        body = _clouded(body, tuple(path.split(".")) if path else (), Unknown(Why.UNREAD, origin, reason))
    ids = tuple(dict.fromkeys((record.id, *record.ids)))
    # The full names of Azure and Google say the type themselves.
    address = record.id if record.id.startswith("/") else f"{record.type}/{record.id}"
    return NativeResource(Dialect.LIVE, record.type, address, unit, body, origin, ids=ids)


def unread(type_: str, reason: str, source: SourceFile, unit: str) -> NativeResource:
    """What stands for all resources of a type that could not be listed."""
    origin = Origin(Span(source, 0, 0))
    body = Map({}, origin, Unknown(Why.UNREAD, origin, reason))
    return NativeResource(Dialect.LIVE, type_, f"{type_}/*", unit, body, origin)


def mapping_of(data: Mapping[str, Any], origin: Origin) -> Map:
    # An inventory has a few names, many times.
    return Map({intern(str(name)): value_of(entry, origin) for name, entry in data.items()}, origin)


def value_of(data: Any, origin: Origin) -> Value:
    match data:
        case dict():
            return mapping_of(data, origin)
        case list():
            return Seq(tuple(value_of(item, origin) for item in data), origin)
        case str() | bool() | int() | float():
            return Scalar(data, origin)
    return Scalar(None, origin)


def texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str) and value)


def _name(record: Record, source: SourceFile) -> Span | None:
    """Where its id is written, which a reader looks for."""
    at = source.text.find(f'"{record.id}"', *record.place)
    return Span(source, at, at + len(record.id) + 2) if at >= 0 else None


def _clouded(body: Map, path: tuple[str, ...], doubt: Unknown) -> Map:
    if not path:
        return Map(body.entries, body.origin, doubt)
    first, *further = path
    below = body.entries.get(first)
    inner: Value = doubt
    if further:
        inner = _clouded(below if isinstance(below, Map) else Map({}, body.origin), tuple(further), doubt)
    return Map({**body.entries, first: inner}, body.origin, body.rest)
