"""The tables, read: how native types become canonical ones. `table.schema.json` says what each key means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yourside.catalog.shapes import CanonicalType, Shapes
from yourside.values import Data

Path = tuple[str, ...]  # steps; one that ends in "[]" is a list, () is the block itself (written ".")
Constant = Data | list["Constant"] | dict[str, "Constant"]


@dataclass(frozen=True, slots=True)
class Keyed:
    """The value becomes one `{key: name, value: text}` of the list `into`."""

    into: Path
    name: str
    key: str = "Key"
    value: str = "Value"


@dataclass(frozen=True, slots=True)
class Attr:
    """What becomes of one source attribute. `to` None: its target is found by the table's `auto`."""

    to: Path | None = None
    drop: bool = False
    enum: Mapping[str, Data] = field(default_factory=dict)
    truth: tuple[Data, Data] | None = None  # `bool`: what true and what false become
    invert: bool = False
    present: Constant = None
    fmt: str = ""
    json: bool = False
    wrap: str = ""
    add: Mapping[str, Constant] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()  # `map`
    explode: Mapping[str, Path] = field(default_factory=dict)
    keyed: Keyed | None = None
    split: str = ""
    link: Path = ()
    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """A companion's owner. `by` is a source path in a Table, a canonical one in a Canonical. `keep`: the companion
    stays a resource, and its owners refer to it."""

    into: str
    by: Path
    at: Path
    append: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Default:
    """What silence about `path` means: `value`, or, if `unknown`, something that depends on what that text says.

    `versions` are the values per range of provider versions; a range left out has the next default in the order.
    """

    path: Path
    value: Constant = None
    unknown: str = ""
    versions: Mapping[str, Constant] = field(default_factory=dict)
    within: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """The text of the source attribute `attr` chooses the table; `*` stands for any other, `` for none at all."""

    attr: str
    cases: Mapping[str, Table]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """How one native type is lowered. `to` is empty for a companion that is no canonical resource of its own, and where
    the attribute `object` holds one whole: of the type that is written in it, or else in the attribute `typed`. The
    attribute `owner`, if any, names the resource that the object is a part of.

    Compared by identity, so that plans made from it can be kept.
    """

    type: str
    to: str = ""
    auto: str = "pascal"
    root: Path = ()
    attrs: Mapping[Path, Attr] = field(default_factory=dict)
    constants: Mapping[Path, Constant] = field(default_factory=dict)  # `set`
    explode: Mapping[str, Path] = field(default_factory=dict)
    defaults: tuple[Default, ...] = ()
    folds: tuple[Fold, ...] = ()
    switch: Switch | None = None
    object: str = ""
    typed: str = ""
    owner: str = ""

    @property
    def targets(self) -> frozenset[str]:
        """The canonical types that a resource of this type may become."""
        cases = self.switch.cases.values() if self.switch else ()
        return frozenset(filter(None, (self.to, *(target for case in cases for target in case.targets))))


@dataclass(frozen=True, slots=True, eq=False)
class Canonical:
    """What holds for a canonical type whatever source it comes from."""

    type: str
    id: tuple[Path, ...] = ()
    defaults: tuple[Default, ...] = ()
    folds: tuple[Fold, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """`mirrors` are the tables of a provider whose types and attributes are the cloud's own in snake_case
    (https://registry.terraform.io/providers/hashicorp/awscc/latest/docs): nobody has to write them. `companions` are,
    by canonical type, the native types whose tables fold them into it.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)
    canonicals: Mapping[str, Canonical] = field(default_factory=dict)
    shapes: Shapes = field(default_factory=lambda: Shapes({}, {}, {}))
    mirrors: Mapping[str, Table] = field(default_factory=dict)
    companions: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def table(self, native_type: str) -> Table | None:
        return self.tables.get(native_type) or self.mirrors.get(native_type.replace("_", ""))

    def canonical(self, name: str) -> Canonical:
        return self.canonicals.get(name) or Canonical(name)

    def shape(self, name: str) -> CanonicalType | None:
        return self.shapes.get(name)
