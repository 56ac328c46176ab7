"""The state file itself, version 4: what `terraform state pull` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yourside.frontends.keys import key_of
from yourside.frontends.plan.instance import Instance, Place, listing, mapping, texts
from yourside.syntax.json.cursor import Cursor, Piece


@dataclass(slots=True)
class _Resource:
    """The head of a resource; its instances follow."""

    module: str = ""
    mode: str = ""
    type: str = ""
    name: str = ""
    place: Place = (0, 0)

    @property
    def address(self) -> str:
        path = (self.module, "data" if self.mode == "data" else "", self.type, self.name)
        return ".".join(filter(None, path))


def stored(cursor: Cursor) -> Iterator[Instance]:
    """What stands below `resources`."""
    for _ in cursor.items():
        yield from _resource(cursor)


def _resource(cursor: Cursor) -> Iterator[Instance]:
    """Terraform writes the head before the instances; a head that comes later names nothing."""
    head = _Resource()
    for name in cursor.members():
        match name:
            case "module" | "mode" | "type":
                setattr(head, name, str(cursor.value().data))
            case "name":
                piece = cursor.value()
                head.name, head.place = str(piece.data), (piece.start, piece.end)
            case "instances":
                yield from filter(None, (_instance(cursor, head) for _ in cursor.items()))


def _instance(cursor: Cursor, head: _Resource) -> Instance | None:
    """None for what is deposed: it is about to be deleted."""
    start = cursor.at
    found: dict[str, Piece] = {name: cursor.value() for name in cursor.members()}
    rest = {name: piece.data for name, piece in found.items()}
    values = found.get("attributes")
    if values is None or not isinstance(values.data, dict) or rest.get("deposed"):
        return None
    key = key_of(rest.get("index_key"))
    return Instance(
        address=f"{head.address}{key}",
        module=head.module,
        mode=head.mode,
        type=head.type,
        key=key,
        place=(start, cursor.at),
        name=head.place,
        values=values,
        sensitive=_marks(listing(rest.get("sensitive_attributes"))),
        depends=tuple(texts(rest.get("dependencies"))),
    )


def _marks(paths: list[Any]) -> dict[str, Any]:
    """Paths of steps as a tree with True at their ends: what a part of an attribute hides, all of it hides."""
    steps = (listing(path)[:1] for path in paths)
    return {str(mapping(step[0]).get("value")): True for step in steps if step}
