"""`yourside drift` and `yourside check --live` as people run them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from inventories import SAFE_BUCKET, bucket, inventory
from yourside.cli import cli
from yourside.report import FORMATS

SUSPENDED = {"VersioningConfiguration": {"Status": "Suspended"}}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bucket that lost its versioning, and the code for it."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "main.tf").write_text(SAFE_BUCKET, "utf-8")
    (tmp_path / "live.json").write_text(inventory(bucket("acme-logs", **SUSPENDED)), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def drift(*arguments: str) -> Result:
    return run("drift", "code", "--live", "live.json", *arguments)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ((), 1),
        (("--gate", "patched"), 0),
        (("--gate", "all"), 1),
        (("--gate", "none"), 0),
        (("--exit-zero",), 0),
    ],
)
def test_what_is_gated_decides_the_exit_code(flags: tuple[str, ...], code: int) -> None:
    assert drift(*flags).exit_code == code


@pytest.mark.usefixtures("home")
def test_the_text_names_the_class_the_line_and_what_joined_both_sides() -> None:
    told = drift().stdout
    assert "medium[aws-s3-bucket-versioning-off]: aws_s3_bucket.logs passes in code and fails live" in told
    assert "code/main.tf:8:5" in told
    assert "drift: regressed (it is AWS::S3::Bucket/acme-logs by BucketName acme-logs)" in told


@pytest.mark.usefixtures("home")
def test_json_says_it_as_its_schema_has_it() -> None:
    report = json.loads(drift("-f", "json").stdout)
    schema = json.loads((files("yourside.report") / "report.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(report)] == []
    (finding,) = report["findings"]
    assert finding["drift"] == {
        "kind": "regressed",
        "live": "AWS::S3::Bucket/acme-logs",
        "key": "BucketName acme-logs",
    }


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_of_drift(format_: str) -> None:
    told = drift("-f", format_)
    assert told.exit_code == 1
    assert "passes in code and fails live" in told.stdout


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("format_", ["sarif", "markdown", "jsonl"])
def test_the_class_is_in(format_: str) -> None:
    assert "regressed" in drift("-f", format_).stdout


@pytest.mark.usefixtures("home")
def test_the_account_alone_is_checked_without_code() -> None:
    told = run("check", "--live", "live.json")
    assert told.exit_code == 1
    assert "aws-s3-bucket-versioning-off" in told.stdout


@pytest.mark.usefixtures("home")
def test_files_and_a_live_source_are_not_checked_at_once() -> None:
    told = run("check", "code", "--live", "live.json")
    assert told.exit_code == 2
    assert "yourside drift" in told.stderr
