"""What a plan's configuration says of how a value is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yourside.frontends.plan.instance import listing, mapping
from yourside.frontends.plan.references import Reference

Resolve = Callable[[object], tuple[Reference, ...]]

_OF_EXPRESSIONS = {"constant_value", "references"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """The value of an attribute, or a part of it: all of it is written."""

    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """What is written in one block, or in any of several that cannot be told apart."""

    names: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of one type, without those that a dynamic block makes."""

    written: tuple[Mapping[str, Any], ...]


# None: nothing says what is written, as in a state and for dynamic blocks.
Expression = Assigned | Block | Blocks | None


def written(block: Mapping[str, Any] | None) -> Expression:
    """What stands in a resource's block; None is for one that the configuration does not have."""
    return None if block is None else Block(mapping(block.get("expressions")))


def wrote(expression: Expression, name: str) -> bool | None:
    """Whether a key is written, as far as that is known."""
    match expression:
        case Block(names=names):
            return name in names
        case Assigned():
            return True
    return None


def at_key(expression: Expression, name: str, resolve: Resolve) -> Expression:
    match expression:
        case Block(names=names):
            return _of(names.get(name), resolve)
        case Assigned():
            return Assigned()
    return None


def at_item(expression: Expression, position: int, length: int) -> Expression:
    """Terraform keeps sets in its own order: blocks are only told apart from attributes, not from one another."""
    match expression:
        case Blocks(written=written) if len(written) >= length:
            return Block(_any_of(written))
        case Assigned(references=references) if len(references) == length:
            return Assigned(references[position : position + 1])
    return expression if isinstance(expression, Assigned) else None


def _of(data: object, resolve: Resolve) -> Expression:
    match data:
        case list():
            return Blocks(tuple(map(mapping, data)))
        case dict() if data.keys() <= _OF_EXPRESSIONS:
            return Assigned(resolve(data))
        case dict():
            return Block(data)
    return None


def _any_of(blocks: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Expressions of the same name refer to what any of them refers to."""
    names: dict[str, Any] = {}
    for block in blocks:
        for name, data in block.items():
            names[name] = _joined(names[name], data) if name in names else data
    return names


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    return {"references": [*listing(mapping(one).get("references")), *listing(mapping(other).get("references"))]}
