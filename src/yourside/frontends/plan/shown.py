"""The tree of modules that `terraform show -json` writes for a plan and for a state."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.frontends.keys import key_of
from yourside.frontends.plan.addresses import module_of
from yourside.frontends.plan.instance import Instance, texts
from yourside.syntax.json.cursor import Cursor, Piece


def planned(cursor: Cursor) -> Iterator[Instance]:
    """What stands below `planned_values`, or `values` of a state."""
    for name in cursor.members():
        if name == "root_module":
            yield from _module(cursor)


def data_sources(cursor: Cursor) -> Iterator[Instance]:
    """What was read while planning stands in `prior_state` alone."""
    for section in cursor.members():
        if section == "values":
            yield from (instance for instance in planned(cursor) if instance.mode == "data")


def _module(cursor: Cursor) -> Iterator[Instance]:
    for name in cursor.members():
        match name:
            case "resources":
                yield from filter(None, (_resource(cursor) for _ in cursor.items()))
            case "child_modules":
                for _ in cursor.items():
                    yield from _module(cursor)


def _resource(cursor: Cursor) -> Instance | None:
    start = cursor.at
    found: dict[str, Piece] = {name: cursor.value() for name in cursor.members()}
    place = (start, cursor.at)
    address, kind, values = found.get("address"), found.get("type"), found.get("values")
    if not (address and kind):
        return None
    rest = {name: piece.data for name, piece in found.items()}
    return Instance(
        address=str(address.data),
        module=module_of(str(address.data)),
        mode=str(rest.get("mode")),
        type=str(kind.data),
        key=key_of(rest.get("index")),
        place=place,
        name=(address.start, address.end),
        values=values if values and isinstance(values.data, dict) else None,
        sensitive=rest.get("sensitive_values"),
        depends=tuple(texts(rest.get("depends_on"))),
    )
