"""Work on values that are still undecided, one world at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import reduce

from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why

# A verdict is not looked for in more worlds either.
MAX_WORLDS = 64


def each_way(
    values: Sequence[Value], combine: Callable[[Sequence[Value]], Value], origin: Origin, room: int = MAX_WORLDS
) -> Value:
    """What `combine` makes of the values, in each way in which the Choices among them can turn out together.

    One that there is no room for any more is taken as not known.
    """
    choice = next((value for value in values if isinstance(value, Choice)), None)
    if choice is None:
        return combine(values)
    if len(choice.branches) > room:
        return each_way([_unsettled(value, choice.condition) for value in values], combine, origin, room)
    left = room // len(choice.branches)
    branches = tuple(
        (label, each_way([turned(value, choice.condition, label) for value in values], combine, origin, left))
        for label, _ in choice.branches
    )
    return Choice(choice.condition, branches, origin, choice.default)


def _unsettled(value: Value, condition: str) -> Value:
    """A value without a condition that is left open."""
    match value:
        case Choice(condition=own, origin=origin) if own == condition:
            return Unknown(Why.LIMIT, origin, condition)
        case Choice(branches=branches):
            return replace(value, branches=tuple((name, _unsettled(v, condition)) for name, v in branches))
        case Seq(items=items) if any(isinstance(item, Choice) for item in items):
            return replace(value, items=tuple(_unsettled(item, condition) for item in items))
    return value


def turned(value: Value, condition: str, label: str) -> Value:
    """What is left of a value once a condition has turned out."""
    match value:
        case Choice(condition=own, branches=branches) if own == condition:
            return turned(dict(branches)[label], condition, label)
        case Choice(branches=branches):
            return replace(value, branches=tuple((name, turned(v, condition, label)) for name, v in branches))
        case Seq(items=items) if any(isinstance(item, Choice) for item in items):
            return replace(value, items=tuple(turned(item, condition, label) for item in items))
    return value


def first_choice(*values: Value) -> Choice | None:
    """What has to turn out before the values are known."""
    for value in values:
        match value:
            case Choice():
                return value
            case Seq(items=items):
                if found := first_choice(*items):
                    return found
    return None


def pruned(worlds: Value) -> Value:
    """Without the choices that lead to the same everywhere."""
    if not isinstance(worlds, Choice):
        return worlds
    branches = tuple((label, pruned(branch)) for label, branch in worlds.branches)
    leaves = {branch.data if isinstance(branch, Scalar) else ... for _, branch in branches}
    return branches[0][1] if len(leaves) == 1 and ... not in leaves else replace(worlds, branches=branches)


def never(worlds: Value) -> bool:
    return isinstance(worlds, Scalar) and worlds.data is False


def axes_of(value: Value | None) -> Iterator[str]:
    """What has to turn out, anywhere in a value."""
    match value:
        case Choice(condition=condition, branches=branches):
            yield condition
            for _, branch in branches:
                yield from axes_of(branch)
        case Map(entries=entries):
            for entry in entries.values():
                yield from axes_of(entry)
        case Seq(items=items):
            for item in items:
                yield from axes_of(item)


def leaves(worlds: Value) -> int:
    return sum(leaves(branch) for _, branch in worlds.branches) if isinstance(worlds, Choice) else 1


def conjoined(left: Value, right: Value) -> Value:
    """The worlds in which both hold."""
    return _merged(left, right, deciding=False)


def projected(worlds: Value, axes: Set[str]) -> Value:
    """What worlds say of some axes: what holds in one way that the others may turn out is possible."""
    if not isinstance(worlds, Choice):
        return worlds
    branches = tuple((label, projected(branch, axes)) for label, branch in worlds.branches)
    if worlds.condition in axes:
        return replace(worlds, branches=branches)
    return reduce(lambda left, right: _merged(left, right, deciding=True), (branch for _, branch in branches))


def _merged(left: Value, right: Value, *, deciding: bool) -> Value:
    """Both (`deciding` False) or one of two (True). What would take too long to tell is possible."""
    if leaves(left) * leaves(right) > MAX_WORLDS * MAX_WORLDS:
        return Scalar(data=True, origin=left.origin)
    match left:
        case Scalar(data=data):
            return left if data is deciding else right
        case Choice(condition=condition, branches=branches):
            pairs = ((label, branch, turned(right, condition, label)) for label, branch in branches)
            merged = tuple((label, _merged(branch, other, deciding=deciding)) for label, branch, other in pairs)
            return replace(left, branches=merged)
    return left
