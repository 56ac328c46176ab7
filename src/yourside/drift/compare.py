"""Two judged graphs to findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.drift.changes import changes, read_paths
from yourside.drift.findings import Findings
from yourside.drift.join import Ambiguous, Pair, join
from yourside.drift.keys import Identities
from yourside.drift.outside import Scene
from yourside.drift.provided import load_patterns, provided
from yourside.drift.verdicts import Judged, defects
from yourside.engine.evaluate import evaluate
from yourside.engine.rule import Rule
from yourside.findings.model import DriftKind, Finding, Tally, Verdict
from yourside.graph.model import Resource, ResourceGraph, ResourceId
from yourside.graph.views import View
from yourside.spans import Diagnostic, Level


@dataclass(frozen=True, slots=True)
class Compared:
    """`gaps` counts, per sentence, what could not be compared; `tally` is of the live side.

    `adoptable` are the deployed resources that no code declares as they are, each with the Terraform address that it
    has in the code, or nothing. `scene` is for what other scanners tell.
    """

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    gaps: Mapping[str, int]
    tally: Tally
    adoptable: tuple[tuple[Resource, str], ...]
    scene: Scene


def compare(
    declared: ResourceGraph,
    live: ResourceGraph,
    rules: Sequence[Rule],
    views: Mapping[str, View],
    catalog: Catalog,
    known: Identities,
) -> Compared:
    joined = join(declared, live, catalog, known)
    ours = Judged.of(evaluate(declared, rules, views))
    theirs = Judged.of(evaluate(live, rules, views))
    patterns, make = load_patterns(), Findings(catalog)
    lone = tuple(each for each in joined.unmanaged if not provided(each, patterns))
    found = (
        *_of_pairs(joined.pairs, rules, views, ours, theirs, make),
        *(make.of_missing(resource, key) for resource, key in joined.missing),
        *_of_lone(lone, joined.nameless, theirs, make),
    )
    gaps = Counter(
        f"declared and not found in the inventory, which may not list it: {each.type}"
        for each in (joined.unplaced if live.resources or live.inventories else ())
    )
    if spared := len(joined.unmanaged) - len(lone):
        gaps["made by the cloud itself and in no code"] = spared
    tally = Tally(theirs.passed, _count(theirs.failed.values()), _count(theirs.undecided.values()))
    adoptable = (*((each, "") for each in lone), *_drifted(joined.pairs, found))
    infos = tuple(rule.info for rule in rules)
    scene = Scene(declared, ours, live, theirs, joined.pairs, known, infos, views, catalog)
    return Compared(ordered(found), ambiguities(joined.ambiguous), gaps, tally, adoptable, scene)


def _drifted(pairs: Iterable[Pair], found: Iterable[Finding]) -> Iterator[tuple[Resource, str]]:
    """What Terraform declares in another way than it is deployed."""
    kinds = (DriftKind.REGRESSED, DriftKind.PATCHED, DriftKind.CHANGED)
    drifted = {each.drift.live for each in found if each.drift and each.drift.kind in kinds}
    for pair in pairs:
        if pair.live.id.address in drifted and pair.declared.native.dialect is Dialect.TERRAFORM:
            yield pair.live, pair.declared.native.address


def _of_pairs(
    pairs: Iterable[Pair],
    rules: Sequence[Rule],
    views: Mapping[str, View],
    ours: Judged,
    theirs: Judged,
    make: Findings,
) -> Iterator[Finding]:
    infos = {rule.info.id: rule.info for rule in rules}
    read = read_paths(rules, views)
    for pair in pairs:
        found = tuple(defects(pair, infos, ours, theirs))
        yield from (make.of_defect(defect, pair) for defect in found)
        told = {defect.teller.rule.id for defect in found if defect.kind is not DriftKind.CONFIRMED}
        yield from (make.of_change(pair, path) for path in changes(pair, read, told))


def _of_lone(
    lone: Iterable[Resource], nameless: Iterable[Resource], theirs: Judged, make: Findings
) -> Iterator[Finding]:
    """What no code has: that it is there, and what fails of it."""
    doubtful = Counter(each.type for each in nameless)
    failed: dict[ResourceId, list[Verdict]] = {}
    for verdicts in theirs.failed.values():
        failed.setdefault(verdicts[0].resource.id, []).extend(verdicts)
    for resource in lone:
        yield make.of_unmanaged(resource, doubtful[resource.type])
        yield from map(make.of_lone, failed.get(resource.id, ()))


def ambiguities(doubts: Iterable[Ambiguous]) -> tuple[Diagnostic, ...]:
    return tuple(map(_told, doubts))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_order))


def _told(doubt: Ambiguous) -> Diagnostic:
    sides = (*(each.native.address for each in doubt.declared), *(each.id.address for each in doubt.live))
    message = f"cannot tell which is which: {', '.join(sides)} all have {doubt.key}"
    first = (*doubt.declared, *doubt.live)[0]
    return Diagnostic("drift-ambiguous", message, Level.WARNING, first.origin)


def _count(found: Iterable[Sequence[Verdict]]) -> int:
    return sum(map(len, found))


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    span, rule = finding.place.span, finding.verdict.rule
    return span.file.path, span.start, -rule.severity, rule.id, finding.fingerprint
