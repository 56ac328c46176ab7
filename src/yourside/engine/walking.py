"""Walking through values without losing what is not known. Choices are left alone: `frame` settles them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from yourside.engine.evidence import Computed, Items, Operand, Walked
from yourside.engine.kleene import agreed
from yourside.engine.spelling import known_runs
from yourside.spans import Origin, SourceFile, Span
from yourside.values import Choice, Data, Map, Missing, Scalar, Seq, Tri, Unknown, Value, Why

RULE = Origin(Span(SourceFile("rule", ""), 0, 0))
"""The origin of what a rule says itself; it is never shown."""

ABSENT = Missing(RULE)

Key = TypeVar("Key", str, int)
_Parts = tuple[tuple[tuple[Key, Operand], ...], Operand | None]
Entries = _Parts[str]


def constant(data: Data, *sources: Operand) -> Computed:
    """A scalar that the rule states or computes."""
    return Computed(Scalar(data, RULE), sources)


def unsettled(*sources: Operand) -> Computed:
    """What cannot be computed because one of `sources` is not known or is of the wrong kind."""
    open_ones = (source for source in sources if isinstance(source.value, Unknown | Choice))
    culprit = next(open_ones, sources[0] if sources else Computed(ABSENT))
    return Computed(part_of(_undecided(culprit.value)), sources)


def part_of(whole: Unknown) -> Unknown:
    """A piece of a value that is not known. That the whole is set does not say that this piece is."""
    return Unknown(Why.PART if whole.why is Why.REFERENCE else whole.why, whole.origin, whole.target)


def nothing(value: Value) -> bool:
    """Whether this is certainly not set. A written null is not."""
    return type(value) is Missing or (type(value) is Scalar and value.data is None)


def absence(value: Value) -> Tri:
    """Whether a value is null or not written. A reference to an attribute of a resource is set; so is a string that is
    known in part."""
    match value:
        case Unknown(why=why):
            return Tri.FALSE if why is Why.REFERENCE or any(known_runs(value)) else Tri.UNKNOWN
        case Choice(branches=branches):
            return agreed(absence(branch) for _, branch in branches)
    return Tri.of(nothing(value))


def child(operand: Operand, key: str | int) -> Operand:
    """One step into a value, with the way to it."""
    if isinstance(operand, Computed):
        if operand.items is not None and isinstance(key, int):
            return _member(operand.items, key)
        return Computed(entry(operand.value, key), operand.sources)
    return Walked(entry(operand.value, key), operand, key)


def _member(items: Items, position: int) -> Operand:
    if items.rest is not None:
        return items.rest
    return items.known[position] if 0 <= position < len(items.known) else Computed(ABSENT)


def entry(value: Value, key: str | int) -> Value:
    """What stands in a value under a key or position; positions are not known in a list that may hold more.

    A step that is not there gives Missing; one into a scalar, or into the wrong kind of container, is a text that
    nobody could read.
    """
    match value:
        case Map(entries=entries) if isinstance(key, str):
            return entries[key] if key in entries else _beyond(value)
        case Seq(items=items) if isinstance(key, int):
            return items[key] if value.rest is None and 0 <= key < len(items) else _beyond(value)
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, entry(branch, key)) for label, branch in branches))
        case Missing():
            return value
        case Scalar(data=None):
            return Missing(value.origin)
        case Unknown():
            return part_of(value)
    return Unknown(Why.PARSE, value.origin)


def _beyond(container: Map | Seq) -> Value:
    return Missing(container.origin) if container.rest is None else part_of(container.rest)


def members(operand: Operand, settle: Callable[[Operand], Operand] | None = None) -> Items | None:
    """What a list holds; None: not known to be a list. What is not written is empty, a null in a list is no item.

    An item that is null in one branch of a Choice stands for what may be there.
    """
    if isinstance(operand, Computed) and operand.items is not None:
        return operand.items
    value = operand.value
    if not isinstance(value, Seq):
        return Items(()) if nothing(value) else None
    items = ((i, _located(operand, i, item)) for i, item in enumerate(value.items))
    settled = ((i, settle(item)) for i, item in items) if settle else items
    known, doubtful = _parted(settled)
    return Items(tuple(item for _, item in known), beside(operand, value.rest) or doubtful)


def entries(operand: Operand) -> Entries | None:
    """The keys that are written in a map with their values, and the rest; None: not known to be a map."""
    value = operand.value
    if not isinstance(value, Map):
        return ((), None) if nothing(value) else None
    known, doubtful = _parted((key, _located(operand, key, held)) for key, held in value.entries.items())
    return known, beside(operand, value.rest) or doubtful


def _parted(members: Iterable[tuple[Key, Operand]]) -> _Parts[Key]:
    """Those that are there, known or not, and what stands for those that some branch of a Choice takes away."""
    known, doubtful = [], None
    for key, member in members:
        value = member.value
        gone = absence(value) if isinstance(value, Choice) else Tri.of(nothing(value))
        if gone is Tri.FALSE:
            known.append((key, member))
        elif gone is Tri.UNKNOWN:
            doubtful = doubtful or unsettled(member)
    return tuple(known), doubtful


def one_or_many(operand: Operand) -> Items | None:
    """A list as it is, a single value as a list of one: many APIs take either."""
    value = operand.value
    if isinstance(value, Choice) or (isinstance(value, Unknown) and not any(known_runs(value))):
        return None
    return members(operand) or Items((operand,))


def beside(container: Operand, rest: Unknown | None) -> Operand | None:
    """What a list or map may hold besides what is listed."""
    return None if rest is None else _located(container, None, part_of(rest))


def _located(container: Operand, key: str | int | None, value: Value) -> Operand:
    if isinstance(container, Walked):
        return Walked(value, container, key)
    return Computed(value, container.sources)


def listed(known: tuple[Operand, ...], rest: Operand | None, *sources: Operand) -> Computed:
    """A list that the rule puts together."""
    origin = sources[0].value.origin if sources else RULE
    values = tuple(item.value for item in known)
    return Computed(Seq(values, origin, None if rest is None else _undecided(rest.value)), sources, Items(known, rest))


def _undecided(value: Value) -> Unknown:
    match value:
        case Unknown():
            return value
        case Choice(condition=condition):
            return Unknown(Why.VARIABLE, value.origin, condition)
    return Unknown(Why.PARSE, value.origin)


def rebound(operand: Operand, value: Value) -> Operand:
    """The same place with another value."""
    return replace(operand, value=value)
