"""Work on values that are still undecided, one world at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from yourside.spans import Origin
from yourside.values import Choice, Scalar, Seq, Unknown, Value, Why

# A verdict is not looked for in more worlds either.
MAX_WORLDS = 64


def each_way(
    values: Sequence[Value], combine: Callable[[Sequence[Value]], Value], origin: Origin, room: int = MAX_WORLDS
) -> Value:
    """What `combine` makes of the values, in each way in which the Choices among them can turn out together."""
    choice = next((value for value in values if isinstance(value, Choice)), None)
    if choice is None:
        return combine(values)
    if len(choice.branches) > room:
        return Unknown(Why.LIMIT, origin, choice.condition)
    left = room // len(choice.branches)
    branches = tuple(
        (label, each_way([turned(value, choice.condition, label) for value in values], combine, origin, left))
        for label, _ in choice.branches
    )
    return Choice(choice.condition, branches, origin, choice.default)


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
