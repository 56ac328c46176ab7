"""The end of the report for people: what was found, what was answered, and what was not looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from yourside.coverage import Ledger, State
from yourside.findings.model import Finding, Outcome, Report, Severity
from yourside.report.view import Part, View

MOST = 10
ELSEWHERE = "(all of them with --format json)"


def summarise(report: Report, view: View) -> Iterator[tuple[Part, ...]]:
    """One tuple of parts for each line."""
    yield _found(report.findings)
    yield (_answered(report, view),)
    yield (_read(report.ledger),)
    gaps = tuple(_not_evaluated(report.ledger))
    if gaps:
        yield (("Not evaluated:", "bold"),)
    yield from ((f"  {gap}",) for gap in gaps[:MOST])
    if len(gaps) > MOST:
        yield (f"  … and {len(gaps) - MOST} more {ELSEWHERE}",)


def failures(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings stand, by severity, the worst first."""
    standing = Counter(
        each.verdict.rule.severity for each in findings if each.outcome is Outcome.FAIL and not each.suppression
    )
    return {severity.word: standing[severity] for severity in sorted(Severity, reverse=True)}


def _found(findings: Iterable[Finding]) -> tuple[Part, ...]:
    counts = {word: count for word, count in failures(findings).items() if count}
    if not counts:
        return (("No findings.", "bold green"),)
    total = sum(counts.values())
    return (f"{total} {_unit('findings', total)}", "bold"), f": {_listed(counts)}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _unit(plural: str, count: int) -> str:
    return plural.removesuffix("s") if count == 1 else plural


def _answered(report: Report, view: View) -> str:
    tally, suppressed = report.tally, sum(finding.suppression is not None for finding in report.findings)
    hint = " (see them with --undetermined)" if tally.undetermined and not view.undetermined else ""
    hidden = f", {suppressed} suppressed" if suppressed else ""
    return f"Checks: {tally.passed} passed, {tally.failed} failed, {tally.undetermined} undetermined{hint}{hidden}"


def _read(ledger: Ledger) -> str:
    states = Counter(file.state for file in ledger.files)
    files = _listed({state.value: states[state] for state in State if states[state]}) or "none"
    counts = _listed({_unit(name, count): count for name, count in sorted(ledger.counts.items())})
    return f"Files: {files}" + (f"; {counts}" if counts else "")


def _not_evaluated(ledger: Ledger) -> Iterator[str]:
    """Whole files first, then what was left out of the others, the most frequent first."""
    for state in (State.UNREADABLE, State.PARTIAL):
        files = (file for file in ledger.files if file.state is state)
        yield from (f"{file.path} is {state.value}: {'; '.join(file.reasons)}" for file in files)
    skipped = Counter(reason for file in ledger.files if file.state is State.SKIPPED for reason in file.reasons)
    gaps = Counter({f"file skipped: {reason}": count for reason, count in skipped.items()}) + Counter(ledger.gaps)
    yield from (f"{count} x {gap}" for gap, count in sorted(gaps.items(), key=lambda item: (-item[1], item[0])))
