"""How each canonical type is read from its service's API: `tables/<service>.yaml`, as `table.schema.json` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Expressions = Mapping[str, str]
"""Property -> JMESPath over what the API gave."""


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of a service, in boto3's spelling. `given` are its arguments, as expressions over the item that it
    is asked for; `absent` the error codes that say "there is none"."""

    service: str
    operation: str
    given: Expressions = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Detail:
    """A further call for one resource. What it cannot read leaves its properties unknown."""

    call: Call
    properties: Expressions


@dataclass(frozen=True, slots=True)
class Listing:
    """Resources of a canonical type: `items` is the expression for the list in the answer of `call`, `of` the type for
    each resource of which it is listed. `everywhere`: the service has no regions."""

    type: str
    call: Call
    items: str
    id: str
    ids: tuple[str, ...] = ()
    properties: Expressions = field(default_factory=dict)
    details: tuple[Detail, ...] = ()
    of: str = ""
    everywhere: bool = False
    provided: str = ""


@cache
def load_listings() -> tuple[Listing, ...]:
    import yaml

    tables = sorted((files("yourside.collect.aws") / "tables").iterdir(), key=lambda table: table.name)
    sources = (yaml.load(table.read_text("utf-8"), yaml.CSafeLoader) for table in tables)
    return tuple(_listing(name, entry, source) for source in sources for name, entry in source["types"].items())


def _listing(name: str, entry: Mapping[str, Any], source: Mapping[str, Any]) -> Listing:
    service = source["service"]
    return Listing(
        type=entry.get("type", name),
        call=_call(entry["list"], service),
        items=entry["list"]["items"],
        id=entry["id"],
        ids=tuple(entry.get("ids", ())),
        properties=entry.get("properties", {}),
        details=tuple(Detail(_call(each, service), each["properties"]) for each in entry.get("details", ())),
        of=entry.get("of", ""),
        everywhere=source.get("everywhere", False),
        provided=entry.get("provided", ""),
    )


def _call(entry: Mapping[str, Any], service: str) -> Call:
    return Call(
        service=entry.get("service", service),
        operation=entry["call"],
        given=entry.get("with", {}),
        constants=entry.get("constants", {}),
        absent=frozenset(entry.get("absent", ())),
    )
