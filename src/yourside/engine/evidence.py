"""What an expression evaluates to: a value, and the way it was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yourside.findings.model import Evidence
from yourside.graph.model import Resource
from yourside.values import Choice, Missing, Tri, Unknown, Value

MOST_EVIDENCE = 8


@dataclass(eq=False, slots=True)
class Walked:
    """A value that stands in a resource.

    `parent` is the container that it was reached from; at the top, the resource itself (None for a value that belongs
    to no resource). `key` is None for the branch of a Choice and for what a list or map may hold besides its items.
    """

    value: Value
    parent: Walked | Resource | None = None
    key: str | int | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """The members of a list. `rest` stands for further ones that nobody can list; None: these are all."""

    known: tuple[Operand, ...]
    rest: Operand | None = None


@dataclass(eq=False, slots=True)
class Computed:
    """A value that the rule made: a literal, a list put together, the result of a function.

    `sources` is what it was made of; `items`, for a list, its members with the ways they were reached.
    """

    value: Value
    sources: tuple[Operand, ...] = ()
    items: Items | None = None


Operand = Walked | Computed
Judged = tuple[Tri, tuple[Operand, ...]]
"""A truth and the leaves that settled it; for UNKNOWN the leaves that would."""


def collect(judged: Judged, owner: Resource) -> tuple[Evidence, ...]:
    """The leaves of a judgement as evidence, those in `owner` first; at most MOST_EVIDENCE of them.

    What is undecided is explained by its undecided leaves alone, if it has any.
    """
    truth, leaves = judged
    found = list(_distinct(_walked(leaves)))
    if truth is Tri.UNKNOWN:
        found = [step for step in found if isinstance(step.value, Unknown | Choice)] or found
    found.sort(key=lambda step: _owner(step) is not owner)
    return tuple(locate(step) for step in found[:MOST_EVIDENCE])


def locate(step: Walked) -> Evidence:
    """The evidence for one value; a block that is not written is not part of its chain."""
    chain, keys = [step.value], []
    while True:
        if step.key is not None:
            keys.append(str(step.key))
        if not isinstance(step.parent, Walked):
            break
        step = step.parent
        if type(step.value) is not Missing:
            chain.append(step.value)
    return Evidence(".".join(reversed(keys)), tuple(reversed(chain)))


def _walked(leaves: Iterable[Operand]) -> Iterator[Walked]:
    """The leaves, with what the rule computed replaced by what it was computed from."""
    waiting = list(reversed(tuple(leaves)))
    while waiting:
        leaf = waiting.pop()
        if isinstance(leaf, Walked):
            yield leaf
        else:
            waiting.extend(reversed(leaf.sources))


def _distinct(steps: Iterable[Walked]) -> Iterator[Walked]:
    seen: set[tuple[int, int, str | int | None]] = set()
    for step in steps:
        mark = (id(step.value), id(getattr(step.parent, "value", None)), step.key)
        if mark not in seen:
            seen.add(mark)
            yield step


def _owner(step: Walked) -> Resource | None:
    while isinstance(step.parent, Walked):
        step = step.parent
    return step.parent
