from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from specimens import bucket, report, verdict
from yourside.findings.model import Report, Suppression
from yourside.report import View
from yourside.report.json import SCHEMA_VERSION, render


@pytest.fixture
def schema() -> Any:
    return json.loads((files("yourside.report") / "report.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one_and_names_its_version(schema: Any) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema_version"] == {"const": SCHEMA_VERSION}


def test_a_report_is_as_its_schema_says(schema: Any, scene: Report) -> None:
    for each in (scene, report()):
        Draft202012Validator(schema).validate(json.loads(render(each, View())))


def test_a_finding_says_what_where_why_and_how(scene: Report) -> None:
    found = {each["location"]["path"]: each for each in json.loads(render(scene, View()))["findings"]}
    assert found["logs/main.tf"] == {
        "rule": "aws-s3-bucket-public-acl",
        "aliases": ["CKV_AWS_20", "AVD-AWS-0092"],
        "severity": "high",
        "verdict": "fail",
        "resource": {
            "address": "module.eu.aws_s3_bucket.logs",
            "companion": None,
            "unit": "s3",
            "type": "aws_s3_bucket",
            "canonical_type": "AWS::S3::Bucket",
            "dialect": "terraform",
        },
        "instances": [],
        "location": {"path": "logs/main.tf", "start_line": 2, "start_column": 3, "end_line": 2, "end_column": 16},
        "message": "module.eu.aws_s3_bucket.logs is readable by anyone: ACL public-read",
        "fix": 'set acl = "private"',
        "fingerprint": scene.findings[1].fingerprint,
        "evidence": [
            {
                "path": "AccessControl",
                "value": "public-read",
                "unknown": None,
                "location": {
                    "path": "logs/main.tf",
                    "start_line": 2,
                    "start_column": 3,
                    "end_line": 2,
                    "end_column": 16,
                },
            }
        ],
        "via": [
            {
                "label": "default of var.acl",
                "location": {
                    "path": "logs/variables.tf",
                    "start_line": 2,
                    "start_column": 13,
                    "end_line": 2,
                    "end_column": 26,
                },
            }
        ],
        "worlds": [],
        "suppressed": False,
        "justification": "",
        "change": None,
        "drift": None,
    }
    assert found["template.yaml"]["worlds"] == [{"IsProd": "false"}]
    assert found["s3/main.tf"]["verdict"] == "undetermined"
    assert found["s3/main.tf"]["evidence"][0]["unknown"] == "an input without a value"


def test_the_summary_counts_checks_and_standing_findings(scene: Report) -> None:
    suppressed = replace(scene.findings[0], suppression=Suppression("known"))
    summary = json.loads(render(replace(scene, findings=(suppressed, *scene.findings[1:])), View()))["summary"]
    assert summary == {
        "passed": 4,
        "failed": 4,
        "undetermined": 1,
        "suppressed": 1,
        "findings": {"critical": 1, "high": 2, "medium": 0, "low": 0},
        "compared": None,
    }


def test_coverage_and_diagnostics_say_what_was_not_read(scene: Report) -> None:
    data = json.loads(render(scene, View()))
    assert data["coverage"]["files"][3] == {
        "path": "image.tf",
        "dialect": None,
        "state": "unreadable",
        "reasons": ["not text"],
    }
    assert data["coverage"]["counts"] == {"resources": 5, "module calls": 1}
    assert data["diagnostics"][0] == {
        "code": "hcl-syntax",
        "severity": "error",
        "message": "expected a value",
        "location": {"path": "broken.tf", "start_line": 2, "start_column": 7, "end_line": 3, "end_column": 2},
    }


def test_the_output_is_ascii_whatever_the_input_holds() -> None:
    assert render(report(verdict(bucket(address="\ud800\x1b[31mü"))), View()).isascii()
