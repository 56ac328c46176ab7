"""Answers of Azure Resource Graph: https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language.

`az graph query -q "resources" -o json`. Types come in lower case. What is a part of another resource (its firewall
rules, its auditing) comes with it or not at all, and a query leaves out what it pleases: nothing is listed wholly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yourside.frontends.live.document import Inventory
from yourside.frontends.live.record import Record
from yourside.syntax.json.cursor import Cursor

COLUMNS = ("name", "type", "location", "kind", "sku", "identity", "tags", "zones", "properties")

# The configuration of a site is a resource of its own: what stands in the site's place of it is empty, whatever is set.
# https://github.com/Azure/azure-powershell/issues/14877
APART = {"properties.siteConfig": "the configuration of the site, which is a resource of its own"}
UNREAD: Mapping[str, Mapping[str, str]] = {"microsoft.web/sites": APART, "microsoft.web/sites/slots": APART}


def recognises(head: str) -> bool:
    return '"/subscriptions/' in head.lower() and '"type"' in head and ('"data"' in head or head.lstrip()[:1] == "[")


def read_rows(text: str) -> Iterator[Inventory]:
    """The whole answer, or its rows alone; raises ValueError where the text is not JSON."""
    cursor = Cursor(text)
    if text.startswith("[", cursor.at):
        yield Inventory("azure", tuple(_records(cursor)))
    else:
        yield from (Inventory("azure", tuple(_records(cursor))) for name in cursor.members() if name == "data")


def _records(cursor: Cursor) -> Iterator[Record]:
    for _ in cursor.items():
        piece = cursor.value()
        match piece.data:
            case {"id": str(id_), "type": str(type_)} as row:
                unread = UNREAD.get(type_.lower(), {})
                yield Record(type_, id_, _properties(id_, type_, row), (piece.start, piece.end), unread=unread)


def _properties(id_: str, type_: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the id of what it is below: `.../servers/db` of `.../servers/db/databases/orders`."""
    above = {"parent": id_.rsplit("/", 2)[0]} if type_.count("/") > 1 else {}
    return above | {column: row[column] for column in COLUMNS if row.get(column) is not None}
