"""Drift as findings: each at the line that declares the resource, or, of what no code has, in the inventory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yourside.catalog.model import Catalog, Path
from yourside.drift import rules
from yourside.drift.join import Pair
from yourside.drift.keys import Key
from yourside.drift.likeness import at, child
from yourside.drift.verdicts import Defect
from yourside.findings import wording
from yourside.findings.fingerprint import fingerprint, identify
from yourside.findings.model import Drift, DriftKind, Evidence, Finding, Outcome, RuleInfo, Verdict
from yourside.findings.place import place
from yourside.findings.remedy import remedy
from yourside.graph.model import Resource
from yourside.values import Missing, Tri, Value

SAID: Mapping[DriftKind, str] = {
    DriftKind.REGRESSED: "passes in code and fails live",
    DriftKind.PATCHED: "fails in code and passes live, until the next deployment",
    DriftKind.SETTLED: "could not be decided in code",
    DriftKind.CONFIRMED: "fails in code and live",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """Makes them; `catalog` spells their fixes."""

    catalog: Catalog

    def of_defect(self, defect: Defect, pair: Pair) -> Finding:
        """Told by the side that fails, placed where the code sets it or could."""
        declared = defect.declared or _at(pair.declared, defect.teller)
        drift = Drift(defect.kind, pair.live.id.address, str(pair.key))
        fails = defect.teller.truth is Tri.TRUE
        told = f": {wording.message(defect.teller)}" if fails else ", and passes live"
        message = f"{pair.declared.native.address} {SAID[defect.kind]}{told}"
        return self._finding(declared, Outcome.FAIL if fails else Outcome.UNDETERMINED, message, drift)

    def of_change(self, pair: Pair, path: Path) -> Finding:
        here, there = at(pair.declared.properties, path), at(pair.live.properties, path)
        evidence = _evidence(pair.declared, path)
        verdict = Verdict(rules.CHANGED, pair.declared, "", Tri.TRUE, evidence, (evidence,))
        told = f"{'.'.join(path)} is {wording.written(here)} in code and {wording.written(there)} live"
        drift = Drift(DriftKind.CHANGED, pair.live.id.address, str(pair.key))
        return self._finding(verdict, Outcome.FAIL, f"{pair.declared.native.address} is changed: {told}", drift)

    def of_missing(self, resource: Resource, key: Key) -> Finding:
        drift = Drift(DriftKind.MISSING, key=str(key))
        message = f"{resource.native.address} is declared and not deployed: nothing has {key}"
        return self._finding(_whole(rules.MISSING, resource), Outcome.FAIL, message, drift)

    def of_unmanaged(self, resource: Resource, doubtful: int) -> Finding:
        """`doubtful` declared resources of its type could be this one: their names are not known."""
        drift = Drift(DriftKind.UNMANAGED, resource.id.address)
        message = f"{resource.native.address} is deployed and no code declares it"
        if doubtful:
            message += f", unless it is one of {doubtful} that are declared without a name"
        return self._finding(
            _whole(rules.UNMANAGED, resource), Outcome.UNDETERMINED if doubtful else Outcome.FAIL, message, drift
        )

    def of_lone(self, verdict: Verdict) -> Finding:
        """What fails of a resource that no code has."""
        drift = Drift(DriftKind.UNMANAGED, verdict.resource.id.address)
        return self._finding(verdict, Outcome.FAIL, wording.message(verdict), drift)

    def of_scanner(
        self, verdict: Verdict, kind: DriftKind, message: str, pair: Pair | None, outcome: Outcome = Outcome.FAIL
    ) -> Finding:
        """What another scanner sees; without a `pair` of what no code has."""
        drift = Drift(
            kind, pair.live.id.address if pair else verdict.resource.id.address, str(pair.key) if pair else ""
        )
        return self._finding(verdict, outcome, message, drift)

    @staticmethod
    def whole(rule: RuleInfo, resource: Resource) -> Verdict:
        return _whole(rule, resource)

    def _finding(self, verdict: Verdict, outcome: Outcome, message: str, drift: Drift) -> Finding:
        where, identity = place(verdict.resource, verdict.at), identify(verdict)
        return Finding(
            verdict=verdict,
            outcome=outcome,
            message=message,
            fix=remedy(verdict, where, self.catalog),
            place=where,
            fingerprint=fingerprint(f"{verdict.rule.id}/{drift.kind}", identity),
            drift=drift,
            identities=(identity,),
            reached=(verdict,),
        )


def _at(declared: Resource, live: Verdict) -> Verdict:
    """What the cloud's verdict would be about in the code."""
    evidence = _evidence(declared, tuple(live.at.path.split(".")) if live.at.path else ())
    return Verdict(live.rule, declared, live.facet, Tri.TRUE, evidence, (evidence,))


def _whole(rule: RuleInfo, resource: Resource) -> Verdict:
    evidence = Evidence("", (resource.properties,))
    return Verdict(rule, resource, "", Tri.TRUE, evidence, (evidence,))


def _evidence(resource: Resource, path: Path) -> Evidence:
    """The way along `path` as far as the resource has it."""
    chain: list[Value] = [resource.properties]
    for step in path:
        value = child(chain[-1], step)
        if isinstance(value, Missing):
            chain.append(value)
            break
        chain.append(value)
    return Evidence(".".join(path), tuple(chain))
