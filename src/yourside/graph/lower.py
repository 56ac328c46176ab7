"""One native resource in canonical terms, before it is joined with others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from yourside.catalog.model import Catalog, Default, Fold, Path, Table
from yourside.coverage import Dialect
from yourside.frontends.native import NativeResource
from yourside.graph.blocks import Spill, lower_block
from yourside.graph.conform import conform, unwrapped
from yourside.graph.defaults import with_defaults
from yourside.graph.draft import Draft, constant
from yourside.graph.explode import exploded
from yourside.graph.releases import settled
from yourside.graph.scope import Scope, scope_of
from yourside.graph.whole import api_object, typed_object
from yourside.spans import Origin
from yourside.values import Choice, Map, Missing, Scalar, Seq, Unknown, Value, Why, over_branches


@dataclass(frozen=True, slots=True)
class Join:
    """The `piece` that a companion adds to the owners that `by` names. `doubt`: it is not known whether it does."""

    fold: Fold
    by: Value
    piece: Value
    doubt: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Lowered:
    """A canonical resource; with `joins` a companion, which is one only if it has a `type` and no owner is found.

    `defaults` are those of the source type.
    """

    native: NativeResource
    type: str
    body: Map
    part: str = ""
    joins: tuple[Join, ...] = ()
    defaults: tuple[Default, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether it is a companion that stays a resource, its owners referring to it."""
        return any(join.fold.keep for join in self.joins)


@dataclass(frozen=True, slots=True)
class Lowering:
    """What became of one native resource. `unmapped` are its attributes that the tables have no place for; `gap` says
    why there are no parts.
    """

    parts: tuple[Lowered, ...]
    unmapped: tuple[str, ...] = ()
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Plans:
    """The catalog, and each table of it that was used, made ready to run."""

    catalog: Catalog
    _scopes: dict[Table, Scope] = field(default_factory=dict, init=False)

    def scope(self, table: Table) -> Scope:
        if table not in self._scopes:
            self._scopes[table] = scope_of(table, self.catalog)
        return self._scopes[table]


def lower(native: NativeResource, plans: Plans) -> Lowering | None:
    """None when no table says what the resource is."""
    table = plans.catalog.table(native.type)
    if table is not None and table.object:
        return _whole(native, table, plans.catalog)
    if table is not None:
        spill = Spill(native)
        parts = [part for case, doubt in _cases(native, table) for part in _parts(case, doubt, spill, plans)]
        parts += [_own(native, split.type, split.body, plans.catalog, split.part) for split in spill.splits]
        return Lowering(tuple(parts), tuple(dict.fromkeys(spill.unmapped)))
    if native.dialect is Dialect.TERRAFORM:
        return None
    type_ = (plans.catalog.shapes.spelled(native.type) if native.dialect is Dialect.LIVE else None) or native.type
    return Lowering(tuple(_canonical(native, type_, native.body, plans.catalog)))


def _whole(native: NativeResource, table: Table, catalog: Catalog) -> Lowering:
    """The API object that an attribute holds, whatever its type; none where that is not known."""
    written = native.body.entries
    found = typed_object(native, table, catalog.shapes) if table.typed else api_object(written.get(table.object))
    if isinstance(found, str):
        return Lowering((), gap=found)
    type_, body = found
    parts = tuple(_canonical(native, type_, body, catalog))
    if not table.owner:
        return Lowering(parts)
    by = written.get(table.owner, Missing(native.origin))
    fold = Fold(type_, (table.owner,), ())
    return Lowering(tuple(replace(part, type="", joins=(Join(fold, by, part.body),)) for part in parts))


def _canonical(native: NativeResource, type_: str, body: Map, catalog: Catalog) -> Iterator[Lowered]:
    """What is written in canonical terms, up to the freedoms that dialects take."""
    shape = catalog.shape(type_)
    whole = body if body.origin is native.origin else replace(body, origin=native.origin)
    conformed = conform(whole, shape.shape if shape else None)
    if isinstance(conformed, Map):
        yield _own(native, type_, conformed, catalog)


def _own(native: NativeResource, type_: str, body: Map, catalog: Catalog, part: str = "") -> Lowered:
    """A resource that is in canonical terms already."""
    return Lowered(native, type_, body, part, tuple(_normal(native, type_, body, (), catalog)))


