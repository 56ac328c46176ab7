"""A table made ready to run: for one level of a source's blocks, where each name goes. Found once, kept for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yourside.catalog.model import Attr, Catalog, Fold, Path, Table
from yourside.catalog.naming import resolve
from yourside.catalog.shapes import CanonicalType, Kind, Shape
from yourside.graph.conform import below
from yourside.graph.draft import LIST

Attrs = Mapping[Path, Attr]
TIMEOUTS = ("timeouts",)  # a block that any Terraform resource may have, about the provider's patience


@dataclass(frozen=True)
class Place:
    """Where one source attribute goes: `target` relative to the enclosing object, with the `shape` that is there.

    `inner` is the level below, for a value that is a block. A `split` attribute goes into a resource of its own, and
    `target` is relative to that.
    """

    attr: Attr
    target: Path
    shape: Shape | None
    inner: Scope


@dataclass(frozen=True)
class Scope:
    """One level of a source's blocks. `type` and `base` say where it is in the canonical type, `source` in its own.

    `attrs` are what the table says of this level and all below it.
    """

    catalog: Catalog
    type: CanonicalType | None
    auto: str
    attrs: Attrs
    shape: Shape | None
    base: Path = ()
    source: Path = ()
    _places: dict[str, Place | None] = field(default_factory=dict, init=False)

    def place(self, name: str) -> Place | None:
        """Where the attribute `name` goes; None when the table has no place for it."""
        if name not in self._places:
            self._places[name] = self._find(name)
        return self._places[name]

    @cached_property
    def structured(self) -> bool:
        """Whether the names on this level are the schema's, and not the user's own."""
        return bool(self.attrs) or (self.shape is not None and self.shape.kind is Kind.STRUCT)

    @property
    def is_object(self) -> bool:
        """Whether this level is an object, as far as is known: else the one attribute that it has is all of it."""
        return self.shape is None or self.shape.kind in (Kind.STRUCT, Kind.MAP)

    def _find(self, name: str) -> Place | None:
        attr = self.attrs.get((name,), Attr())
        target = attr.to if attr.to is not None else self._automatic(name, attr)
        if target is None:
            return None
        inside = {path[1:]: found for path, found in self.attrs.items() if path[0] == name and len(path) > 1}
        inside |= {(peer,): Attr(drop=True) for peer in attr.explode}
        type_, above, base = self.type, self.shape, self.base
        if attr.split:
            type_ = self.catalog.shape(attr.split)
            above, base = type_.shape if type_ else None, ()
        shape = value_shape(above, target)
        inner = Scope(self.catalog, type_, self.auto, inside, item_of(shape), (*base, *target), (*self.source, name))
        return Place(attr, target, shape, inner)

    def _automatic(self, name: str, attr: Attr) -> Path | None:
        if attr.drop or attr.keyed or attr.split:
            return ()
        found = None if self.auto == "none" else resolve(name, self.auto, self.shape)
        if found is None or self._read_only(found):
            return None
        return (found,)

    def _read_only(self, name: str) -> bool:
        path = ".".join(step.removesuffix(LIST) for step in (*self.base, name))
        return self.type is not None and path in self.type.read_only


def scope_of(table: Table, catalog: Catalog) -> Scope:
    """The top level of a table."""
    fold = table.folds[0] if table.folds and not table.to else None
    type_ = catalog.shape(fold.into if fold else table.to)
    base = _folded(fold) if fold else table.root
    shape = walk(type_.shape if type_ else None, base)
    apart = [TIMEOUTS, *(fold.by for fold in table.folds), *((peer,) for peer in table.explode)]
    if table.switch:
        apart.append((table.switch.attr,))
    return Scope(catalog, type_, table.auto, {**{path: Attr(drop=True) for path in apart}, **table.attrs}, shape, base)


def walk(shape: Shape | None, path: Path) -> Shape | None:
    """The shape at `path`: of an item where its last step is `X[]`, of each item below a list."""
    for step in path:
        shape = below(shape, step.removesuffix(LIST))
        if step.endswith(LIST):
            shape = item_of(shape)
    return shape


def value_shape(shape: Shape | None, target: Path) -> Shape | None:
    """The shape of what is written to `target`: for `X[]` that of the whole list."""
    return walk(shape, (*target[:-1], target[-1].removesuffix(LIST))) if target else shape


def item_of(shape: Shape | None) -> Shape | None:
    """The shape of the items of a list; anything else is its own."""
    return shape.item if shape is not None and shape.kind is Kind.LIST else shape


def _folded(fold: Fold) -> Path:
    if fold.append and fold.at:
        return (*fold.at[:-1], f"{fold.at[-1].removesuffix(LIST)}{LIST}")
    return fold.at
