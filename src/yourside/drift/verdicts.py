"""The verdicts on two graphs, put together: which of the classes each defect is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from yourside.drift.join import Pair
from yourside.drift.likeness import alike, child
from yourside.findings.model import DriftKind, RuleInfo, Verdict
from yourside.graph.model import ResourceId
from yourside.values import Map, Scalar, Tri, Value

Asked = tuple[str, ResourceId]  # rule id and resource


@dataclass(slots=True)
class Judged:
    """What did not pass, by rule and resource: what is not here passed. `told` are the rules by resource."""

    failed: dict[Asked, list[Verdict]] = field(default_factory=dict)
    undecided: dict[Asked, list[Verdict]] = field(default_factory=dict)
    told: dict[ResourceId, dict[str, None]] = field(default_factory=dict)
    passed: int = 0

    @staticmethod
    def of(verdicts: Iterable[Verdict]) -> Judged:
        judged = Judged()
        for verdict in verdicts:
            if verdict.truth is Tri.FALSE:
                judged.passed += 1
            else:
                found = judged.failed if verdict.truth is Tri.TRUE else judged.undecided
                found.setdefault((verdict.rule.id, verdict.resource.id), []).append(verdict)
                judged.told.setdefault(verdict.resource.id, {})[verdict.rule.id] = None
        return judged


class Defect(NamedTuple):
    """One defect of a pair. `teller` is the verdict that says it, the cloud's where it has one; `declared` is the
    code's, None where it passes."""

    kind: DriftKind
    teller: Verdict
    declared: Verdict | None


def defects(pair: Pair, rules: Mapping[str, RuleInfo], declared: Judged, live: Judged) -> Iterator[Defect]:
    """Every defect of a pair on either side, once. A rule that the cloud cannot decide says nothing."""
    for id_ in {**declared.told.get(pair.declared.id, {}), **live.told.get(pair.live.id, {})}:
        here, there = (id_, pair.declared.id), (id_, pair.live.id)
        ours, theirs = declared.failed.get(here, []), live.failed.get(there, [])
        doubts = declared.undecided.get(here, [])
        yield from _of_rule(rules[id_], ours, theirs, doubts, decided=there not in live.undecided)


def _of_rule(
    rule: RuleInfo, ours: list[Verdict], theirs: list[Verdict], doubts: list[Verdict], decided: bool
) -> Iterator[Defect]:
    left = list(ours)
    for verdict in theirs:
        same = next((each for each in left if _same(each, verdict)), None)
        if same:
            left.remove(same)
            yield Defect(DriftKind.CONFIRMED, verdict, same)
        elif doubts or rule.provable == "live":
            yield Defect(DriftKind.SETTLED, verdict, next(iter(doubts), None))
        else:
            yield Defect(DriftKind.REGRESSED, verdict, None)
    if decided:
        yield from (Defect(DriftKind.PATCHED, each, each) for each in left)
        if doubts and not theirs:
            yield Defect(DriftKind.SETTLED, doubts[0], doubts[0])


def _same(declared: Verdict, live: Verdict) -> bool:
    """Whether they are of one thing: of the only facet of its path, of items of one name or of items that are alike."""
    if not (declared.facet and live.facet):
        return declared.facet == live.facet
    if declared.facet == live.facet and not any(map(str.isdecimal, declared.facet.split("."))):
        return True
    here, there = _facet(declared), _facet(live)
    names = _name(here), _name(there)
    return names[0] == names[1] if all(names) else alike(here, there)


def _name(item: Value) -> str:
    """What tells a container, or an inline policy, from others of its list."""
    match item:
        case Map(entries={"name": Scalar(data=str(name))} | {"PolicyName": Scalar(data=str(name))}):
            return name
    return ""


def _facet(verdict: Verdict) -> Value:
    value: Value = verdict.resource.properties
    for step in verdict.facet.split("."):
        value = child(value, step)
    return value
