"""The blocks of a source, level by level, into canonical objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from yourside.catalog.shapes import Kind, Shape
from yourside.frontends.native import NativeResource
from yourside.graph import documents, transforms
from yourside.graph.conform import conform, fit, is_null, is_pairs, unwrapped
from yourside.graph.draft import Draft, constant, listed, transposed
from yourside.graph.explode import exploded
from yourside.graph.scope import Place, Scope
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why, over_branches

TEXT = Shape(Kind.STRING)


@dataclass(frozen=True, slots=True)
class Split:
    """What an inline attribute says about a resource of its own."""

    type: str
    body: Map
    part: str


@dataclass(frozen=True, slots=True)
class Spill:
    """What lowering one resource yields beside its properties. `unmapped` are source paths that have no place."""

    native: NativeResource
    splits: list[Split] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)

    @property
    def itself(self) -> Unknown:
        """A reference to the resource that is being lowered."""
        address = self.native.address
        origin = Origin(self.native.origin.span, self.native.origin.name, refs=(address,))
        return Unknown(Why.REFERENCE, origin, target=address)


def lower_block(block: Map, scope: Scope, draft: Draft, spill: Spill) -> None:
    """Write what `block` says into `draft`."""
    draft.rest = draft.rest or block.rest
    for name, value in block.entries.items():
        if is_null(value):
            continue
        place = scope.place(name)
        if place is None:
            spill.unmapped.append(".".join((*scope.source, name)))
        elif not place.attr.drop:
            _write(value, place, scope, draft, spill)


def _write(value: Value, place: Place, scope: Scope, draft: Draft, spill: Spill) -> None:
    attr = place.attr
    if attr.split:
        spill.splits.extend(_split(value, place, spill))
    elif attr.keyed:
        text = fit(transforms.leaves(value, attr), TEXT)
        pair = {attr.keyed.key: Scalar(attr.keyed.name, value.origin), attr.keyed.value: text}
        draft.at(attr.keyed.into[:-1]).items(attr.keyed.into[-1]).extend(Map(pair, value.origin))
    elif not place.target and scope.is_object:
        _flatten(value, place, draft, spill)
    elif is_null(found := converted(value, place, spill)):
        return
    elif place.target:
        draft.put(place.target, found)
    else:
        draft.whole = found


def converted(value: Value, place: Place, spill: Spill) -> Value:
    """`value` as the canonical property that it becomes."""
    if place.attr.opaque:
        return Unknown(Why.UNMAPPED, value.origin, target=".".join(place.inner.source))
    if place.attr.json:
        value = documents.tree(value)
    changed = over_branches(value, lambda one: one if is_null(one) else _changed(one, place, spill))
    return fit(changed, place.shape)


def _changed(value: Value, place: Place, spill: Spill) -> Value:
    attr, shape = place.attr, place.shape
    if attr.present is not None:
        return constant(attr.present, value.origin)
    if attr.pairs:
        return conform(transforms.mapped(value, attr.pairs), shape)
    if place.inner.structured and _is_block(value) and not (isinstance(value, Map) and is_pairs(shape)):
        return fit(transforms.completed(_lowered(value, place, spill), attr), shape)
    value = transforms.leaves(value, attr)
    return conform(transforms.wrapped(value, attr.wrap) if attr.wrap else value, shape)


def _is_block(value: Value) -> bool:
    return isinstance(value, Map) or (isinstance(value, Seq) and any(isinstance(i, Map | Choice) for i in value.items))


def _lowered(value: Value, place: Place, spill: Spill) -> Value:
    match value:
        case Map() if not place.attr.explode:
            return _object(value, place, spill)
        case Map():
            return Seq(tuple(_items(value, place, spill)), value.origin)
        case Seq(items=items):
            return replace(value, items=tuple(done for item in items for done in _items(item, place, spill)))
    return value


def _items(item: Value, place: Place, spill: Spill) -> Iterator[Value]:
    match item:
        case Scalar(data=None):
            return
        case Map() if place.attr.explode:
            draft = Draft(item.origin)
            lower_block(item, place.inner, draft, spill)
            yield from exploded(draft.map(), item, place.attr.explode, place.inner.shape, spill.itself)
        case Map():
            yield _object(item, place, spill)
        case Choice(branches=branches):
            lists = ((label, Seq(tuple(_items(branch, place, spill)), item.origin)) for label, branch in branches)
            yield from transposed(replace(item, branches=tuple(lists))).items
        case _:
            yield item


def _object(block: Map, place: Place, spill: Spill) -> Value:
    draft = Draft(block.origin)
    lower_block(block, place.inner, draft, spill)
    return draft.freeze()


def _flatten(value: Value, place: Place, draft: Draft, spill: Spill) -> None:
    """The block adds no level: what it says goes into the object that encloses it."""
    match value:
        case Map():
            lower_block(value, place.inner, draft, spill)
        case Seq():
            _flatten(unwrapped(value), place, draft, spill)
        case Choice(branches=branches):
            flat = tuple((label, _flattened(branch, place, spill)) for label, branch in branches)
            draft.put((), replace(value, branches=flat))
        case Unknown():
            draft.put((), value)


def _flattened(value: Value, place: Place, spill: Spill) -> Map:
    draft = Draft(value.origin)
    _flatten(value, place, draft, spill)
    return draft.map()


def _split(value: Value, place: Place, spill: Spill) -> Iterator[Split]:
    """Resources of their own: one for the attribute, or one for each of its blocks or names."""
    name = ".".join(place.inner.source)
    names = isinstance(value, Seq) and place.shape is not None and place.shape.kind is Kind.STRING
    if place.target and not names:
        yield _separate(value, name, place, spill)
        return
    parts = listed(value)
    for position, one in enumerate((*parts.items, *((parts.rest,) if parts.rest else ()))):
        yield _separate(one, f"{name}[{position}]", place, spill)


def _separate(value: Value, part: str, place: Place, spill: Spill) -> Split:
    attr = place.attr
    if place.target:
        draft = Draft(value.origin)
        draft.put(place.target, converted(value, place, spill))
    else:
        draft = Draft.of(_flattened(value, place, spill))
    draft.put(attr.link, spill.itself)
    for name, data in attr.add.items():
        draft.put((name,), constant(data, draft.origin))
    return Split(attr.split, draft.map(), part)
