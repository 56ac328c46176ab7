"""What a plan or a state says, still in Terraform's own form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yourside.frontends.plan.instance import Instance, listing, mapping
from yourside.frontends.plan.raw_state import stored
from yourside.frontends.plan.shown import data_sources, planned
from yourside.syntax.json.cursor import Cursor, Piece


@dataclass(slots=True)
class Document:
    """`changes` are by address. Only a plan has a `configuration`, which says what is written in the sources;
    `providers` are its provider blocks."""

    instances: list[Instance] = field(default_factory=list)
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    configuration: Mapping[str, Any] = field(default_factory=dict)
    providers: list[Piece] = field(default_factory=list)


def read_document(text: str) -> Document:
    """Raises ValueError and RecursionError as the cursor does."""
    cursor, document = Cursor(text), Document()
    for section in cursor.members():
        match section:
            case "planned_values" | "values":
                document.instances += planned(cursor)
            case "prior_state":
                document.instances += data_sources(cursor)
            case "resources":
                document.instances += stored(cursor)
            case "resource_changes":
                document.changes = dict(_changes(cursor.value().data))
            case "configuration":
                _configuration(cursor, document)
    return document


def _changes(data: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for change in map(mapping, listing(data)):
        # A replaced object that could not be deleted yet has the address of the one that replaces it.
        if "deposed" not in change:
            yield str(change.get("address")), mapping(change.get("change"))


def _configuration(cursor: Cursor, document: Document) -> None:
    for section in cursor.members():
        match section:
            case "provider_config":
                document.providers += [cursor.value() for _ in cursor.members()]
            case "root_module":
                document.configuration = mapping(cursor.value().data)
