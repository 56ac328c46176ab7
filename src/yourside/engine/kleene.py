"""Kleene's connectives over judgements: truths that carry the leaves that settled them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from yourside.engine.evidence import Judged, Operand
from yourside.values import Tri

Item = TypeVar("Item")

MOST_LEAVES = 32
NOTHING: Judged = (Tri.FALSE, ())


def negate(judged: Judged) -> Judged:
    return ~judged[0], judged[1]


def join(left: Judged, right: Judged, deciding: Tri) -> Judged:
    """Both of two (`deciding` FALSE) or one of two (`deciding` TRUE)."""
    if left[0] is deciding:
        return left
    if right[0] is deciding:
        return right
    if left[0] is right[0]:
        return left[0], (left[1] + right[1])[:MOST_LEAVES]
    return left if left[0] is Tri.UNKNOWN else right


def both(left: Judged, right: Judged) -> Judged:
    return join(left, right, Tri.FALSE)


def either(left: Judged, right: Judged) -> Judged:
    return join(left, right, Tri.TRUE)


def some(judge: Callable[[Item], Judged], items: Iterable[Item], rest: Operand | None) -> Judged:
    """Whether any item is judged TRUE; a `rest` that cannot be listed may hold one."""
    outcome = NOTHING
    for item in items:
        outcome = either(outcome, judge(item))
        if outcome[0] is Tri.TRUE:
            return outcome
    return outcome if rest is None else either(outcome, (Tri.UNKNOWN, (rest,)))


def every(judge: Callable[[Item], Judged], items: Iterable[Item], rest: Operand | None) -> Judged:
    """Whether no item is judged FALSE; true of an empty list."""
    return negate(some(lambda item: negate(judge(item)), items, rest))


def agreed(truths: Iterable[Tri]) -> Tri:
    """The truth that all of them share, else UNKNOWN."""
    distinct = set(truths)
    return distinct.pop() if len(distinct) == 1 else Tri.UNKNOWN


def all_of(*judges: Callable[[], Judged]) -> Judged:
    """Every one of several judgements; those after a FALSE one are not made."""
    outcome: Judged = (Tri.TRUE, ())
    for judge in judges:
        outcome = both(outcome, judge())
        if outcome[0] is Tri.FALSE:
            break
    return outcome
