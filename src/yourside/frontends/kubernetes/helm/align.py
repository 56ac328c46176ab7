"""Which piece of a template gave each line of a rendered document: certain or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yourside.frontends.kubernetes.helm.automaton import Automaton, State

MAX_STEPS = 4_000_000
LONG = 256  # characters that are looked at in one step


def align(lines: Sequence[str], automaton: Automaton) -> Mapping[int, State]:
    """By the line's position. A line is certain when every way in which the template can have given the document takes
    it from the same piece; blank lines come from anywhere."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    ways = _forward([lines[number] for number in written], automaton)
    _backward(ways, automaton)
    return {
        number: automaton.states[next(iter(states))]
        for number, states in zip(written, ways, strict=False)
        if len({_identity(automaton.states[state]) for state in states}) == 1
    }


def _identity(state: State) -> tuple[int, bool, int]:
    return id(state.piece), state.continued, state.shift


def _forward(lines: Sequence[str], automaton: Automaton) -> list[set[int]]:
    """For each line the states that can be reached with it; empty where the work would be too much."""
    ways: list[set[int]] = []
    candidates: set[int] = set(automaton.first)
    steps = 0
    for line in lines:
        steps += (len(candidates) + 1) * (1 + len(line) // LONG)
        fitting = {state for state in candidates if automaton.states[state].fits(line)}
        ways.append(fitting)
        candidates = set().union(*(automaton.follow[state] for state in fitting))
        steps += sum(len(automaton.follow[state]) for state in fitting)
        if not fitting or steps > MAX_STEPS:
            return []
    return ways


def _backward(ways: list[set[int]], automaton: Automaton) -> None:
    """Leave only the states from which the document can be brought to its end."""
    if ways:
        ways[-1] &= automaton.last
    for here, after in zip(reversed(ways[:-1]), reversed(ways[1:]), strict=True):
        here.intersection_update([state for state in here if automaton.follow[state] & after])
