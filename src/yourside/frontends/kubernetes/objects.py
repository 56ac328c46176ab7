"""The API objects in a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard

from yourside.coverage import Dialect
from yourside.frontends.kubernetes.live import written
from yourside.frontends.kubernetes.placeholders import settled
from yourside.frontends.kubernetes.versions import type_of
from yourside.frontends.native import NativeResource
from yourside.spans import Span
from yourside.values import Map, Scalar, Seq, Unknown, Value


def members(value: Value) -> Iterator[Value]:
    """What a document holds: itself, or the items of the list that it is."""
    match value:
        case Map(entries={"apiVersion": Scalar(), "kind": Scalar(data=str(kind)), "items": Seq(items=items)}) if (
            kind.endswith("List")
        ):
            for item in items:
                yield from members(_typed(item, value))
        case _:
            yield value


def is_object(value: Value) -> TypeGuard[Map]:
    match value:
        case Map(entries={"apiVersion": Scalar(data=str()), "kind": Scalar(data=str())}):
            return True
    return False


def _typed(item: Value, within: Map) -> Value:
    """An item of a `PodList` may leave out that it is a Pod."""
    kind = within.entries["kind"]
    if not isinstance(item, Map) or not isinstance(kind, Scalar) or kind.data == "List":
        return item
    said = {"apiVersion": within.entries["apiVersion"], "kind": replace(kind, data=str(kind.data).removesuffix("List"))}
    return replace(item, entries=said | dict(item.entries))


def resources(found: Iterable[Map], unit: str) -> Iterator[NativeResource]:
    """A second object of the same name is `Kind/name#2`: addresses are unique in their file."""
    seen: Counter[str] = Counter()
    for value in found:
        match value.entries:
            case {"apiVersion": Scalar(data=str(version)), "kind": Scalar(data=str(kind))}:
                address = f"{kind}/{_name(_metadata(value))}"
                seen[address] += 1
                number = f"#{seen[address]}" if seen[address] > 1 else ""
                origin = replace(value.origin, name=_headline(value))
                body = replace(settled(written(value)), origin=origin)
                yield NativeResource(Dialect.KUBERNETES, type_of(version, kind), address + number, unit, body, origin)


def _metadata(value: Map) -> Mapping[str, Value]:
    match value.entries.get("metadata"):
        case Map(entries=entries):
            return entries
    return {}


def _name(metadata: Mapping[str, Value]) -> str:
    """With its namespace; what is left to the server to name ends in a star."""
    start = _word(metadata.get("generateName"))
    name = _word(metadata.get("name")) or (f"{start}*" if start else "(unnamed)")
    namespace = _word(metadata.get("namespace"))
    return f"{namespace}/{name}" if namespace else name


def _word(value: Value | None) -> str:
    match value:
        case Scalar(data=str(text)):
            return text
        case Scalar(data=bool() | int() | float()) | Map(rest=Unknown()):
            # A placeholder without quotes, or a number, which YAML would write in another way.
            return value.origin.span.text
    return ""


def _headline(value: Map) -> Span:
    """What a reader looks for: the object's name, or its kind when it has none."""
    name = _metadata(value).get("name")
    return name.origin.span if name and _word(name) else value.entries["kind"].origin.span
