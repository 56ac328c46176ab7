"""A finding as a result of SARIF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import attr
from sarif_om import (
    ArtifactChange,
    ArtifactContent,
    CodeFlow,
    Fix,
    Location,
    Message,
    PhysicalLocation,
    Replacement,
    Result,
    ThreadFlow,
    ThreadFlowLocation,
)

from yourside.findings.model import Change, Edit, Finding, Known, Outcome
from yourside.findings.model import Suppression as Acceptance
from yourside.findings.place import standing
from yourside.findings.wording import enumerate_few
from yourside.report.root import Root
from yourside.report.sarif_places import artifact, location, message, region
from yourside.report.sarif_rules import LEVELS
from yourside.spans import SourceFile, Span

MOST_RELATED = 100  # GitHub shows no more
MOST_LINKS = 3
MOST_STEPS = 1000
NO_LABEL = re.compile(r"[^\w .:/-]")  # what would end the label of a link, and more

Hashes = Mapping[SourceFile, Mapping[int, str]]


@attr.frozen
class Suppression:
    """That of sarif-om calls its `status` `state`, which the schema does not know."""

    kind: str = attr.field(metadata={"schema_property_name": "kind"})
    status: str = attr.field(metadata={"schema_property_name": "status"})
    justification: str | None = attr.field(metadata={"schema_property_name": "justification"})


def result(finding: Finding, position: int, hashes: Hashes, root: Root) -> Result:
    """`position` is that of its rule."""
    verdict, span = finding.verdict, finding.place.span
    failed = finding.outcome is Outcome.FAIL
    line, _ = span.file.line_col(span.start)
    address = verdict.resource.native.address
    return Result(
        rule_id=verdict.rule.id,
        rule_index=position,
        kind="fail" if failed else "open",
        level=LEVELS[verdict.rule.severity] if failed else "none",
        message=_told(finding),
        locations=[location(span, root, resource=address)],
        related_locations=list(_related(finding, root)) or None,
        code_flows=_flow(finding, root),
        fixes=_fixes(finding.edit, finding.fix, root),
        occurrence_count=1 + len(finding.instances),
        baseline_state=finding.change.value if finding.change else None,
        partial_fingerprints={
            "primaryLocationLineHash": hashes[span.file][line],
            "yourside/v1": finding.fingerprint,
        },
        properties={
            "resource": address,
            "instances": list(finding.instances),
            "fix": finding.fix,
            **({"drift": asdict(finding.drift)} if finding.drift else {}),
        },
    )


def gone(known: Known, position: int, root: Root) -> Result:
    """What is fixed. Nothing but its file is known of its place."""
    where = Location(physical_location=PhysicalLocation(artifact_location=artifact(known.file, root)))
    return Result(
        rule_id=known.rule,
        rule_index=position,
        level=LEVELS[known.severity],
        message=message(f"{known.identities[0].address} no longer fails."),
        locations=[where],
        baseline_state=Change.FIXED.value,
        suppressions=[],
    )


def suppressions(accepted: Acceptance | None) -> list[Suppression]:
    if accepted is None:
        return []
    kind = "inSource" if accepted.inline else "external"
    return [Suppression(kind, "accepted", accepted.reason or None)]


def _told(finding: Finding) -> Message:
    """A sentence, the other ways in which the definition is reached (for code scanning they are one alert), and links:
    code scanning shows a related location that has one."""
    also = f" Also: {enumerate_few(finding.instances)}." if finding.instances else ""
    end = "" if finding.message.endswith((".", "!", "?")) else "."
    labels = [NO_LABEL.sub("_", path) or "the value" for path in list(_elsewhere(finding).values())[:MOST_LINKS]]
    links = [f"[{label}]({number})" for number, label in enumerate(labels, 1)]
    see = f" See {', '.join(links)}." if links else ""
    return Message(text=f"{message(finding.message + end + also).text}{see}")


def _elsewhere(finding: Finding) -> Mapping[Span, str]:
    """The paths of the evidence that stands at another place."""
    verdict = finding.verdict
    places = {standing(verdict.resource, evidence): evidence.path for evidence in verdict.evidence}
    return {span: path for span, path in places.items() if span != finding.place.span}


def _related(finding: Finding, root: Root) -> Iterator[Location]:
    """Evidence that stands elsewhere, then the same place under each further address."""
    told = [(span, path, "") for span, path in _elsewhere(finding).items()]
    told += [(finding.place.span, address, address) for address in finding.instances]
    for number, (span, label, resource) in enumerate(told[:MOST_RELATED], 1):
        yield location(span, root, label, number=number, resource=resource)


def _flow(finding: Finding, root: Root) -> list[CodeFlow] | None:
    """From where the value is written to where it is used."""
    if not finding.place.via:
        return None
    steps = [location(hop.span, root, hop.label) for hop in reversed(finding.place.via[: MOST_STEPS - 1])]
    steps.append(location(finding.place.span, root, finding.verdict.resource.native.address))
    return [CodeFlow(thread_flows=[ThreadFlow(locations=[ThreadFlowLocation(location=step) for step in steps])])]


def _fixes(edit: Edit | None, advice: str, root: Root) -> list[Fix] | None:
    if edit is None:
        return None
    replacement = Replacement(deleted_region=region(edit.span), inserted_content=ArtifactContent(text=edit.text))
    change = ArtifactChange(artifact_location=artifact(edit.span.file.path, root), replacements=[replacement])
    return [Fix(description=message(advice), artifact_changes=[change])]