def _cases(native: NativeResource, table: Table) -> Iterator[tuple[Table, Unknown | None]]:
    """The table that the resource's switch chooses; when that is not known every one, with the doubt."""
    if table.switch is None:
        yield table, None
        return
    cases = table.switch.cases
    match native.body.entries.get(table.switch.attr):
        case None | Missing() | Scalar(data=None):
            yield from ((case, None) for name, case in cases.items() if name == "")
        case Scalar(data=text):
            yield from ((case, None) for name, case in cases.items() if name == (text if text in cases else "*"))
        case Unknown() if "*" in cases:
            yield cases["*"], None
        case Unknown() as doubt:
            yield from ((case, doubt) for case in cases.values())
        case Choice(condition=condition, origin=origin):
            undecided = Unknown(Why.VARIABLE, origin, target=condition)
            yield from ((case, undecided) for case in cases.values())


def _parts(table: Table, doubt: Unknown | None, spill: Spill, plans: Plans) -> Iterator[Lowered]:
    """What the table makes of the resource: itself, or one part for each peer that it names."""
    native, draft, scope = spill.native, Draft(spill.native.origin), plans.scope(table)
    for path, data in table.constants.items():
        draft.put(path, constant(data, native.origin))
    lower_block(_with_all_tags(native.body, scope), scope, draft.at(table.root), spill)
    if draft.whole is not None:
        yield Lowered(native, "", draft.map(), "", tuple(_doubted(_joins(table, native, draft.whole, plans), doubt)))
        return
    body = draft.map()
    owner = next((join.by for join in _joins(table, native, body, plans)), spill.itself)
    bodies = tuple(exploded(body, native.body, table.explode, scope.shape, owner))
    for position, one in enumerate(bodies):
        joins = tuple(_doubted(_joins(table, native, one, plans), doubt))
        part = str(position) if len(bodies) > 1 else ""
        yield Lowered(native, "" if doubt else table.to, one, part, joins, _defaults(table, native))


def _with_all_tags(body: Map, scope: Scope) -> Map:
    """With what a provider adds to the resource's own tags, where there is a place for tags."""
    every, own, place = body.entries.get("tags_all"), body.entries.get("tags"), scope.place("tags")
    if every is None or place is None or not place.target:
        return body
    match own, every:
        case Map(entries=tags), Map(entries=others):
            every = Map({**others, **tags}, own.origin, own.rest or every.rest)
        case Map(), Unknown():
            every = replace(own, rest=own.rest or every)
    kept = {name: entry for name, entry in body.entries.items() if name != "tags_all"}
    return replace(body, entries={**kept, "tags": every})


def _doubted(joins: Iterator[Join], doubt: Unknown | None) -> Iterator[Join]:
    return (replace(join, doubt=doubt) for join in joins)


def _joins(table: Table, native: NativeResource, piece: Value, plans: Plans) -> Iterator[Join]:
    if not table.folds:
        yield from _normal(native, table.to, piece, _defaults(table, native), plans.catalog)
        return
    whole = with_defaults(piece, _defaults(table, native)) if isinstance(piece, Map) else piece
    for fold in table.folds:
        yield Join(fold, at(native.body, fold.by), whole)


def _defaults(table: Table, native: NativeResource) -> tuple[Default, ...]:
    return tuple(settled(table.defaults, native.versions)) if native.versions else table.defaults


def _normal(
    native: NativeResource, type_: str, body: Value, defaults: tuple[Default, ...], catalog: Catalog
) -> Iterator[Join]:
    """The joins that bring a canonical companion into its owner, whatever source it comes from."""
    canonical = catalog.canonical(type_)
    if not isinstance(body, Map):
        return
    for fold in canonical.folds:
        piece = with_defaults(body, (*defaults, *canonical.defaults))
        kept = {name: entry for name, entry in piece.entries.items() if (name,) != fold.by}
        itself = _reference(native, at(body, fold.by).origin) if fold.keep else replace(piece, entries=kept)
        yield Join(fold, at(body, fold.by), itself)


def _reference(native: NativeResource, written: Origin) -> Unknown:
    return Unknown(Why.REFERENCE, replace(written, name=None, refs=(native.address,)), native.address)


def at(value: Value, path: Path) -> Value:
    """What is written at `path`, through blocks of one."""
    if not path:
        return value
    match value:
        case Map(entries=entries, rest=rest):
            return at(entries.get(path[0]) or rest or Missing(value.origin), path[1:])
        case Seq():
            return at(unwrapped(value), path)
        case Choice():
            return over_branches(value, lambda branch: at(branch, path))
        case Unknown():
            return value
    return Missing(value.origin)
