"""GitLab's Code Quality report (docs.gitlab.com: ci/testing/code_quality): what a merge request shows in its widget."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from yourside.findings.model import Finding, Outcome, Report, Severity
from yourside.report.location import locate
from yourside.report.view import View

SEVERITIES: Mapping[Severity, str] = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def render(report: Report, view: View) -> str:
    return json.dumps([_issue(finding, view) for finding in view.shown(report)], indent=1) + "\n"


def _issue(finding: Finding, view: View) -> Mapping[str, Any]:
    rule, where = finding.verdict.rule, locate(finding.place.span)
    return {
        "description": finding.message,
        "check_name": rule.id,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[rule.severity] if finding.outcome is Outcome.FAIL else "info",
        "location": {
            "path": view.root.relative(where.path),
            "lines": {"begin": where.start_line, "end": where.end_line},
        },
    }
