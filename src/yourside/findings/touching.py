"""Of a report what has a part in a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from yourside.findings.model import Finding, Report
from yourside.spans import Origin

Touched = Callable[[Iterable[str]], bool]


def touching(report: Report, touched: Touched) -> Report:
    """What stands in the files of the change, or was decided by them. The rest is counted."""
    found = tuple(finding for finding in report.findings if touched(_files(finding)))
    return replace(
        report,
        findings=found,
        diagnostics=tuple(each for each in report.diagnostics if touched([each.origin.span.file.path])),
        ledger=replace(report.ledger, files=tuple(line for line in report.ledger.files if touched([line.path]))),
        fixed=tuple(each for each in report.fixed if touched([each.file])),
        elsewhere=sum(finding.stands for finding in report.findings) - sum(finding.stands for finding in found),
    )


def _files(finding: Finding) -> Iterator[str]:
    """Where it stands, the way its value came, and what else decided it."""
    yield finding.place.span.file.path
    yield from (hop.span.file.path for hop in finding.place.via)
    for evidence in finding.verdict.evidence:
        yield from _of(evidence.value.origin)


def _of(origin: Origin) -> Iterator[str]:
    yield origin.span.file.path
    yield from (hop.span.file.path for hop in origin.via)
