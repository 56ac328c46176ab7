"""The report for programs, as `report.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from yourside.coverage import Ledger
from yourside.findings.model import Evidence, Finding, Known, Report, Verdict
from yourside.findings.place import companion, standing
from yourside.findings.wording import written
from yourside.graph.model import Resource
from yourside.report.location import locate
from yourside.report.rules import describe
from yourside.report.summary import changes, failures
from yourside.report.view import View
from yourside.spans import Diagnostic, Span
from yourside.values import Unknown

SCHEMA_VERSION = "1.0"

Object = Mapping[str, Any]


def render(report: Report, _: View) -> str:
    # ASCII: whatever the input holds, the output is valid in every encoding.
    return json.dumps(_report(report), indent=2) + "\n"


def _report(report: Report) -> Object:
    return {
        "schema_version": SCHEMA_VERSION,
        "version": report.version,
        "summary": summary_object(report),
        "findings": [finding_object(finding) for finding in report.findings],
        "fixed": [fixed_object(known) for known in report.fixed],
        "diagnostics": [diagnostic_object(diagnostic) for diagnostic in report.diagnostics],
        "coverage": _coverage(report.ledger),
        "rules": [describe(rule) for rule in report.rules],
    }


def summary_object(report: Report) -> Object:
    return {
        "passed": report.tally.passed,
        "failed": report.tally.failed,
        "undetermined": report.tally.undetermined,
        "suppressed": sum(finding.suppression is not None for finding in report.findings),
        "findings": failures(report.findings),
        "compared": {"with": report.compared, **changes(report)} if report.compared else None,
    }


def finding_object(finding: Finding) -> Object:
    verdict, rule = finding.verdict, finding.verdict.rule
    return {
        "rule": rule.id,
        "aliases": list(rule.aliases),
        "severity": rule.severity.word,
        "verdict": finding.outcome.value,
        "resource": _resource(verdict, finding.place.span),
        "instances": list(finding.instances),
        "location": _location(finding.place.span),
        "message": finding.message,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "evidence": [_evidence(verdict.resource, evidence) for evidence in verdict.evidence],
        "via": [{"label": hop.label, "location": _location(hop.span)} for hop in finding.place.via],
        "worlds": [dict(world.labels) for world in verdict.worlds],
        "suppressed": finding.suppression is not None,
        "justification": finding.suppression.reason if finding.suppression else "",
        "change": finding.change.word if finding.change else None,
        "drift": asdict(finding.drift) if finding.drift else None,
    }


def fixed_object(known: Known) -> Object:
    """What a baseline says of it, too; more is not there to be said."""
    return {
        "rule": known.rule,
        "severity": known.severity.word,
        "verdict": known.outcome.value,
        "path": known.file,
        "resources": [{"unit": each.unit, "address": each.address} for each in known.identities],
    }


def _resource(verdict: Verdict, span: Span) -> Object:
    resource, native = verdict.resource, verdict.resource.native
    return {
        "address": native.address,
        "companion": companion(resource, verdict.at, span) or None,
        "unit": native.unit,
        "type": native.type,
        "canonical_type": resource.type,
        "dialect": native.dialect.value,
    }


def _evidence(resource: Resource, evidence: Evidence) -> Object:
    value = evidence.value
    return {
        "path": evidence.path,
        "value": written(value),
        "unknown": value.why.value if isinstance(value, Unknown) else None,
        "location": _location(standing(resource, evidence)),
    }


def diagnostic_object(diagnostic: Diagnostic) -> Object:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.level.value,
        "message": diagnostic.message,
        "location": _location(diagnostic.origin.span),
    }


def _coverage(ledger: Ledger) -> Object:
    files = [
        {"path": file.path, "dialect": file.dialect, "state": file.state, "reasons": list(file.reasons)}
        for file in ledger.files
    ]
    return {"files": files, "counts": dict(ledger.counts), "gaps": dict(ledger.gaps)}


def _location(span: Span) -> Object:
    return asdict(locate(span))
