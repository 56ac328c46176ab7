"""One deployed resource as Terraform: the resource itself, the companions that say the rest of it, and its import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from yourside.catalog.model import Catalog, Path, Table
from yourside.catalog.provider import Attributes, load_provider
from yourside.codify.block import Body, at, block, targets
from yourside.graph.model import Resource
from yourside.graph.paths import names
from yourside.graph.scope import scope_of
from yourside.values import Map, Missing, Scalar

PROVIDERS = ("aws", "azurerm", "google", "digitalocean", "kubernetes")
_ADDRESS = re.compile(r"(?:^|\.)(\w+)\.([\w-]+)(?:\[[^\[\]]*\])?$")
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Written:
    """`address` is what it is imported to, `id` what the import takes; `blocks` are type, name and body of each.

    `of` is the address in the code of an instance that a block of its own cannot have: of a module, or with a key.
    """

    address: str
    id: str
    blocks: tuple[tuple[str, str, Body], ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class _Companion:
    """`paths` are the canonical properties that it says."""

    body: Body
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Codifier:
    """Finds the types of Terraform for canonical ones. `taken` are the addresses that are given already."""

    catalog: Catalog
    taken: set[str] = field(default_factory=set)

    def write(self, resource: Resource, address: str = "") -> Written | None:
        """`address` is the one that it has already, if any. None where no resource of Terraform makes this type."""
        kind, name = _declared(address)
        table = self.catalog.tables.get(kind) if kind else self._own(resource.type)
        if table is None:
            return None
        name = name or self._name(table.type, resource)
        properties, companions = resource.properties, []
        for companion in self._companions(table):
            if made := self._companion(companion, table, name, properties):
                companions.append((companion.type, name, made.body))
                for path in made.paths:
                    properties = _without(properties, path)
        own = block(scope_of(table, self.catalog), _schema(table.type), properties)
        home = f"{table.type}.{name}"
        blocks = ((table.type, name, own), *companions)
        return Written(home, resource.native.ids[0], blocks, of=address if address != home else "")

    def _own(self, canonical: str) -> Table | None:
        """Of the tables of what makes the type and nothing else, that with the plainest name."""
        made = (t for t in self.catalog.tables.values() if t.to == canonical and not t.explode and _schema(t.type))
        return min(made, key=lambda table: ("default" in table.type, len(table.type), table.type), default=None)

    def _companions(self, owner: Table) -> Iterator[Table]:
        """What settings of the owner are written in, each of them a resource of its own."""
        for table in self.catalog.tables.values():
            match table.folds:
                case (fold,) if fold.into == owner.to and not (fold.append or fold.keep or table.to or table.switch):
                    if _schema(table.type) and len(fold.by) == 1:
                        yield table

    def _companion(self, table: Table, owner: Table, name: str, properties: Map) -> _Companion | None:
        """None where the resource has nothing that would be said there."""
        fold, scope = table.folds[0], scope_of(table, self.catalog)
        base = names(fold.at)
        found = at(properties, base)
        if not isinstance(found, Map):
            return None
        body = block(scope, _schema(table.type), found)
        said = tuple((*base, *names(path)) for path in targets(scope, body))
        return _Companion({fold.by[0]: f"${{{owner.type}.{name}.id}}", **body}, said) if body else None

    def _name(self, type_: str, resource: Resource) -> str:
        """After the name that people gave it, else after its id; unique among those of its type."""
        known = (at(resource.properties, path) for path in self.catalog.canonical(resource.type).id)
        given = next((value.data for value in known if isinstance(value, Scalar)), resource.native.ids[0])
        name = base = _identifier(str(given))
        number = 1
        while f"{type_}.{name}" in self.taken:
            number += 1
            name = f"{base}_{number}"
        self.taken.add(f"{type_}.{name}")
        return name


def codified(resources: Sequence[tuple[Resource, str]], catalog: Catalog) -> Iterator[tuple[Resource, Written | None]]:
    """Each resource with the Terraform for it; the text beside it is the address that it has in the code, or empty."""
    codifier = Codifier(catalog, {address for _, address in resources if address})
    for resource, address in resources:
        yield resource, codifier.write(resource, address)


def _declared(address: str) -> tuple[str, str]:
    """Type and name, without the modules before them and the key behind."""
    match = _ADDRESS.search(address)
    return (match[1], match[2]) if match else ("", "")


def _schema(type_: str) -> Attributes:
    provider = next((name for name in PROVIDERS if type_.startswith(f"{name}_")), "")
    return load_provider(provider).get(type_, {}) if provider else {}


def _identifier(text: str) -> str:
    name = _NOT_A_NAME.sub("_", text).strip("_") or "this"
    return name if not name[0].isdigit() else f"_{name}"


def _without(value: Map, path: Path) -> Map:
    first, *further = path
    below = value.entries.get(first, Missing(value.origin))
    kept = {name: entry for name, entry in value.entries.items() if name != first}
    if further and isinstance(below, Map):
        kept[first] = _without(below, tuple(further))
    return replace(value, entries=kept)
