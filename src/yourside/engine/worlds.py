"""Undecided conditions: a judgement that depends on them is made again in every world they allow.

Only conditions that the judgement has touched are decided, one after the other, so a world says no more than it must.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from yourside.engine.evidence import Judged, Operand
from yourside.findings.model import World
from yourside.values import Choice, Tri

MOST_CONDITIONS = 6
MOST_WORLDS = 64

Trial = Callable[[Mapping[str, str]], tuple[Judged | None, Mapping[str, Choice]]]
"""Judges in a world, None where there is nothing to judge; and tells the Choices it met that this world leaves open."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What holds in one world. `odds` counts the conditions that do not turn out there as they do by default."""

    world: Mapping[str, str]
    judged: Judged | None
    odds: int


@dataclass(frozen=True, slots=True)
class Decision:
    """`world` is the one that the leaves were met in; `failing` are those in which the judgement is TRUE."""

    truth: Tri
    leaves: tuple[Operand, ...]
    world: Mapping[str, str]
    failing: tuple[World, ...] = ()


def decide(first: Judged, touched: Mapping[str, Choice], trial: Trial, certain: bool = True) -> Decision:
    """The truth in all worlds if they agree; else TRUE if the usual worlds fail, UNKNOWN if they do not.

    `first` is the judgement with every condition left open, `touched` the Choices that it met. Unless it is `certain`
    that the thing judged exists, the worlds that do not have it are left out.
    """
    if (first[0] is not Tri.UNKNOWN and certain) or not touched:
        return Decision(*first, {})
    judged = first if certain else (Tri.UNKNOWN, first[1])
    endings = tuple(islice(_endings(trial, {}, judged, touched, 0), MOST_WORLDS + 1))
    return _weigh(endings, first) if len(endings) <= MOST_WORLDS else Decision(*first, {})


def _endings(
    trial: Trial, world: Mapping[str, str], judged: Judged | None, touched: Mapping[str, Choice], odds: int
) -> Iterator[Ending]:
    if judged is None or judged[0] is not Tri.UNKNOWN or not touched or len(world) == MOST_CONDITIONS:
        yield Ending(world, judged, odds)
        return
    condition, choice = next(iter(touched.items()))
    for label, _ in choice.branches:
        further = {**world, condition: label}
        yield from _endings(trial, further, *trial(further), odds + (label != choice.default))


def _weigh(endings: tuple[Ending, ...], first: Judged) -> Decision:
    there = [(ending, ending.judged) for ending in endings if ending.judged is not None]
    failing = sorted((pair for pair in there if pair[1][0] is Tri.TRUE), key=lambda pair: pair[0].odds)
    named = [ending.world for ending, _ in failing]
    worlds = _told(named, [ending.world for ending in endings if ending.world not in named])
    shown, (_, leaves) = failing[0] if failing else (Ending({}, first, 0), first)
    if len(failing) == len(endings):
        return Decision(Tri.TRUE, leaves, shown.world)
    if all(judged[0] is Tri.FALSE for _, judged in there):
        return Decision(Tri.FALSE, leaves, shown.world)
    usual = min(ending.odds for ending, _ in there)
    fails = all(judged[0] is Tri.TRUE for ending, judged in there if ending.odds == usual)
    return Decision(Tri.TRUE if fails else Tri.UNKNOWN, leaves, shown.world, worlds)


def _told(failing: Sequence[Mapping[str, str]], others: Sequence[Mapping[str, str]]) -> tuple[World, ...]:
    """The failing worlds without the conditions that tell none of them from the others."""
    for condition in dict.fromkeys(name for world in failing for name in world):
        shorter = [{name: label for name, label in world.items() if name != condition} for world in failing]
        if not any(_agree(one, other) for one in shorter for other in others):
            failing = shorter
    return tuple(dict.fromkeys(World(tuple(world.items())) for world in failing))


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(other.get(name, label) == label for name, label in one.items())
