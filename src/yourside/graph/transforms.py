"""What a table does to a value on its way. What is not known, undecided or a reference passes through unchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yourside.catalog.model import Attr
from yourside.graph.conform import is_null
from yourside.graph.draft import constant, listed
from yourside.values import Data, Map, Scalar, Seq, Unknown, Value, Why, over_branches


def each(value: Value, change: Callable[[Value], Value]) -> Value:
    """`change` on a value, or on each item of a list, in each branch; null and Unknown stay."""

    def one(found: Value) -> Value:
        return found if is_null(found) else change(found)

    def all_of(found: Value) -> Value:
        if isinstance(found, Seq):
            return replace(found, items=tuple(over_branches(item, one) for item in found.items))
        return one(found)

    return over_branches(value, all_of)


def leaves(value: Value, attr: Attr) -> Value:
    """`enum`, `bool`, `invert` and `fmt`."""
    if not (attr.enum or attr.truth or attr.invert or attr.fmt):
        return value
    return each(value, lambda leaf: _leaf(leaf, attr) if isinstance(leaf, Scalar) else leaf)


def wrapped(value: Value, key: str) -> Value:
    """Each item v as {key: v}."""
    return each(value, lambda item: Map({key: item}, item.origin))


def completed(value: Value, attr: Attr) -> Value:
    """Each block with the constants of `add`, where it does not say otherwise."""

    def with_constants(block: Value) -> Value:
        if not isinstance(block, Map):
            return block
        added = {name: constant(data, block.origin) for name, data in attr.add.items()}
        return replace(block, entries={**added, **block.entries})

    return each(value, with_constants) if attr.add else value


def mapped(value: Value, names: tuple[str, ...]) -> Value:
    """Blocks as one map: keys are the attributes `names`, nested, and the value the last of them."""
    blocks = listed(value)
    key, *others = names
    if not others:
        return _united(
            [block.entries[key] for block in blocks.items if isinstance(block, Map) and key in block.entries]
        )
    groups: dict[str, list[Value]] = {}
    rest = blocks.rest
    for block in blocks.items:
        match block:
            case Map(entries=entries) if isinstance(found := entries.get(key), Scalar):
                groups.setdefault(str(found.data), []).append(block)
            case _:
                rest = Unknown(Why.UNMAPPED, block.origin)
    entries = {name: mapped(Seq(tuple(group), group[0].origin), tuple(others)) for name, group in groups.items()}
    return Map(entries, value.origin, rest)


def _united(values: list[Value]) -> Value:
    first, *others = values
    if not others:
        return first
    lists = [listed(value) for value in values]
    rest = next((found.rest for found in lists if found.rest), None)
    return Seq(tuple(item for found in lists for item in found.items), first.origin, rest)


def _leaf(leaf: Scalar, attr: Attr) -> Scalar:
    data: Data = attr.enum.get(str(leaf.data), leaf.data)
    truth = _as_truth(data)
    if truth is not None and attr.invert:
        data = truth = not truth
    if truth is not None and attr.truth:
        data = attr.truth[0] if truth else attr.truth[1]
    return replace(leaf, data=attr.fmt.replace("%s", str(data)) if attr.fmt else data)


def _as_truth(data: Data) -> bool | None:
    """Terraform takes "true" for true."""
    return {"true": True, "false": False}.get(str(data).lower()) if isinstance(data, bool | str) else None
