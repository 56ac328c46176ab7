"""A table of all findings, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from yourside.findings.model import Finding, Report
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.report.view import View

COLUMNS = (
    *("severity", "verdict", "change", "rule", "title", "resource", "unit", "type", "path", "line", "column"),
    *("message", "fix", "instances", "suppressed", "justification", "fingerprint"),
)
# A cell that starts so is a formula to a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection
FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render(report: Report, _: View) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(text) for text in _row(finding)] for finding in report.findings)
    return out.getvalue()


def _row(finding: Finding) -> Iterator[str]:
    verdict, where, accepted = finding.verdict, locate(finding.place.span), finding.suppression
    rule, native = verdict.rule, verdict.resource.native
    yield from (rule.severity.word, finding.outcome.value, finding.change.word if finding.change else "")
    yield from (rule.id, rule.title, native.address, native.unit, native.type)
    yield from (where.path, str(where.start_line), str(where.start_column))
    yield from (finding.message, finding.fix, str(1 + len(finding.instances)))
    yield from ("yes" if accepted else "no", accepted.reason if accepted else "", finding.fingerprint)


def _cell(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(FORMULAS) else shown
