"""The end of the report for people: what was found, what was answered, and what was not looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from yourside.coverage import Ledger, State
from yourside.findings.model import Change, Finding, Outcome, Report, Severity
from yourside.report.view import Part, View

MOST = 10
ELSEWHERE = "(all of them with --format json)"


def summarise(report: Report, view: View) -> Iterator[tuple[Part, ...]]:
    """One tuple of parts for each line."""
    yield _found(report)
    yield from _compared(report)
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
    standing = Counter(each.verdict.rule.severity for each in findings if each.stands)
    return {severity.word: standing[severity] for severity in sorted(Severity, reverse=True)}


def changes(report: Report) -> dict[str, int]:
    """How the failures of a report that was compared have changed, those that are suppressed left out."""
    failed = (each for each in report.findings if each.outcome is Outcome.FAIL and each.suppression is None)
    counts = Counter(finding.change for finding in failed)
    fixed = sum(known.outcome is Outcome.FAIL for known in report.fixed)
    return {change.word: counts[change] for change in Change} | {Change.FIXED.word: fixed}


def _found(report: Report) -> tuple[Part, ...]:
    what = "new findings" if report.compared else "findings"
    counts = {word: count for word, count in failures(report.findings).items() if count}
    if not counts:
        return ((f"No {what}.", "bold green"),)
    total = sum(counts.values())
    return (f"{total} {_unit(what, total)}", "bold"), f": {_listed(counts)}"


def _compared(report: Report) -> Iterator[tuple[Part, ...]]:
    """What is fixed is listed: it is shown nowhere else."""
    if not report.compared:
        return
    fixed = [known for known in report.fixed if known.outcome is Outcome.FAIL]
    for known in fixed[:MOST]:
        yield ("fixed", "bold green"), f": {known.rule} {known.identities[0].address} ({known.file})"
    if len(fixed) > MOST:
        yield (f"… and {len(fixed) - MOST} more {ELSEWHERE}",)
    told = ", ".join(f"{count} {word}" for word, count in changes(report).items())
    yield (f"Compared with {report.compared}: {told}",)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _unit(plural: str, count: int) -> str:
    if count != 1:
        return plural
    return f"{plural.removesuffix('ies')}y" if plural.endswith("ies") else plural.removesuffix("s")


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
