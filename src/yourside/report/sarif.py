"""The report as SARIF 2.1.0, in the shape that GitHub code scanning reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sarif_om import (
    ArtifactLocation,
    CodeFlow,
    Invocation,
    Location,
    Message,
    Notification,
    PhysicalLocation,
    ReportingDescriptorReference,
    Result,
    Run,
    RunAutomationDetails,
    SarifLog,
    ThreadFlow,
    ThreadFlowLocation,
    Tool,
    ToolComponent,
    ToolComponentReference,
)

from yourside.coverage import FileCoverage, State
from yourside.findings.model import Finding, Outcome, Report
from yourside.findings.place import standing
from yourside.report.line_hash import line_hashes
from yourside.report.sarif_places import BASE, artifact, location, message
from yourside.report.sarif_rules import LEVELS, controls, descriptor, taxonomy
from yourside.report.sarif_serialize import plain
from yourside.spans import Diagnostic, Level, SourceFile

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 25_000  # results in a run; GitHub refuses a file with more
MOST_RELATED = 100  # GitHub shows no more

Hashes = Mapping[SourceFile, Mapping[int, str]]


def render(report: Report, *, undetermined: bool = False) -> str:
    """Suppressed findings are left out, code scanning would open an alert for each; so are undetermined ones unless
    asked for."""
    log = SarifLog(runs=[_run(report, _reported(report, undetermined))], version="2.1.0", schema_uri=SCHEMA)
    # ASCII: whatever the input holds, the output is valid in every encoding.
    return json.dumps(plain(log), indent=1) + "\n"


def _reported(report: Report, undetermined: bool) -> list[Finding]:
    """The worst first: readers that stop early have seen those."""
    shown = (
        finding
        for finding in report.findings
        if not finding.suppression and (undetermined or finding.outcome is Outcome.FAIL)
    )
    return sorted(shown, key=lambda finding: -finding.verdict.rule.severity)


def _run(report: Report, findings: Sequence[Finding]) -> Run:
    frameworks = controls(report.rules)
    names = tuple(frameworks)
    driver = ToolComponent(
        name="yourside",
        version=report.version,
        semantic_version=report.version,
        rules=[descriptor(rule, names) for rule in report.rules],
        supported_taxonomies=[ToolComponentReference(name=name, index=index) for index, name in enumerate(names)],
    )
    kept = findings[:MOST]
    positions = {rule.id: position for position, rule in enumerate(report.rules)}
    hashes = {file: line_hashes(file.text) for file in {finding.place.span.file for finding in kept}}
    return Run(
        tool=Tool(driver=driver),
        automation_details=RunAutomationDetails(id="yourside/"),
        invocations=[_invocation(report, len(findings) - len(kept))],
        original_uri_base_ids={BASE: ArtifactLocation(description=Message(text="Where the run started."))},
        column_kind="utf16CodeUnits",
        taxonomies=[taxonomy(name, ids) for name, ids in frameworks.items()],
        results=[_result(finding, positions[finding.verdict.rule.id], hashes) for finding in kept],
    )


def _result(finding: Finding, position: int, hashes: Hashes) -> Result:
    verdict, span = finding.verdict, finding.place.span
    failed = finding.outcome is Outcome.FAIL
    line, _ = span.file.line_col(span.start)
    address = verdict.resource.native.address
    return Result(
        rule_id=verdict.rule.id,
        rule_index=position,
        kind="fail" if failed else "open",
        level=LEVELS[verdict.rule.severity] if failed else "none",
        message=message(finding.message),
        locations=[location(span, resource=address)],
        related_locations=list(_related(finding)) or None,
        code_flows=_flow(finding),
        partial_fingerprints={
            "primaryLocationLineHash": hashes[span.file][line],
            "yourside/v1": finding.fingerprint,
        },
        properties={"resource": address, "instances": list(finding.instances), "fix": finding.fix},
    )


def _related(finding: Finding) -> Iterator[Location]:
    """Evidence that stands elsewhere."""
    verdict = finding.verdict
    places = {standing(verdict.resource, evidence): evidence.path for evidence in verdict.evidence}
    others = [(span, path) for span, path in places.items() if span != finding.place.span]
    for number, (span, path) in enumerate(others[:MOST_RELATED], 1):
        yield location(span, path, number=number)


def _flow(finding: Finding) -> list[CodeFlow] | None:
    """From where the value is written to where it is used."""
    if not finding.place.via:
        return None
    steps = [location(hop.span, hop.label) for hop in reversed(finding.place.via)]
    steps.append(location(finding.place.span, finding.verdict.resource.native.address))
    return [CodeFlow(thread_flows=[ThreadFlow(locations=[ThreadFlowLocation(location=step) for step in steps])])]


def _invocation(report: Report, left_out: int) -> Invocation:
    notifications = [*map(_diagnostic, report.diagnostics), *_unread(report.ledger.files)]
    if left_out:
        text = f"{left_out} results of the least severity are left out"
        notifications.append(_notification("too-many-results", text, Level.WARNING))
    unread = any(file.state is State.UNREADABLE for file in report.ledger.files)
    complete = not unread and all(diagnostic.level is not Level.ERROR for diagnostic in report.diagnostics)
    return Invocation(execution_successful=complete, tool_execution_notifications=notifications)


def _diagnostic(diagnostic: Diagnostic) -> Notification:
    where = location(diagnostic.origin.span)
    return _notification(diagnostic.code, diagnostic.message, diagnostic.level, where)


def _unread(files: Iterable[FileCoverage]) -> Iterator[Notification]:
    for file in files:
        if file.state in (State.UNREADABLE, State.PARTIAL):
            where = Location(physical_location=PhysicalLocation(artifact_location=artifact(file.path)))
            level = Level.ERROR if file.state is State.UNREADABLE else Level.WARNING
            yield _notification(f"file-{file.state.value}", "; ".join(file.reasons), level, where)


def _notification(code: str, text: str, level: Level, where: Location | None = None) -> Notification:
    return Notification(
        descriptor=ReportingDescriptorReference(id=code),
        message=message(text),
        level=level.value,
        locations=[where] if where else None,
    )
