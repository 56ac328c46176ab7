"""Compliance findings of the Open Cybersecurity Schema Framework (schema.ocsf.io, class 2003): what a security lake
collects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from yourside.findings.model import Change, Finding, Outcome, Report, RuleInfo, Severity
from yourside.findings.place import companion
from yourside.report.location import locate
from yourside.report.view import View

VERSION = "1.5.0"  # of the schema
CLASS, CREATE, UPDATE = 2003, 1, 2
NEW, SUPPRESSED = (1, "New"), (3, "Suppressed")
FAIL, WARNING = (3, "Fail"), (2, "Warning")
SEVERITIES: Mapping[Severity, int] = {Severity.CRITICAL: 5, Severity.HIGH: 4, Severity.MEDIUM: 3, Severity.LOW: 2}


def render(report: Report, view: View) -> str:
    return json.dumps([_event(finding, report, view) for finding in report.findings], indent=1) + "\n"


def _event(finding: Finding, report: Report, view: View) -> Mapping[str, Any]:
    rule = finding.verdict.rule
    status_id, status = SUPPRESSED if finding.suppression else NEW
    activity = CREATE if finding.change in (None, Change.NEW) else UPDATE
    return {
        "activity_id": activity,
        "activity_name": "Create" if activity == CREATE else "Update",
        "category_name": "Findings",
        "category_uid": CLASS // 1000,
        "class_name": "Compliance Finding",
        "class_uid": CLASS,
        "type_uid": CLASS * 100 + activity,
        "time": view.time,
        "severity": rule.severity.word.capitalize(),
        "severity_id": SEVERITIES[rule.severity],
        "status": status,
        "status_id": status_id,
        "status_detail": finding.suppression.reason if finding.suppression else None,
        "message": finding.message,
        "metadata": {
            "event_code": rule.id,
            "product": {"name": "Yourside", "vendor_name": "Yourside", "version": report.version},
            "version": VERSION,
        },
        "finding_info": {"uid": finding.fingerprint, "title": rule.title, "desc": rule.why.strip()},
        "compliance": _compliance(rule, finding.outcome),
        "remediation": {"desc": finding.fix, "references": list(rule.references)},
        "resources": [_resource(finding)],
    }


def _compliance(rule: RuleInfo, outcome: Outcome) -> Mapping[str, Any]:
    """The frameworks' editions are the standards, their controls the requirements."""
    status_id, status = FAIL if outcome is Outcome.FAIL else WARNING
    return {
        "control": rule.title,
        "standards": list(rule.controls),
        "requirements": [f"{name} {each}" for name, controls in rule.controls.items() for each in controls],
        "status": status,
        "status_id": status_id,
    }


def _resource(finding: Finding) -> Mapping[str, Any]:
    resource, where = finding.verdict.resource, locate(finding.place.span)
    native = resource.native
    return {
        "uid": f"{native.unit}#{native.address}",
        "name": native.address,
        "type": resource.type,
        "namespace": native.unit,
        "data": {
            "dialect": native.dialect.value,
            "native_type": native.type,
            "companion": companion(resource, finding.verdict.at, finding.place.span) or None,
            "instances": list(finding.instances),
            "path": where.path,
            "line": where.start_line,
            "column": where.start_column,
        },
    }
