"""Canonical objects as the attributes and blocks of a source type, level by level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from yourside.catalog.model import Attr, Path
from yourside.catalog.provider import Attributes
from yourside.catalog.shapes import Kind
from yourside.codify import literal
from yourside.graph.draft import LIST
from yourside.graph.scope import Place, Scope
from yourside.values import Map, Missing, Scalar, Seq, Value

Body = dict[str, Any]
"""Attributes as HCL expressions in text, or what python-hcl2 makes them of; blocks as lists of Bodies."""

NEVER = ("id", "region", "tags_all", "timeouts")  # the provider's own


def block(scope: Scope, schema: Attributes, value: Map) -> Body:
    """What `value` is in the words of one level. Of several attributes for one property the first has it."""
    body: Body = {}
    taken: set[Path] = set()
    for name, attribute in schema.items():
        place = scope.place(name)
        if name in NEVER or place is None or not _writable(place.attr, attribute) or place.target in taken:
            continue
        found = _nested(place, attribute, value) if "attrs" in attribute else _leaf(place, attribute, value)
        if found is not None:
            body[name] = found
            if place.target:
                taken.add(place.target)
    return body


def _writable(attr: Attr, attribute: Mapping[str, Any]) -> bool:
    """Whether the way there is one that has a way back."""
    one_way = attr.drop or attr.split or attr.opaque or attr.keyed or attr.pairs or attr.fmt or attr.present is not None
    return not one_way and attribute.get("type") != "computed" and "versions" not in attribute


def _nested(place: Place, attribute: Mapping[str, Any], value: Map) -> list[Body] | None:
    inner: Attributes = attribute["attrs"]
    if not place.target:
        flat = block(place.inner, inner, value)
        return [flat] if flat else None
    blocks = [made for item in _items(at(value, place.target)) if (made := _exploded(place, inner, item))]
    return blocks or None


def _exploded(place: Place, schema: Attributes, item: Map) -> Body:
    """An item has one peer; the source writes lists of them."""
    body = block(place.inner, schema, item)
    for peer, target in place.attr.explode.items():
        match at(item, target):
            case Scalar(data=str(text)) if peer not in body and schema.get(peer, {}).get("cls") == "stringList":
                body[peer] = [literal.quoted(text)]
                break
    return body


def _items(value: Value) -> Iterable[Map]:
    match value:
        case Map():
            yield value
        case Seq(items=items):
            yield from (item for item in items if isinstance(item, Map))


def _leaf(place: Place, attribute: Mapping[str, Any], value: Map) -> Any:
    """None where there is nothing to write, or nothing that is known."""
    if not place.target:
        return None
    found = at(value, place.target)
    if place.shape is not None and place.shape.kind is Kind.JSON:
        return literal.document(found)
    if isinstance(found, Seq) and attribute["cls"] == "stringMap":
        return literal.tags(found) or None
    single = isinstance(found, Seq) and len(found.items) == 1 and not _is_list(attribute)
    return literal.expression(found.items[0] if single and isinstance(found, Seq) else found, place.attr)


def _is_list(attribute: Mapping[str, Any]) -> bool:
    return str(attribute["cls"]).endswith("List") or attribute.get("type") in ("list", "set")


def at(value: Value, path: Sequence[str]) -> Value:
    """What stands at a target; a target may end in the list that it is added to."""
    for step in path:
        name = step.removesuffix(LIST)
        match value:
            case Map(entries=entries) if name in entries:
                value = entries[name]
            case _:
                return Missing(value.origin)
    return value


def targets(scope: Scope, body: Body) -> Iterator[Path]:
    """The canonical properties that a body says, through blocks that add no level."""
    for name, written in body.items():
        place = scope.place(name)
        if place is not None and place.target:
            yield place.target
        elif place is not None:
            yield from targets(place.inner, written[0])
