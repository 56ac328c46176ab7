"""From verdicts to findings: one defect at one place, in a total order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.findings import wording
from yourside.findings.fingerprint import fingerprint, identify, numbered
from yourside.findings.model import Finding, Outcome, Place, Tally, Verdict
from yourside.findings.place import place
from yourside.findings.remedy import edit, remedy
from yourside.frontends.native import NativeResource
from yourside.graph.model import ResourceId
from yourside.spans import Span
from yourside.values import Tri

Defect = tuple[str, Outcome, Span]

OUTCOMES: Mapping[Tri, Outcome] = {Tri.TRUE: Outcome.FAIL, Tri.UNKNOWN: Outcome.UNDETERMINED}


def collect(verdicts: Iterable[Verdict], catalog: Catalog) -> tuple[tuple[Finding, ...], Tally]:
    """Findings of what failed and of what could not be decided; what passed is counted."""
    truths: Counter[Tri] = Counter()
    placed: list[tuple[Verdict, Place]] = []
    for verdict in verdicts:
        truths[verdict.truth] += 1
        if verdict.truth in OUTCOMES:
            placed.append((verdict, place(verdict.resource, verdict.at)))
    placed.sort(key=lambda pair: _order(*pair))
    defects: dict[Defect, list[tuple[Verdict, Place]]] = {}
    for verdict, at in placed:
        defects.setdefault((verdict.rule.id, OUTCOMES[verdict.truth], at.span), []).append((verdict, at))
    findings = [_finding(same, catalog) for same in defects.values()]
    unique = numbered(finding.fingerprint for finding in findings)
    numbered_findings = tuple(
        replace(finding, fingerprint=each) for finding, each in zip(findings, unique, strict=True)
    )
    return numbered_findings, Tally(truths[Tri.FALSE], truths[Tri.TRUE], truths[Tri.UNKNOWN])


def _order(verdict: Verdict, at: Place) -> tuple[str, int, int, str, ResourceId, str]:
    rule = verdict.rule
    return at.span.file.path, at.span.start, -rule.severity, rule.id, verdict.resource.id, verdict.at.path


def _finding(same: Sequence[tuple[Verdict, Place]], catalog: Catalog) -> Finding:
    """One finding for every way in which the same definition was reached: the first one's, naming the others."""
    (verdict, at), *_ = same
    outcome = OUTCOMES[verdict.truth]
    identities = tuple(dict.fromkeys(identify(each) for each, _ in same))
    return Finding(
        verdict=verdict,
        outcome=outcome,
        message=wording.message(verdict) if outcome is Outcome.FAIL else wording.undetermined(verdict),
        fix=remedy(verdict, at, catalog),
        place=at,
        fingerprint=fingerprint(verdict.rule.id, identities[0]),
        instances=_others(verdict.resource.native, [each.resource.native for each, _ in same]),
        identities=identities,
        edit=edit(verdict, at, catalog),
        reached=tuple(each for each, _ in same),
    )


def _others(first: NativeResource, natives: Iterable[NativeResource]) -> tuple[str, ...]:
    """Their addresses; an address alone says nothing of another unit, unless it names the world of a chart."""
    each = {(native.address, native.unit): native for native in natives}
    return tuple(
        address if unit == first.unit or _names_world(native) else f"{address} in {unit}"
        for (address, unit), native in each.items()
        if (address, unit) != (first.address, first.unit)
    )


def _names_world(native: NativeResource) -> bool:
    return native.dialect is Dialect.KUBERNETES and bool(native.instance)
