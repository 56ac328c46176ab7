"""Which names of a table the provider or the cloud does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from yourside.catalog.model import Attr, Canonical, Default, Fold, Path, Table
from yourside.catalog.naming import resolve
from yourside.catalog.provider import Attributes, names_at
from yourside.catalog.shapes import CanonicalType, Kind, Shape

Where = tuple[str, ...]  # keys, from the table's own down
Complaint = tuple[Where, str]
Shapes = Mapping[str, CanonicalType]


def canonical_complaints(canonical: Canonical, shapes: Shapes) -> Iterator[Complaint]:
    """What is wrong in one entry of `canonical`."""
    spot = _spot(canonical.type, shapes)
    if spot is None:
        yield (), unknown_type(canonical.type, shapes)
        return
    yield from ((("id",), problem) for path in canonical.id if (problem := spot.lacks(path)))
    yield from _defaults(canonical.defaults, spot)
    for fold in canonical.folds:
        yield from _fold(fold, shapes)
        if problem := spot.lacks(fold.by):
            yield ("fold",), problem


def table_complaints(table: Table, attributes: Attributes, shapes: Shapes) -> Iterator[Complaint]:
    """What is wrong in one entry of `lower`; `attributes` are those of its source type."""
    yield from _sources(table, attributes)
    for case in table.switch.cases.values() if table.switch else (table,):
        yield from _targets(case, shapes)


def unknown_type(name: str, known: Iterable[str]) -> str:
    return f"there is no schema of {name}{meant(name, known)}"


def meant(name: str, known: Iterable[str]) -> str:
    match get_close_matches(name, sorted(known), n=1):
        case [close]:
            return f"; did you mean {close}?"
    return ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a canonical type: `path` from its top."""

    type: CanonicalType
    path: Path
    shape: Shape

    def lacks(self, target: Path) -> str:
        """Why `target` cannot be written here; empty when it can."""
        shape = self.shape
        for depth, step in enumerate(target, start=1):
            name, path = step.removesuffix("[]"), (*self.path, *target[:depth])
            if (inner := shape.step(name)) is None:
                return f"{self.type.name} has no {_dotted(path)}{meant(name, _item(shape).fields)}"
            if _dotted(path) in self.type.read_only:
                return f"{self.type.name}.{_dotted(path)} is read-only"
            if step.endswith("[]") and inner.kind is not Kind.LIST and not inner.open:
                return f"{self.type.name}.{_dotted(path)} is no list"
            shape = inner
        return ""

    def at(self, target: Path) -> _Spot | None:
        shape = self.shape.at(target)
        return _Spot(self.type, (*self.path, *target), shape) if shape else None


@dataclass(frozen=True, slots=True)
class _Targets:
    """Where each source path of a table leads. None: nowhere, which is complained of where it is stated."""

    table: Table
    shapes: Shapes
    top: _Spot
    _spots: dict[Path, _Spot | None] = field(default_factory=dict)

    def spot(self, source: Path) -> _Spot | None:
        if source not in self._spots:
            self._spots[source] = self._find(source) if source else self.top
        return self._spots[source]

    def above(self, source: Path, attr: Attr) -> _Spot | None:
        """What the target of the attribute at `source` is relative to."""
        return _spot(attr.split, self.shapes) if attr.split else self.spot(source[:-1])

    def _find(self, source: Path) -> _Spot | None:
        attr = self.table.attrs.get(source, Attr())
        above = self.above(source, attr)
        if above is None or attr.drop:
            return None
        if attr.to is not None or attr.split or attr.keyed:
            return above.at(attr.to or ())
        found = resolve(source[-1], self.table.auto, _item(above.shape))
        return above.at((found,)) if found else None


