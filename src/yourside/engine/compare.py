"""Equality, order, membership and absence of values that may not be known."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_

from yourside.engine.evidence import Computed, Items
from yourside.engine.kleene import agreed
from yourside.engine.spelling import could_spell, number, same, text
from yourside.engine.spelling import truth as spelled_truth
from yourside.engine.walking import absence, entry, members, nothing
from yourside.values import Choice, Map, Missing, Scalar, Seq, Tri, Unknown, Value

Order = Callable[[float, float], bool]


def holds(value: Value) -> Tri:
    """A bare value as a condition: what is absent does not hold; what is no boolean is not known to."""
    match value:
        case Choice(branches=branches):
            return agreed(holds(branch) for _, branch in branches)
        case Scalar(data=data) if spelled_truth(data) is not None:
            return Tri.of(spelled_truth(data) is True)
    return Tri.FALSE if nothing(value) else Tri.UNKNOWN


def equal(left: Value, right: Value) -> Tri:
    """Absent equals null and nothing else; lists are compared in order."""
    if type(left) is Scalar and type(right) is Scalar:
        return Tri.of(same(left.data, right.data))
    if isinstance(right, Unknown | Choice) or nothing(right):
        left, right = right, left
    match left:
        case Missing() | Scalar(data=None):
            return absence(right)
        case Choice(branches=branches):
            return agreed(equal(branch, right) for _, branch in branches)
        case Unknown():
            return _equal_unknown(left, right)
        case Seq() if isinstance(right, Seq):
            return _equal_lists(left, right)
        case Map() if isinstance(right, Map):
            return _equal_maps(left, right)
    return Tri.FALSE


def ordered(left: Value, right: Value, order: Order) -> Tri:
    """How two numbers, or strings that spell them, stand to each other; everything else is not known."""
    match left, right:
        case (Scalar(data=a), Scalar(data=b)):
            low, high = number(a), number(b)
            return Tri.UNKNOWN if low is None or high is None else Tri.of(order(low, high))
        case (Choice(branches=branches), _):
            return agreed(ordered(branch, right, order) for _, branch in branches)
        case (_, Choice(branches=branches)):
            return agreed(ordered(left, branch, order) for _, branch in branches)
    return Tri.UNKNOWN


def _equal_unknown(value: Unknown, other: Value) -> Tri:
    if nothing(other):
        return absence(value)
    wanted = text(other)
    if wanted is not None:
        return Tri.UNKNOWN if could_spell(value, wanted) else Tri.FALSE
    return Tri.FALSE if value.parts and isinstance(other, Seq | Map) else Tri.UNKNOWN


def _equal_lists(left: Seq, right: Seq) -> Tri:
    ours, theirs = (members(Computed(side)) or Items(()) for side in (left, right))
    if _longer(ours, theirs) or _longer(theirs, ours):
        return Tri.FALSE
    if ours.rest is not None or theirs.rest is not None:
        return Tri.UNKNOWN
    pairs = zip(ours.known, theirs.known, strict=True)
    return reduce(and_, (equal(one.value, other.value) for one, other in pairs), Tri.TRUE)


def _longer(left: Items, right: Items) -> bool:
    return right.rest is None and len(left.known) > len(right.known)


def _equal_maps(left: Map, right: Map) -> Tri:
    keys = dict.fromkeys((*left.entries, *right.entries))
    listed = reduce(and_, (equal(entry(left, key), entry(right, key)) for key in keys), Tri.TRUE)
    return listed if left.rest is None and right.rest is None else listed & Tri.UNKNOWN
