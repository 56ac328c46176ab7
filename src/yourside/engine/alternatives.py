"""What else a resource fails for, once the item of a list that decided is set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from yourside.engine.evaluate import judge, subjects
from yourside.engine.rule import Rule
from yourside.findings.model import Verdict
from yourside.graph.model import ResourceGraph
from yourside.graph.views import View
from yourside.values import Choice, Map, Seq, Value, over_branches, with_entries, with_items

Steps = tuple[str, ...]


def alternative(verdict: Verdict, rule: Rule, graph: ResourceGraph, views: Mapping[str, View]) -> Verdict | None:
    """The verdict on the resource without that item, when another item decides it in the same way.

    A rule looks no further than the first item that decides. What would be so without any item of its list has no
    alternative there, but may have one in the list around it.
    """
    lists = _lists(verdict)
    again = partial(_judged, verdict, rule, graph, views)
    for path, item in reversed(lists):
        found = again(_without(verdict.resource.properties, (*path, item)))
        if found is None:
            return None
        emptied = again(_without(verdict.resource.properties, path))
        same = [outermost for outermost, _ in _lists(found)[:1]] == [lists[0][0]]
        if same and not (emptied and _along(emptied, path)):
            return found
    return None


def _along(verdict: Verdict, path: Steps) -> bool:
    """Whether it was decided on the way to `path`, or beyond."""
    steps = tuple(verdict.at.path.split("."))
    return steps[: len(path)] == path[: len(steps)]


def _lists(verdict: Verdict) -> Sequence[tuple[Steps, str]]:
    """The lists inside of the facet that the way to what decided leads through, each with the item."""
    steps = tuple(verdict.at.path.split("."))
    around = len(verdict.facet.split(".")) if verdict.facet else 0
    return [(steps[:end], step) for end, step in enumerate(steps) if step.isdecimal() and end >= around]


def _judged(
    verdict: Verdict, rule: Rule, graph: ResourceGraph, views: Mapping[str, View], properties: Value
) -> Verdict | None:
    """The same verdict on the resource with other properties, if it is still the same."""
    if not isinstance(properties, Map) or properties is verdict.resource.properties:
        return None
    rest = replace(verdict.resource, properties=properties)
    for subject in subjects(ResourceGraph({rest.id: rest}), rule.info.resource, views):
        if subject.facet == verdict.facet:
            found = judge(rule, subject, graph)
            return found if found.truth is verdict.truth else None
    return None


def _without(value: Value, steps: Sequence[str]) -> Value:
    """Without the item at the end of the path, or without any item of the list there."""
    step, *others = steps or ("",)
    match value:
        case Choice():
            return over_branches(value, lambda branch: _without(branch, steps))
        case Map(entries=entries) if step in entries:
            return with_entries(value, {**entries, step: _without(entries[step], others)})
        case Seq() if not steps:
            return with_items(value, ())
        case Seq(items=items) if step.isdecimal() and int(step) < len(items):
            at = int(step)
            kept = (_without(items[at], others),) if others else ()
            return with_items(value, (*items[:at], *kept, *items[at + 1 :]))
    return value
