"""Terraform from flags to reports: inputs, modules, the way of a value, and what is never printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from yourside.cli import cli

ROOT = """\
variable "acl" { default = "public-read" }
variable "public" { type = bool }
module "store" {
  source   = "./store"
  for_each = toset(["a", "b"])
  acl      = var.acl
  public   = var.public
}
resource "aws_s3_bucket_public_access_block" "a" {
  bucket                  = module.store["a"].bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
STORE = """\
variable "acl" {}
variable "public" { type = bool }
locals { acl = var.acl }
resource "aws_s3_bucket" "b" {
  acl = local.acl
}
resource "aws_db_instance" "d" {
  publicly_accessible = var.public
}
output "bucket" { value = aws_s3_bucket.b.id }
"""
HIDDEN = """\
variable "key" {
  sensitive = true
  default   = "AKIAIOSFODNN7EXAMPLE"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  environment {
    variables = { AWS_ACCESS_KEY_ID = var.key }
  }
}
"""

POLICY = """\
data "aws_partition" "here" {}
data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["arn:${data.aws_partition.here.partition}:sqs:${data.aws_region.here.name}:*:q"]
    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.here.partition}:iam::${data.aws_caller_identity.me.account_id}:root"]
    }
  }
}
resource "aws_sqs_queue" "q" { policy = data.aws_iam_policy_document.d.json }
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stores(tree: Path) -> Path:
    (tree / "store").mkdir()
    (tree / "store" / "main.tf").write_text(STORE)
    (tree / "main.tf").write_text(ROOT)
    return tree


def run(*argv: str) -> str:
    return CliRunner().invoke(cli, argv, catch_exceptions=False).stdout


def check(rule: str, *argv: str) -> Any:
    return json.loads(run("check", "-f", "json", "--select", rule, *argv))


def test_a_definition_is_one_finding_and_a_companion_outside_of_the_module_counts(stores: Path) -> None:
    (found,) = check("aws-s3-bucket-public-acl")["findings"]
    assert (found["resource"]["address"], found["instances"]) == ('module.store["b"].aws_s3_bucket.b', [])
    assert found["location"]["path"] == "store/main.tf"


def test_every_hop_is_shown(stores: Path) -> None:
    (stores / "terraform.tfvars").write_text('acl = "authenticated-read"\n')
    shown = run("check", "--select", "aws-s3-bucket-public-acl")
    assert [line.split("via ")[1] for line in shown.splitlines() if "= via " in line] == [
        "store/main.tf:3:16 local.acl: var.acl",
        "main.tf:6:14 acl of module.store: var.acl",
        'terraform.tfvars:1:7 terraform.tfvars: "authenticated-read"',
    ]


def test_sarif_leads_from_the_literal_to_the_attribute(stores: Path) -> None:
    (run_,) = json.loads(run("check", "-f", "sarif", "--select", "aws-s3-bucket-public-acl"))["runs"]
    (flow,) = run_["results"][0]["codeFlows"]
    steps = [step["location"]["physicalLocation"] for step in flow["threadFlows"][0]["locations"]]
    assert [(step["artifactLocation"]["uri"], step["region"]["startLine"]) for step in steps] == [
        ("main.tf", 1),
        ("main.tf", 6),
        ("store/main.tf", 3),
        ("store/main.tf", 5),
    ]


def test_an_undecided_condition_is_named_as_the_root_module_has_it(stores: Path) -> None:
    text = STORE.replace("publicly_accessible = var.public", "publicly_accessible = var.public ? true : false")
    (stores / "store" / "main.tf").write_text(text)
    (found,) = check("aws-rds-instance-public")["findings"]
    assert found["verdict"] == "undetermined"
    assert found["message"].endswith("fails when var.public is true")
    assert found["instances"] == ['module.store["b"].aws_db_instance.d']


@pytest.mark.parametrize(("flags", "failed"), [(("--var", "public=true"), 2), (("--var", "public=false"), 0)])
def test_a_flag_decides(stores: Path, flags: tuple[str, ...], failed: int) -> None:
    assert check("aws-rds-instance-public", *flags)["summary"]["failed"] == failed


def test_the_environment_counts_only_when_asked(stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_VAR_public", "true")
    assert check("aws-rds-instance-public")["summary"]["failed"] == 0
    assert check("aws-rds-instance-public", "--env-vars")["summary"]["failed"] == 2
    assert check("aws-rds-instance-public", "--env-vars", "--var", "public=false")["summary"]["failed"] == 0


@pytest.mark.parametrize(("text", "failed"), [(POLICY, 0), (re.sub('"arn.*root"', '"*"', POLICY), 1)])
def test_the_known_text_around_a_fact_of_the_place_decides(tree: Path, text: str, failed: int) -> None:
    (tree / "main.tf").write_text(text)
    summary = check("aws-sqs-queue-public-policy")["summary"]
    assert (summary["failed"], summary["passed"], summary["undetermined"]) == (failed, 1 - failed, 0)


def test_an_assignment_needs_a_name_and_a_value(tree: Path) -> None:
    result = CliRunner().invoke(cli, ["check", "--var", "public"])
    assert (result.exit_code, "'public' is not NAME=VALUE" in result.stderr) == (2, True)


def test_a_vendored_directory_may_be_anywhere(tree: Path) -> None:
    (tree / "here").mkdir()
    (tree / "here" / "main.tf").write_text('module "m" {\n  source = "org/store/aws"\n  acl = "public-read"\n}\n')
    vendored = tree / "vendored" / "org" / "store" / "aws"
    vendored.mkdir(parents=True)
    (vendored / "main.tf").write_text(STORE)
    (found,) = check("aws-s3-bucket-public-acl", "here", "--vendored-modules", "vendored")["findings"]
    assert found["location"]["path"] == "vendored/org/store/aws/main.tf"
    assert CliRunner().invoke(cli, ["check", "here", "--vendored-modules", "absent"]).exit_code == 2


@pytest.mark.parametrize(
    "command", [("check", "--undetermined"), ("check", "-f", "json"), ("check", "-f", "sarif"), ("graph",)]
)
def test_a_sensitive_value_is_never_printed(tree: Path, command: tuple[str, ...]) -> None:
    (tree / "main.tf").write_text(HIDDEN)
    shown = run(*command)
    assert "AKIAIOSFODNN7EXAMPLE" not in shown
    assert "aws_lambda_function.f" in shown
