"""`yourside check` as its users meet it: what goes where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yourside.cli import cli

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "testdata/projects/demo"
OPEN_BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n  acl    = "public-read"\n}\n'
CLEAN = 'resource "aws_kms_key" "k" {\n  enable_key_rotation = true\n}\n'
BROKEN = 'resource "aws_kms_key" "k" {\n  enable_key_rotation = = true\n}\n'


def invoke(*argv: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(part) for part in argv], catch_exceptions=False)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(*argv: str | Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(invoke("check", "-f", "json", *argv).stdout)
    return found


@pytest.mark.parametrize(
    ("text", "flags", "code"),
    [
        (CLEAN, (), 0),
        (OPEN_BUCKET, (), 1),
        (OPEN_BUCKET, ("--select", "aws-s3-bucket-public-acl", "--fail-on", "critical"), 0),
        (OPEN_BUCKET, ("--exit-zero",), 0),
        (OPEN_BUCKET, ("--select", "CKV_AWS_20"), 1),
        (OPEN_BUCKET, ("--ignore", "aws-s3-*"), 0),
        (BROKEN, (), 3),
        (OPEN_BUCKET + BROKEN, (), 1),
        (OPEN_BUCKET, ("--select", "no-such-rule"), 2),
        (OPEN_BUCKET, ("--format", "xml"), 2),
        (OPEN_BUCKET, ("--var-file", "absent.tfvars"), 2),
    ],
)
def test_the_exit_code_says_how_it_went(tree: Path, text: str, flags: tuple[str, ...], code: int) -> None:
    (tree / "main.tf").write_text(text)

    assert invoke("check", *flags, ".").exit_code == code


def test_every_usage_problem_is_told_at_once_and_on_stderr(tree: Path) -> None:
    done = invoke("check", "--select", "aws-s3-bucket-public-alc", "--ignore", "nothing-like-it", ".")

    assert done.stdout == ""
    assert "did you mean 'aws-s3-bucket-public-acl'?" in done.stderr
    assert "nothing-like-it" in done.stderr


def test_a_path_that_is_not_there_is_a_usage_error(tree: Path) -> None:
    done = invoke("check", "absent")

    assert done.exit_code == 2
    assert "absent" in done.stderr


def test_several_reports_come_from_one_run(tree: Path) -> None:
    (tree / "main.tf").write_text(OPEN_BUCKET)

    done = invoke("check", "-f", "text", "-f", "json=out.json", "-f", "sarif=out.sarif", ".")

    assert "aws-s3-bucket-public-acl" in done.stdout
    assert json.loads((tree / "out.json").read_text())["findings"]
    assert json.loads((tree / "out.sarif").read_text())["version"] == "2.1.0"


def test_two_reports_do_not_share_stdout(tree: Path) -> None:
    assert invoke("check", "-f", "text", "-f", "json", ".").exit_code == 2


def test_the_demo_has_findings_of_all_three_dialects() -> None:
    dialects = {finding["resource"]["dialect"] for finding in report(DEMO)["findings"]}

    assert dialects == {"terraform", "cloudformation", "kubernetes"}


def test_a_var_file_decides_what_was_undecided(tree: Path) -> None:
    (tree / "main.tf").write_text(
        'variable "acl" {}\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n  acl = var.acl\n}\n'
    )
    (tree / "prod.tfvars").write_text('acl = "public-read"\n')
    flags = ("--select", "aws-s3-bucket-public-acl")

    assert [finding["verdict"] for finding in report(*flags, ".")["findings"]] == ["undetermined"]
    assert [finding["verdict"] for finding in report(*flags, "--var-file", "prod.tfvars", ".")["findings"]] == ["fail"]


def test_a_users_rule_runs_beside_the_built_in_ones(tree: Path) -> None:
    (tree / "main.tf").write_text(OPEN_BUCKET)
    (tree / "rules").mkdir()
    (tree / "rules/named.yaml").write_text((ROOT / "testdata/rules/own/bucket-name-short.yaml").read_text())

    rules = {finding["rule"] for finding in report("--rules", "rules", ".")["findings"]}

    assert {"aws-s3-bucket-name-short", "aws-s3-bucket-public-acl"} <= rules


def test_a_wrong_rule_stops_the_run_with_its_place(tree: Path) -> None:
    (tree / "rules").mkdir()
    text = (ROOT / "testdata/rules/own/bucket-name-short.yaml").read_text()
    (tree / "rules/named.yaml").write_text(text.replace("r.BucketName", "r.BuckedName"))

    done = invoke("check", "--rules", "rules", ".")

    assert done.exit_code == 2
    assert "rules/named.yaml:" in done.stderr
    assert "did you mean 'BucketName'?" in done.stderr


def test_the_order_of_files_does_not_change_a_byte(tree: Path) -> None:
    (tree / "a.tf").write_text(OPEN_BUCKET)
    (tree / "b.yaml").write_text((DEMO / "kubernetes/web.yaml").read_text())

    assert (
        invoke("check", "-f", "json", "a.tf", "b.yaml").stdout == invoke("check", "-f", "json", "b.yaml", "a.tf").stdout
    )
