"""Brings values into the form that the canonical schema gives them, whatever a dialect lets its users write."""

from __future__ import annotations

import re
from dataclasses import replace

from yourside.catalog.shapes import Kind, Shape
from yourside.graph import documents
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, Why, with_entries, with_items

_NUMBERS = {
    Kind.INTEGER: (re.compile(r"[+-]?[0-9]{1,18}"), int),
    Kind.NUMBER: (re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?"), float),
}
_TAG = ("Key", "Value")
_ITEM = ("key", "value")  # of Compute Engine's metadata; Kubernetes has longer lists with these keys


def conform(value: Value, shape: Shape | None) -> Value:
    """`value` and all below it: lists where lists belong, "true" as true, documents as trees, nulls left out."""
    if type(value) is Scalar and type(value.data) is str and (shape is None or shape.kind is Kind.STRING):
        return value  # most values are: what nothing is to be done for is not slow
    value = fit(value, shape)
    match value:
        case Map(entries=entries):
            kept = {name: conform(e, below(shape, name)) for name, e in entries.items() if not is_null(e)}
            return with_entries(value, kept)
        case Seq(items=items):
            item = shape.item if shape is not None and shape.kind is Kind.LIST else None
            return with_items(value, tuple(conform(i, item) for i in items if not is_null(i)))
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, conform(branch, shape)) for label, branch in branches))
    return value


def fit(value: Value, shape: Shape | None) -> Value:
    """`value` itself in the form of `shape`; what is below it stays."""
    kind = Kind.ANY if shape is None else shape.kind
    match value:
        case Scalar(data=None) | Unknown(parts=()):
            return value
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, fit(branch, shape)) for label, branch in branches))
        case Encoded() if kind not in (Kind.JSON, Kind.LIST, Kind.STRUCT):
            return documents.text(value)
        case Encoded() | Unknown() if kind is Kind.JSON:
            return documents.tree(value)
    return _fit_known(value, kind, shape)


def _fit_known(value: Value, kind: Kind, shape: Shape | None) -> Value:
    match value:
        case Scalar() if kind is Kind.JSON:
            return documents.tree(value)
        case Scalar() if kind is not Kind.LIST:
            return coerce(value, kind)
        case Seq() if kind in (Kind.STRUCT, Kind.MAP):
            return unwrapped(value)
        case Map() if is_pairs(shape):
            return _pairs(value, _names(shape))
        case Scalar() | Map() if shape is not None and kind is Kind.LIST:
            return Seq((fit(value, shape.item),), value.origin)
        case Encoded():
            return fit(value.value, shape)
    return value


def coerce(value: Scalar, kind: Kind) -> Scalar:
    """A leaf in the type that the schema gives it; one that cannot be stays as written."""
    match kind, value.data:
        case Kind.BOOLEAN, str(text) if text.lower() in ("true", "false"):
            return replace(value, data=text.lower() == "true")
        case Kind.STRING, bool(truth):
            return replace(value, data="true" if truth else "false")
        case Kind.STRING, int(number):
            return replace(value, data=str(number))
        case Kind.STRING, float(number):
            return replace(value, data=str(int(number)) if number.is_integer() else str(number))
        case ((Kind.INTEGER | Kind.NUMBER), str(text)):
            return _number(value, text, kind)
    return value


def unwrapped(value: Seq) -> Value:
    """A block that there may be only one of: the item of a list of one."""
    match value:
        case Seq(items=(one,)):
            return one
        case Seq(items=(), rest=Unknown() as rest):
            return rest
        case Seq(items=()):
            return Scalar(None, value.origin)
    return Unknown(Why.UNMAPPED, value.origin)


def below(shape: Shape | None, name: str) -> Shape | None:
    """The shape of the property `name`. In a document there is none: text in it is text."""
    return None if shape is None or shape.kind is Kind.JSON else shape.step(name)


def is_pairs(shape: Shape | None) -> bool:
    """A list of {Key, Value}, for which sources write a map (tags)."""
    return bool(_names(shape))


def _names(shape: Shape | None) -> tuple[str, ...]:
    """What key and value are called in a list of pairs; nothing for any other shape."""
    item = shape.item if shape is not None and shape.kind is Kind.LIST else None
    names = item.fields.keys() if item is not None else frozenset()
    if names >= frozenset(_TAG):
        return _TAG
    return _ITEM if names == frozenset(_ITEM) else ()


def is_null(value: Value) -> bool:
    return isinstance(value, Scalar) and value.data is None


def _number(value: Scalar, text: str, kind: Kind) -> Scalar:
    form, read = _NUMBERS[kind]
    return replace(value, data=read(text)) if form.fullmatch(text) else value


def _pairs(value: Map, names: tuple[str, ...]) -> Value:
    """A map as a list of {Key, Value}, unless it is one of the pairs itself."""
    if value.entries.keys() >= frozenset(names):
        return Seq((value,), value.origin)
    key, held = names
    items = tuple(
        Map({key: Scalar(name, entry.origin), held: entry}, entry.origin)
        for name, entry in value.entries.items()
        if not is_null(entry)
    )
    return Seq(items, value.origin, value.rest)
