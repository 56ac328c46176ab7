"""Which findings are accepted, and what is to be said of the waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from yourside.config import Accepted
from yourside.coverage import Ledger
from yourside.findings.collect import collect
from yourside.findings.model import Finding, Report, Suppression, Verdict
from yourside.findings.place import place
from yourside.findings.suppress.account import Use, account
from yourside.findings.suppress.model import Policy, Rulebook, Scene, Waiver
from yourside.findings.suppress.reach import Waivers, reaches_whole
from yourside.findings.suppress.sources import gather

# Of one resource and rule: whoever accepts that many parts one by one has accepted the rest.
MOST_REASONS = 200


def suppress(report: Report, scene: Scene, rules: Rulebook, policy: Policy) -> Report:
    """The report with accepted findings marked, and with diagnostics of waivers that are wrong, expired or unused. Of
    waivers in files that the run was not asked for (modules that were fetched) nothing is said."""
    about = {path for finding in report.findings for path in _about(finding)}
    found = gather(scene.resources, scene.files, about, policy)
    judging = _Judging(_by_rule(found.waivers, rules, policy), rules, scene)
    findings = sorted(map(judging.judge, report.findings), key=_order)
    own = {*scene.files, *(entry.at.file for entry in policy.configured)}
    accounted = account(found, judging.uses, rules, policy, own)
    return replace(
        report,
        findings=tuple(findings),
        diagnostics=(*report.diagnostics, *accounted.problems),
        ledger=report.ledger + Ledger(gaps=accounted.gaps),
    )


def _order(finding: Finding) -> tuple[str, int]:
    return finding.place.span.file.path, finding.place.span.start


def _about(finding: Finding) -> Iterator[str]:
    """The files in which somebody may have accepted a finding."""
    yield finding.place.span.file.path
    for native in (verdict.resource.native for verdict in finding.reached):
        yield from (span.file.path for span in (native.origin.span, *native.calls))


def _by_rule(waivers: Iterable[Waiver], rules: Rulebook, policy: Policy) -> Mapping[str, Waivers]:
    """Those that hold, by the ids of the rules that they name."""
    found: dict[str, list[Waiver]] = {}
    for waiver in filter(policy.accepts, waivers):
        for rule in frozenset().union(*map(rules.ids, waiver.written.names)):
            found.setdefault(rule, []).append(waiver)
    return {rule: Waivers(each) for rule, each in found.items()}


@dataclass(frozen=True, slots=True)
class _Judging:
    """`waivers` by rule. `uses` grows with each that was of use."""

    waivers: Mapping[str, Waivers]
    rules: Rulebook
    scene: Scene
    uses: set[Use] = field(default_factory=set)

    def judge(self, finding: Finding) -> Finding:
        """One that was reached in several ways is accepted only when each of them is."""
        if finding.verdict.rule.id not in self.waivers:
            return finding
        standing = [left for verdict in finding.reached if (left := self._standing(verdict))]
        if not standing:
            return replace(finding, suppression=_suppression(self._reaching(finding.verdict)[0]))
        here = any(left is verdict for left, verdict in product(standing, finding.reached))
        return finding if here else self._moved(finding, standing)

    def _standing(self, verdict: Verdict) -> Verdict | None:
        """The verdict for the first reason that nobody accepted."""
        first: Verdict | None = None
        for reason in self._reasons(verdict):
            found = self._reaching(reason)
            if any(reaches_whole(waiver, reason) for waiver in found):
                return None
            if not found and first is None:
                first = reason
        return first

    def _reasons(self, verdict: Verdict) -> Iterator[Verdict]:
        """All of them, where somebody accepted a part of the resource; otherwise one is enough."""
        yield verdict
        if self.waivers[verdict.rule.id].reach_parts(verdict):
            reason: Verdict | None = verdict
            for _ in range(MOST_REASONS):
                reason = self.rules.alternative(reason) if reason else None
                if reason is None:
                    return
                yield reason

    def _reaching(self, verdict: Verdict) -> Sequence[Waiver]:
        span = place(verdict.resource, verdict.at).span
        found = self.waivers[verdict.rule.id].reaching(verdict, span)
        self.uses.update((waiver.at, verdict.rule.id) for waiver in found)
        return found

    def _moved(self, finding: Finding, standing: Sequence[Verdict]) -> Finding:
        """The finding at the first place that nobody accepted."""
        (moved, *_), _ = collect(standing, self.scene.catalog)
        return replace(moved, fingerprint=finding.fingerprint) if moved.identities == finding.identities else moved


def _suppression(waiver: Waiver) -> Suppression:
    inline = not any(isinstance(scope, Accepted) for scope in waiver.scopes)
    return Suppression(waiver.written.reason, waiver.at, inline, waiver.written.until)
