"""What scanners say of deployed resources: OCSF, as Prowler writes it, and AWS Security Hub's ASFF.

https://schema.ocsf.io/1.5.0/classes/detection_finding,
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html. Of what a scanner
tells only its verdict is taken, and which check and which resource it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yourside.frontends.live.record import texts
from yourside.spans import SourceFile, Span
from yourside.syntax.json.cursor import Cursor, Piece

FAILED = ("FAIL", "FAILED")

_ANSWER = re.compile(r'\{\s*"(Findings|NextToken)"')


@dataclass(frozen=True, slots=True)
class Told:
    """A check that fails for one resource. `checks` are the names that the check goes by, `text` says what is wrong in
    the scanner's words; `uid` is the cloud's name of the resource, `type` and `name` are the scanner's."""

    tool: str
    checks: tuple[str, ...]
    text: str
    uid: str
    type: str
    name: str
    at: Span


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a finding says, whatever it is about."""

    tool: str
    checks: tuple[str, ...]
    text: str
    failed: bool
    resources: tuple[Mapping[str, Any], ...]


def read_findings(source: SourceFile) -> tuple[Told, ...]:
    """What fails, of findings one after another, in a list, or in an answer of Security Hub; what is muted or archived
    does not. Raises ValueError where the text is not JSON or holds no finding that is known here."""
    said = [(piece, verdict) for piece in _pieces(Cursor(source.text)) if (verdict := _verdict(piece.data))]
    if not said and source.text.strip() not in ("", "[]"):
        raise ValueError("it holds no findings of OCSF or ASFF")
    failed = ((piece, verdict) for piece, verdict in said if verdict.failed and verdict.checks)
    return tuple(_of(source, piece, verdict, each) for piece, verdict in failed for each in verdict.resources)


def _pieces(cursor: Cursor) -> Iterator[Piece]:
    while cursor.at < len(cursor.text):
        if cursor.text.startswith("[", cursor.at):
            yield from (cursor.value() for _ in cursor.items())
        elif _ANSWER.match(cursor.text, cursor.at):
            yield from (cursor.value() for name in cursor.members() if name == "Findings" for _ in cursor.items())
        else:
            yield cursor.value()
        cursor.skip_space()


def _verdict(finding: Any) -> _Verdict | None:
    """None: it is no finding."""
    match finding:
        case {"class_uid": 2003 | 2004, "resources": list(resources)}:
            return _ocsf(finding, tuple(each for each in resources if isinstance(each, dict)))
        case {"GeneratorId": str(), "Resources": list(resources)}:
            return _asff(finding, tuple(each for each in resources if isinstance(each, dict)))
    return None


def _ocsf(finding: Mapping[str, Any], resources: tuple[Mapping[str, Any], ...]) -> _Verdict:
    metadata, compliance, info = (_part(finding, name) for name in ("metadata", "compliance", "finding_info"))
    verdict = finding.get("status_code") or compliance.get("status")
    return _Verdict(
        tool=str(_part(metadata, "product").get("name") or "OCSF"),
        checks=texts((metadata.get("event_code"), compliance.get("control"), _part(info, "analytic").get("uid"))),
        text=str(finding.get("status_detail") or info.get("title") or ""),
        failed=str(verdict).upper() in FAILED and finding.get("status") != "Suppressed",
        resources=resources,
    )


def _asff(finding: Mapping[str, Any], resources: tuple[Mapping[str, Any], ...]) -> _Verdict:
    compliance, generator = _part(finding, "Compliance"), finding["GeneratorId"]
    muted = finding.get("RecordState") == "ARCHIVED" or _part(finding, "Workflow").get("Status") == "SUPPRESSED"
    return _Verdict(
        tool=str(finding.get("ProductName") or "Security Hub"),
        checks=texts((compliance.get("SecurityControlId"), generator.rpartition("/")[2].removeprefix("prowler-"))),
        text=str(finding.get("Title") or ""),
        failed=compliance.get("Status") in FAILED and not muted,
        resources=resources,
    )


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, dict) else {}


def _of(source: SourceFile, piece: Piece, said: _Verdict, resource: Mapping[str, Any]) -> Told:
    uid, type_ = (str(resource.get(low) or resource.get(high) or "") for low, high in (("uid", "Id"), ("type", "Type")))
    at = source.text.find(f'"{uid}"', piece.start, piece.end)
    span = Span(source, at, at + len(uid) + 2) if at >= 0 else Span(source, piece.start, piece.start)
    return Told(said.tool, said.checks, said.text, uid, type_, str(resource.get("name") or ""), span)
