"""What the exit code says of a report."""

from __future__ import annotations

from collections.abc import Collection

from yourside.coverage import State
from yourside.findings.model import Report, Severity
from yourside.spans import Level

CLEAN, FINDINGS, INCOMPLETE = 0, 1, 3


def exit_code(report: Report, fail_on: str) -> int:
    """Only findings that stand fail a run; input that could not be read does, when nothing worse was found."""
    threshold = Severity[fail_on.upper()]
    if any(finding.stands and finding.verdict.rule.severity >= threshold for finding in report.findings):
        return FINDINGS
    return _completeness(report)


def drift_code(report: Report, gate: Collection[str]) -> int:
    """Only drift of the kinds in `gate` fails a run."""
    if any(finding.stands and finding.drift and finding.drift.kind in gate for finding in report.findings):
        return FINDINGS
    return _completeness(report)


def _completeness(report: Report) -> int:
    unread = any(file.state is State.UNREADABLE for file in report.ledger.files)
    if unread or any(diagnostic.level is Level.ERROR for diagnostic in report.diagnostics):
        return INCOMPLETE
    return CLEAN
