"""`yourside check` of plans and states."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yourside.cli import cli

DATA = Path(__file__).parents[2] / "testdata" / "frontends" / "plan"


def invoke(*argv: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(part) for part in argv], catch_exceptions=False)


@pytest.mark.parametrize("name", ["update.json", "state.json", "raw.tfstate"])
def test_a_plan_or_state_is_told_by_its_content(name: str, tmp_path: Path) -> None:
    shutil.copy(DATA / name, tmp_path / "any.json")
    found = invoke("check", tmp_path, "-f", "json")
    assert found.exit_code == 1
    assert "aws-s3-bucket-public-acl" in found.stdout


@pytest.mark.parametrize(
    "text", ['{"format_version": "1.0", "provider_schemas": {}}', '{"terraform_version": "1.11.4"}']
)
def test_other_output_of_terraform_is_not_a_plan(text: str, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(text, "utf-8")
    assert "not Terraform, CloudFormation or Kubernetes" in invoke("check", tmp_path).stdout


def test_a_plan_beside_its_sources_is_not_read_a_second_time(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_sns_topic" "t" {}\n', "utf-8")
    shutil.copy(DATA / "update.json", tmp_path)
    assert "a plan or state beside its sources" in invoke("check", tmp_path).stdout
    assert "aws-s3-bucket-public-acl" in invoke("check", tmp_path / "update.json").stdout


def test_an_audit_needs_a_plan(tmp_path: Path) -> None:
    found = invoke("check", "--audit", tmp_path)
    assert (found.exit_code, found.stderr) == (2, "yourside: --audit compares with a plan: name it with --plan\n")


def test_a_plan_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert invoke("check", "--plan", tmp_path / "none.json", tmp_path).exit_code == 2


def test_disagreements_are_warnings_that_do_not_fail_a_run(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_sns_topic" "t" {\n  name = "ours"\n}\n', "utf-8")
    resource = {"address": "aws_sns_topic.t", "mode": "managed", "type": "aws_sns_topic", "values": {"name": "theirs"}}
    planned = {"root_module": {"resources": [resource]}}
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"format_version": "1.2", "terraform_version": "1", "planned_values": planned}), "utf-8")
    found = invoke("check", "--plan", plan, "--audit", "--select", "aws-s3-bucket-public-acl", tmp_path)
    assert "warning[audit]" in found.stdout
    assert '"ours" by our evaluation and "theirs" in the plan' in found.stdout
    assert found.exit_code == 0
