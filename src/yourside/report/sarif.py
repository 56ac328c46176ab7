"""The report as SARIF 2.1.0, in the shape that GitHub code scanning reads and within its limits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sarif_om import (
    ArtifactLocation,
    Message,
    Result,
    Run,
    RunAutomationDetails,
    SarifLog,
    Tool,
    ToolComponent,
    ToolComponentReference,
)

from yourside.findings.model import Finding, Outcome, Report
from yourside.report.line_hash import line_hashes
from yourside.report.sarif_notifications import invocation
from yourside.report.sarif_places import BASE
from yourside.report.sarif_results import gone, result, suppressions
from yourside.report.sarif_rules import controls, descriptor, taxonomy
from yourside.report.sarif_serialize import plain
from yourside.report.view import View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://github.com/yourside/yourside"
MOST = 5_000  # results that code scanning keeps of a run; not those of the greatest severity, and so we cut


def render(report: Report, view: View) -> str:
    """What code scanning is to open alerts for: not what is suppressed or fixed, unless asked for, and not what is
    undetermined, unless asked for."""
    log = SarifLog(runs=[_run(report, view)], version="2.1.0", schema_uri=SCHEMA)
    # ASCII: whatever the input holds, the output is valid in every encoding. One line: to indent takes longer than the
    # rest.
    return json.dumps(plain(log)) + "\n"


def _run(report: Report, view: View) -> Run:
    frameworks = controls(report.rules)
    names = tuple(frameworks)
    driver = ToolComponent(
        name="yourside",
        version=report.version,
        semantic_version=report.version,
        information_uri=HOME,
        rules=[descriptor(rule, names) for rule in report.rules],
        supported_taxonomies=[ToolComponentReference(name=name, index=index) for index, name in enumerate(names)],
    )
    findings = _reported(report, view)
    return Run(
        tool=Tool(driver=driver),
        automation_details=RunAutomationDetails(id="yourside/"),
        invocations=[invocation(report, view.root, _untold(findings, view))],
        original_uri_base_ids={BASE: ArtifactLocation(description=Message(text="The root of the repository."))},
        column_kind="utf16CodeUnits",
        taxonomies=[taxonomy(name, ids) for name, ids in frameworks.items()],
        results=list(_results(report, findings[:MOST], view)),
    )


def _reported(report: Report, view: View) -> list[Finding]:
    """The worst first: readers that stop early have seen those."""
    shown = (
        finding
        for finding in report.findings
        if (view.suppressed or not finding.suppression) and (view.undetermined or finding.outcome is Outcome.FAIL)
    )
    return sorted(shown, key=lambda finding: -finding.verdict.rule.severity)


def _results(report: Report, findings: Sequence[Finding], view: View) -> Iterator[Result]:
    positions = {rule.id: position for position, rule in enumerate(report.rules)}
    hashes = {file: line_hashes(file.text) for file in {finding.place.span.file for finding in findings}}
    for finding in findings:
        made = result(finding, positions[finding.verdict.rule.id], hashes, view.root)
        # Where one result says that it is suppressed, the others say that they are not.
        made.suppressions = suppressions(finding.suppression) if view.suppressed else None
        yield made
    for known in report.fixed if view.suppressed else ():
        yield gone(known, positions[known.rule], view.root)


def _untold(findings: Sequence[Finding], view: View) -> Mapping[str, str]:
    """What code scanning will not show, by the id of a notification."""
    left = len(findings) - MOST
    outside = sum(not view.root.contains(finding.place.span.file.path) for finding in findings[:MOST])
    told = {
        "too-many-results": f"{left} results of the least severity are left out" if left > 0 else "",
        "outside-repository": f"{outside} results are in files outside of the repository" if outside else "",
    }
    return {code: text for code, text in told.items() if text}
