"""What the exit code says of a report."""

from __future__ import annotations

from yourside.coverage import State
from yourside.findings.model import Outcome, Report, Severity
from yourside.spans import Level

CLEAN, FINDINGS, INCOMPLETE = 0, 1, 3


def exit_code(report: Report, fail_on: str) -> int:
    """Undetermined findings never fail a run; input that could not be read does, when nothing worse was found."""
    threshold = Severity[fail_on.upper()]
    if any(
        finding.outcome is Outcome.FAIL and not finding.suppression and finding.verdict.rule.severity >= threshold
        for finding in report.findings
    ):
        return FINDINGS
    unread = any(file.state is State.UNREADABLE for file in report.ledger.files)
    if unread or any(diagnostic.level is Level.ERROR for diagnostic in report.diagnostics):
        return INCOMPLETE
    return CLEAN
