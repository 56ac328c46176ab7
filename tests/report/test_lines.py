"""The formats of one line for each finding."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hostile import TEXTS, finding_of
from specimens import report
from yourside.findings.model import Report
from yourside.report import View
from yourside.report.concise import render as render_concise
from yourside.report.jsonl import render as render_jsonl


def test_a_concise_line_has_place_severity_rule_and_message(scene: Report) -> None:
    assert render_concise(scene, View()).splitlines() == [
        "db.tf:1:10: medium[aws-rds-instance-unencrypted] aws_db_instance.db is not encrypted: "
        "StorageEncrypted not set",
        "logs/main.tf:2:3: high[aws-s3-bucket-public-acl] module.eu.aws_s3_bucket.logs is readable by anyone: "
        "ACL public-read",
        "template.yaml:4:5: high[aws-s3-bucket-public-acl] Site is readable by anyone: ACL Private or PublicRead; "
        "fails when IsProd is false",
        "web.yaml:7:9: critical[k8s-container-privileged] container web of Pod/default/web runs with all rights of "
        "the host",
        "broken.tf:2:7: error[hcl-syntax] expected a value",
        "web.yaml:1:1: warning[yaml-tag] unknown tag !Custom",
    ]


def test_concise_lines_tell_what_is_new_and_what_is_asked_for(scene: Report, compared: Report) -> None:
    assert [line.partition(":")[0] for line in render_concise(compared, View()).splitlines()] == [
        "db.tf",
        "web.yaml",
        "broken.tf",
        "web.yaml",
    ]
    assert "undetermined[aws-s3-bucket-public-acl]" in render_concise(scene, View(undetermined=True))


@pytest.mark.parametrize("text", TEXTS)
def test_a_finding_is_one_line_whatever_it_is_about(text: str) -> None:
    (line,) = render_concise(report(finding_of(text)), View()).splitlines()
    assert line.isprintable()
    finding, summary = render_jsonl(report(finding_of(text)), View()).splitlines()
    assert (json.loads(finding)["kind"], json.loads(summary)["kind"]) == ("finding", "summary")


def test_each_line_of_json_is_as_the_schema_of_the_report_says(compared: Report) -> None:
    schema: Any = json.loads((files("yourside.report") / "report.schema.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in render_jsonl(compared, View()).splitlines()]
    kinds = [line.pop("kind") for line in lines]
    for kind, line in zip(kinds, lines, strict=True):
        Draft202012Validator({**schema["$defs"][kind], "$defs": schema["$defs"]}).validate(line)
    assert kinds == ["finding"] * 5 + ["fixed"] + ["diagnostic"] * 2 + ["summary"]
    assert lines[-1]["compared"] == {"with": "main", "new": 1, "worsened": 1, "unchanged": 2, "fixed": 1}
