"""What a run says, as the diagnostics of an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol.types import (
    CodeDescription,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
)
from lsprotocol.types import Diagnostic as Shown

from yourside.findings.model import Finding, RuleInfo, Severity
from yourside.lsp.analysis import Analysis
from yourside.lsp.places import Places, real
from yourside.spans import Diagnostic, Level

SOURCE = "yourside"
SEVERITIES: Mapping[Severity, DiagnosticSeverity] = {
    Severity.CRITICAL: DiagnosticSeverity.Error,
    Severity.HIGH: DiagnosticSeverity.Error,
    Severity.MEDIUM: DiagnosticSeverity.Warning,
    Severity.LOW: DiagnosticSeverity.Information,
}
LEVELS: Mapping[Level, DiagnosticSeverity] = {
    Level.ERROR: DiagnosticSeverity.Error,
    Level.WARNING: DiagnosticSeverity.Warning,
    Level.NOTE: DiagnosticSeverity.Information,
}


def diagnostics(analysis: Analysis, places: Places) -> Iterator[tuple[Path, Shown]]:
    """Each with the real path of its file."""
    for finding in analysis.findings:
        yield real(finding.place.span.file), of_finding(finding, places)
    for problem in analysis.report.diagnostics:
        yield real(problem.origin.span.file), _of_problem(problem, places)


def of_finding(finding: Finding, places: Places) -> Shown:
    rule, place = finding.verdict.rule, finding.place
    href = page(rule)
    return Shown(
        range=places.range(place.span),
        message=finding.message,
        severity=SEVERITIES[rule.severity],
        code=rule.id,
        code_description=CodeDescription(href) if href else None,
        source=SOURCE,
        related_information=[DiagnosticRelatedInformation(places.location(hop.span), hop.label) for hop in place.via],
        data={"fingerprint": finding.fingerprint},
    )


def page(rule: RuleInfo) -> str:
    """Where more is said of a rule."""
    return next((reference for reference in rule.references if reference.startswith("https://")), "")


def _of_problem(problem: Diagnostic, places: Places) -> Shown:
    return Shown(
        range=places.range(problem.origin.span),
        message=problem.message,
        severity=LEVELS[problem.level],
        code=problem.code,
        source=SOURCE,
    )
