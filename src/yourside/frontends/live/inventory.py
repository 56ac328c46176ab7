"""Our own inventory: what `yourside` writes of an account that it has read (`inventory.schema.json`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yourside.frontends.live.document import Inventory
from yourside.frontends.live.record import ANY_ACCOUNT, Place, Record, texts
from yourside.syntax.json.cursor import Cursor

FORMAT = "yourside/1"


def recognises(head: str) -> bool:
    return '"inventory"' in head and f'"{FORMAT}"' in head


def read_inventory(text: str) -> Iterator[Inventory]:
    """Raises ValueError where the text is not an inventory."""
    cursor, head, records = Cursor(text), {}, []
    for name in cursor.members():
        if name == "resources":
            records = [record for _ in cursor.items() if (record := _record(cursor))]
        else:
            head[name] = cursor.value().data
    yield Inventory(
        unit=":".join(texts((head.get("cloud"), head.get("account")))) or ANY_ACCOUNT,
        records=tuple(records),
        listed=frozenset(texts(head.get("listed", ()))),
        unread=_reasons(head.get("unread")),
    )


def _record(cursor: Cursor) -> Record | None:
    piece = cursor.value()
    place: Place = (piece.start, piece.end)
    match piece.data:
        case {"type": str(type_), "id": str(id_), "properties": dict(properties)} as data:
            return Record(type_, id_, properties, place, texts(data.get("ids", ())), _reasons(data.get("unread")))
    return None


def _reasons(data: Any) -> Mapping[str, str]:
    return {str(path): str(reason) for path, reason in data.items()} if isinstance(data, dict) else {}