def _sources(table: Table, attributes: Attributes) -> Iterator[Complaint]:
    """Source names that the provider does not have."""
    for path, attr in table.attrs.items():
        where = ("attrs", _dotted(path))
        yield from _unknown_source(table, path, attributes, where)
        for name in (*attr.explode, *attr.pairs):
            yield from _unknown_source(table, (*path, name), attributes, where)
    switch = [(table.switch.attr,)] if table.switch else []
    cases = table.switch.cases.values() if table.switch else (table,)
    exploded = [(name,) for case in cases for name in case.explode]
    for path in (*(fold.by for fold in table.folds), *exploded, *switch):
        yield from _unknown_source(table, path, attributes, ())


def _unknown_source(table: Table, path: Path, attributes: Attributes, where: Where) -> Iterator[Complaint]:
    known = names_at(attributes, path[:-1])
    if path[-1] not in known:
        yield where, f"{table.type} has no {_dotted(path)}{meant(path[-1], known)}"


def _targets(table: Table, shapes: Shapes) -> Iterator[Complaint]:
    """Canonical names that the cloud does not have."""
    for fold in table.folds:
        yield from _fold(fold, shapes)
    top = _top(table, shapes)
    if isinstance(top, str):
        yield (), top
        return
    targets = _Targets(table, shapes, top)
    for path, attr in table.attrs.items():
        yield from ((("attrs", _dotted(path)), problem) for problem in _attr(path, attr, targets))
    for target in table.explode.values():
        yield from (((), problem) for problem in [top.lacks(target)] if problem)
    owner = _Spot(top.type, (), top.type.shape)
    yield from ((("set",), problem) for path in table.constants if (problem := owner.lacks(path)))
    yield from _defaults(table.defaults, owner if table.to else top)


def _top(table: Table, shapes: Shapes) -> _Spot | str:
    """Where the attributes of the table's top level go, or why there is no such place."""
    fold = table.folds[0] if table.folds and not table.to else None
    type_, root = (fold.into, fold.at) if fold else (table.to, table.root)
    whole = _spot(type_, shapes)
    if whole is None:
        return unknown_type(type_, shapes)
    spot = whole.at(root)
    return spot or whole.lacks(root)


def _attr(path: Path, attr: Attr, targets: _Targets) -> Iterator[str]:
    """What is wrong with the targets of one attribute."""
    if attr.split and attr.split not in targets.shapes:
        yield unknown_type(attr.split, targets.shapes)
    above = targets.above(path, attr)
    if above is None or attr.drop:
        return
    spot = targets.spot(path)
    asked = [(above, attr.to or ()), (above, attr.link)]
    if attr.keyed:
        asked += [(above, (*attr.keyed.into, name)) for name in (attr.keyed.key, attr.keyed.value)]
    elif spot is None and attr.to is None:
        yield f"{above.type.name} has nothing that {path[-1]} spells{meant(path[-1], _item(above.shape).fields)}"
    if spot:
        asked += [(spot, target) for target in attr.explode.values()]
        asked += [(spot, (name,)) for name in (attr.wrap, *attr.add) if name]
    yield from (problem for place, target in asked if (problem := place.lacks(target)))


def _fold(fold: Fold, shapes: Shapes) -> Iterator[Complaint]:
    owner = _spot(fold.into, shapes)
    problem = owner.lacks(fold.at) if owner else unknown_type(fold.into, shapes)
    if problem:
        yield ("fold",), problem


def _defaults(defaults: Iterable[Default], spot: _Spot) -> Iterator[Complaint]:
    for default in defaults:
        if problem := spot.lacks(default.path):
            yield ("defaults", _dotted(default.path, marks=True)), problem


def _spot(type_: str, shapes: Shapes) -> _Spot | None:
    found = shapes.get(type_)
    return _Spot(found, (), found.shape) if found else None


def _item(shape: Shape) -> Shape:
    while shape.kind is Kind.LIST and shape.item:
        shape = shape.item
    return shape


def _dotted(path: Path, marks: bool = False) -> str:
    return ".".join(step if marks else step.removesuffix("[]") for step in path)
