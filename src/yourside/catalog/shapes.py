"""The shape of a canonical type: what properties the cloud's own API gives it. Read from the trimmed snapshots.

A snapshot is JSON: `{"types": {"AWS::S3::Bucket": {"shape": S, "read_only": [path…], "write_only": [path…]}}, "defs":
{name: S}}` where S is `"string" | "integer" | "number" | "boolean" | "json" | "any"`, `{"list": S}`, `{"map": S}`,
`{"struct": {name: S}}` or `{"ref": name}` into `defs` (recursive types).

What the cloud's model has no home for is an extension: `schemas/extensions.yaml` lists types and properties whose names
start with `x-`, each with the reason, the source of its shape, and the shape. Its properties stand among the fields of
the types they extend; those of `AWS::*` are on every type of that cloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from yourside.packing import Unpacked, packed

SNAPSHOTS = Path(__file__).parent / "schemas" / "canonical"
Spec = Any  # S above, as JSON and YAML give it


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

    @property
    def open(self) -> bool:
        """Whether any name may follow: nothing below it can be checked."""
        return self.kind in (Kind.JSON, Kind.ANY)

    def step(self, name: str) -> Shape | None:
        """The property `name`, of each item where this is a list; an open shape is its own property."""
        if self.open:
            return self
        if self.kind is Kind.MAP:
            return self.item
        if self.kind is Kind.LIST and self.item:
            return self.item.step(name)
        return self.fields.get(name)

    def at(self, path: Iterable[str]) -> Shape | None:
        """The shape at the end of `path`. A step may mark a list (`Tags[]`); it need not."""
        found: Shape | None = self
        for name in path:
            found = found and found.step(name.removesuffix("[]"))
        return found


@dataclass(frozen=True, slots=True)
class CanonicalType:
    """`read_only` and `write_only` are dotted property paths; list steps are left out of them (`Tags.Key`)."""

    name: str
    shape: Shape
    read_only: frozenset[str] = frozenset()
    write_only: frozenset[str] = frozenset()


class _Decoder:
    """Turns S into Shapes; a definition becomes one Shape however often it is referred to."""

    def __init__(self, defs: Mapping[str, Spec]) -> None:
        self._defs = defs
        self._known: dict[str, Shape] = {}

    def shape(self, spec: Spec) -> Shape:
        match spec:
            case str(kind):
                return Shape(Kind(kind))
            case {"list": item}:
                return Shape(Kind.LIST, item=self.shape(item))
            case {"map": item}:
                return Shape(Kind.MAP, item=self.shape(item))
            case {"ref": str(name)}:
                return self._definition(name)
            case {"struct": fields}:
                return Shape(Kind.STRUCT, {name: self.shape(field) for name, field in fields.items()})
        raise ValueError(f"not a shape: {spec!r}")

    def _definition(self, name: str) -> Shape:
        if name not in self._known:
            fields: dict[str, Shape] = {}
            self._known[name] = Shape(Kind.STRUCT, fields)  # known before its fields are read: they may lead back here
            fields.update(self.shape(self._defs[name]).fields)
        return self._known[name]


class Shapes(Unpacked[CanonicalType]):
    """Every canonical type that there is a snapshot of, decoded when it is first asked for.

    `types` and `defs` as in a snapshot; `extensions` are the `x-` properties by type, or by `AWS::*` for all types of a
    cloud.
    """

    def __init__(
        self,
        types: Mapping[str, Spec],
        defs: Mapping[str, Spec],
        extensions: Mapping[str, Mapping[str, Spec]],
    ) -> None:
        super().__init__(types, self._decode)
        self._decoder = _Decoder(defs)
        self._extensions = extensions

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in self}

    def spelled(self, name: str) -> str | None:
        """The type of this name, in whatever case: Azure does not tell cases apart in the names of types."""
        return self._spellings.get(name.casefold())

    def _decode(self, name: str, spec: Spec) -> CanonicalType:
        shape = self._decoder.shape(spec["shape"])
        cloud = name.partition("::")[0] + "::*"
        added = {**self._extensions.get(cloud, {}), **self._extensions.get(name, {})}
        fields = {**shape.fields, **{key: self._decoder.shape(extension) for key, extension in added.items()}}
        return CanonicalType(
            name,
            replace(shape, fields=fields),
            frozenset(spec.get("read_only", ())),
            frozenset(spec.get("write_only", ())),
        )


@cache
def load_shapes() -> Shapes:
    """Every snapshot and extension that ships with the project."""
    import json

    types: dict[str, Spec] = {}
    defs: dict[str, Spec] = {}
    for snapshot in SNAPSHOTS.iterdir():
        content = json.loads(snapshot.read_bytes())
        types |= content["types"]
        defs |= content["defs"]
    (extensions,) = packed("extensions")
    properties = {
        owner: {name: extension["shape"] for name, extension in added.items()}
        for owner, added in extensions["properties"].items()
    }
    return Shapes(types | extensions["types"], defs, properties)
