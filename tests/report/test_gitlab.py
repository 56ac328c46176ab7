from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hostile import TEXTS, finding_of
from specimens import report
from yourside.findings.model import Report
from yourside.report import View
from yourside.report.gitlab import render
from yourside.report.root import Root

# What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks for.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(\\./|/)"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


def issues(of: Report, view: View | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render(of, view or View()))
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_a_finding_is_an_issue(scene: Report) -> None:
    (worst,) = (each for each in issues(scene) if each["severity"] == "blocker")
    assert worst == {
        "description": "container web of Pod/default/web runs with all rights of the host",
        "check_name": "k8s-container-privileged",
        "fingerprint": next(each.fingerprint for each in scene.findings if each.place.span.file.path == "web.yaml"),
        "severity": "blocker",
        "location": {"path": "web.yaml", "lines": {"begin": 7, "end": 7}},
    }


def test_fingerprints_are_distinct_and_paths_those_of_the_repository(scene: Report) -> None:
    found = issues(scene, View(undetermined=True, root=Root("/r", "/r/infra")))
    assert len({each["fingerprint"] for each in found}) == len(found) == 5
    assert all(each["location"]["path"].startswith("infra/") for each in found)
    assert [each["severity"] for each in found].count("info") == 1


def test_what_is_known_is_left_out(compared: Report) -> None:
    assert {each["severity"] for each in issues(compared)} == {"blocker", "major"}


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_valid(text: str) -> None:
    assert len(issues(report(finding_of(text)))) == 1
