"""One line for each finding: what editors, grep and problem matchers read."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.findings.model import Finding, Outcome, Report
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.report.view import View
from yourside.spans import Level


def render(report: Report, view: View) -> str:
    return "".join(f"{visible(line)}\n" for line in _lines(report, view))


def _lines(report: Report, view: View) -> Iterator[str]:
    for finding in view.shown(report):
        rule = finding.verdict.rule.id
        yield f"{locate(finding.place.span)}: {_word(finding)}[{rule}] {finding.message}"
    for diagnostic in report.diagnostics:
        if diagnostic.level is not Level.NOTE:
            where = locate(diagnostic.origin.span)
            yield f"{where}: {diagnostic.level.value}[{diagnostic.code}] {diagnostic.message}"


def _word(finding: Finding) -> str:
    failed = finding.outcome is Outcome.FAIL
    return finding.verdict.rule.severity.word if failed else finding.outcome.value
