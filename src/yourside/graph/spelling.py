"""How a source spells what rules name in canonical terms: for messages, and for fixes in the user's own dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from yourside.catalog.model import Attr, Catalog, Fold, Path, Table
from yourside.catalog.shapes import Kind, Shape
from yourside.graph.conform import below, is_pairs
from yourside.graph.paths import names
from yourside.graph.scope import Place, Scope, item_of, scope_of
from yourside.values import Data

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Spelling:
    """`path` in the source's words, in a companion of type `companion` if not in the resource itself."""

    path: Path
    attr: Attr
    companion: str = ""

    def __str__(self) -> str:
        return ".".join((self.companion, *self.path) if self.companion else self.path)


def spell(catalog: Catalog, native_type: str, path: str) -> str | None:
    """How a resource of `native_type` writes the canonical `path`; None when it cannot."""
    table = catalog.table(native_type)
    if table is None:
        return path if native_type in catalog.shapes else None
    if table.object:
        return path
    found = _find(catalog, native_type, names(tuple(path.split("."))))
    return str(found) if found else None


def spell_value(catalog: Catalog, native_type: str, path: str, data: Data) -> Data:
    """What a resource of `native_type` writes for the canonical `path` to be `data`."""
    found = _find(catalog, native_type, names(tuple(path.split("."))))
    return reverse(found.attr, data) if found else data


@lru_cache(maxsize=4096)
def _find(catalog: Catalog, native_type: str, wanted: Path) -> Spelling | None:
    table = catalog.table(native_type)
    return next(_spellings(catalog, table, wanted), None) if table else None


def _spellings(catalog: Catalog, table: Table, wanted: Path) -> Iterator[Spelling]:
    """Best first: in a companion that is the property, in the resource itself, in a companion that is a part of it."""
    others = (catalog.tables[name] for name in catalog.companions.get(table.to, ()))
    companions = [(other, fold) for other in _cases(others) for fold in _folds(catalog, other, table)]
    for other, fold in companions:
        if fold.at and not fold.append:
            yield from _within(catalog, other, names(fold.at), wanted, other.type)
    for own in _cases([table]):
        if own.to:
            yield from _within(catalog, own, names(own.root), wanted)
        for fold in _folds(catalog, own):
            yield from _within(catalog, own, names(fold.at), wanted)
    for other, fold in companions:
        yield from _within(catalog, other, names(fold.at), wanted, other.type)


def _cases(tables: Iterable[Table]) -> Iterator[Table]:
    for table in tables:
        yield from table.switch.cases.values() if table.switch else (table,)


def _folds(catalog: Catalog, table: Table, owner: Table | None = None) -> tuple[Fold, ...]:
    """Where a companion goes: what its table says, else what its canonical type says."""
    folds = table.folds or catalog.canonical(table.to).folds
    return folds if owner is None else tuple(fold for fold in folds if fold.into == owner.to)


def _within(catalog: Catalog, table: Table, prefix: Path, wanted: Path, companion: str = "") -> Iterator[Spelling]:
    """What the table writes for the part of `wanted` that is below `prefix`."""
    if wanted[: len(prefix)] != prefix:
        return
    below = wanted[len(prefix) :]
    if not below and companion:
        yield Spelling((), Attr(), companion)
    for path, attr in _in_scope(scope_of(table, catalog), below, table.explode):
        yield Spelling(path, attr, companion)


def _in_scope(scope: Scope, wanted: Path, peers: Mapping[str, Path]) -> Iterator[tuple[Path, Attr]]:
    for peer, target in peers.items():
        if names(target) == wanted:
            yield (peer,), Attr()
    for name in _candidates(scope, wanted):
        place = scope.place(name)
        if place is not None and not (place.attr.drop or place.attr.split or place.attr.keyed):
            yield from (((name, *path), attr) for path, attr in _in_place(place, wanted))


def _in_place(place: Place, wanted: Path) -> Iterator[tuple[Path, Attr]]:
    target = names(place.target)
    rest = wanted[len(target) :]
    if wanted == target:
        yield (), place.attr
    elif (*target, *rest) != wanted:
        return
    elif place.shape is not None and place.shape.kind is Kind.JSON:
        yield rest, Attr()
    else:
        # What a flattened block has is not what encloses it has: there only what is listed is sure to exist.
        inner = place.inner if target else replace(place.inner, auto="none")
        yield from _in_scope(inner, rest, place.attr.explode)


def _candidates(scope: Scope, wanted: Path) -> Iterator[str]:
    """What the table lists on this level, then what `auto` may find."""
    listed = dict.fromkeys(path[0] for path in scope.attrs)
    yield from listed
    taken = {attr.keyed.into[0] for attr in scope.attrs.values() if attr.keyed}
    if wanted and wanted[0] not in taken and scope.auto != "none":
        shape = below(scope.shape, wanted[0])
        yield from (name for name in _snakes(wanted[0], repeated=_is_repeated(shape)) if name not in listed)


def _is_repeated(shape: Shape | None) -> bool:
    """Whether sources write blocks for it, one for each item."""
    item = item_of(shape)
    return item is not shape and item is not None and item.kind is Kind.STRUCT and not is_pairs(shape)


def _snakes(name: str, repeated: bool) -> Iterator[str]:
    """A name in the provider's style; of blocks that may be repeated the singular comes first."""
    snake = _WORD.sub("_", name).lower()
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    singular = [snake.removesuffix(plural) + one for plural, one in endings if snake.endswith(plural)]
    yield from (*singular, snake) if repeated else (snake, *singular)


def reverse(attr: Attr, data: Data) -> Data:
    """What a source writes for what `attr` makes `data` of it."""
    if attr.truth and data in attr.truth:
        data = attr.truth[0] == data
    if attr.invert and isinstance(data, bool):
        data = not data
    # A number of a protocol is another name of what has one.
    names = (text for text, canonical in attr.enum.items() if canonical == data and not text.isdecimal())
    return next(names, data)
