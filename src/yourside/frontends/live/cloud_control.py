"""What Cloud Control answers: https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_ListResources.html.

`GetResource` gives a resource whole. `ListResources` gives of many types only what identifies a resource, so that what
it leaves out is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from yourside.frontends.live.document import Inventory
from yourside.frontends.live.record import ANY_ACCOUNT, Place, Record
from yourside.syntax.json.cursor import Cursor

BRIEF = "ListResources may leave properties out: read it with GetResource"


def recognises(head: str) -> bool:
    return '"ResourceDescription' in head and '"Identifier"' in head


def read_answers(text: str) -> Iterator[Inventory]:
    """One or several answers of the API: an object, a list of objects, or one after another."""
    cursor = Cursor(text)
    while cursor.at < len(text):
        if text.startswith("[", cursor.at):
            for _ in cursor.items():
                yield _answer(cursor)
        else:
            yield _answer(cursor)
        cursor.skip_space()


def _answer(cursor: Cursor) -> Inventory:
    type_, more, found, brief = "", False, [], False
    for name in cursor.members():
        match name:
            case "TypeName":
                type_ = str(cursor.value().data)
            case "NextToken":
                more = bool(cursor.value().data)
            case "ResourceDescription":
                found.append(cursor.value())
            case "ResourceDescriptions":
                brief = True
                found += [cursor.value() for _ in cursor.items()]
    records = (_record(type_, piece.data, (piece.start, piece.end), brief) for piece in found)
    listed = frozenset((type_,)) if brief and not more else frozenset()
    return Inventory(ANY_ACCOUNT, tuple(filter(None, records)), listed)


def _record(type_: str, description: Any, place: Place, brief: bool) -> Record | None:
    match description:
        case {"Identifier": str(id_), "Properties": str(written)}:
            properties = json.loads(written)
            if isinstance(properties, dict):
                return Record(type_, id_, properties, place, _arns(properties), {"": BRIEF} if brief else {})
    return None


def _arns(properties: dict[str, Any]) -> tuple[str, ...]:
    """The other names at the top: `Arn`, `DBInstanceArn`, `RoleId`, `PhysicalResourceId`."""
    named = ((name, value) for name, value in properties.items() if isinstance(value, str))
    return tuple(value for name, value in named if name.endswith("Arn") and value.startswith("arn:") and value)
