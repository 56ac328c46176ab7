from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding
from py_ocsf_models.events.findings.severity_id import SeverityID
from py_ocsf_models.objects.compliance_status import StatusID

from hostile import TEXTS, finding_of
from specimens import report
from yourside.findings.model import Report, Suppression
from yourside.report import View
from yourside.report.ocsf import render

AT = 1_767_225_600_000


def events(of: Report) -> list[ComplianceFinding]:
    written: list[dict[str, Any]] = json.loads(render(of, View(time=AT)))
    found = [ComplianceFinding.model_validate(each) for each in written]
    # What the model does not know, it would drop.
    kept = [each.model_dump(mode="json") for each in found]
    assert all(each.keys() <= whole.keys() for each, whole in zip(written, kept, strict=True))
    return found


def test_a_finding_is_a_compliance_finding(scene: Report) -> None:
    (event,) = (each for each in events(scene) if each.metadata.event_code == "k8s-container-privileged")
    assert (event.class_uid, event.category_uid, event.type_uid, event.time) == (2003, 2, 200301, AT)
    assert (event.severity_id, event.severity) == (SeverityID.Critical, "Critical")
    assert event.compliance.status_id is StatusID.Fail
    assert (event.compliance.standards, event.compliance.requirements) == (["cis-k8s-1.10"], ["cis-k8s-1.10 5.2.2"])
    assert event.resources is not None
    (resource,) = event.resources
    assert (resource.name, resource.type) == ("Pod/default/web", "v1/Pod")
    assert event.finding_info.title == "Privileged container"


def test_what_is_undetermined_is_a_warning(scene: Report) -> None:
    assert [each.compliance.status_id for each in events(scene)].count(StatusID.Warning) == 1


def test_what_is_suppressed_says_so(scene: Report) -> None:
    accepted = replace(scene.findings[0], suppression=Suppression("a website"))
    (event,) = events(replace(scene, findings=(accepted,)))
    assert (event.status, event.status_detail) == ("Suppressed", "a website")


def test_what_was_known_is_an_update(compared: Report) -> None:
    told = {each.metadata.event_code: each.activity_id.name for each in events(compared)}
    assert (told["k8s-container-privileged"], told["aws-rds-instance-unencrypted"]) == ("Create", "Update")


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_valid(text: str) -> None:
    written = render(report(finding_of(text)), View())
    assert written.isascii()
    assert len(json.loads(written)) == 1
