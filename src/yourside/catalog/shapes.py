"""The shape of a canonical type: what properties the cloud's own API gives it. Read from the trimmed snapshots.

A snapshot is JSON: `{"types": {"AWS::S3::Bucket": {"shape": S, "read_only": [path…], "write_only": [path…]}}, "defs":
{name: S}}` where S is `"string" | "integer" | "number" | "boolean" | "json" | "any"`, `{"list": S}`, `{"map": S}`,
`{"struct": {name: S}}` or `{"ref": name}` into `defs` (recursive types).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "json"  # an open JSON document (policies)
    ANY = "any"
    LIST = "list"
    MAP = "map"  # free keys
    STRUCT = "struct"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """`fields` of a STRUCT, `item` of a LIST or MAP. Compared by identity: recursive types are cyclic."""

    kind: Kind
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None


@dataclass(frozen=True, slots=True)
class CanonicalType:
    """`read_only` and `write_only` are dotted property paths; list steps are left out of them (`Tags.Key`)."""

    name: str
    shape: Shape
    read_only: frozenset[str] = frozenset()
    write_only: frozenset[str] = frozenset()
