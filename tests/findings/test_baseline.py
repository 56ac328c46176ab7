"""The baseline file: what stands in it, what is wrong with it, and what a run makes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from specimens import BUCKET, bucket, report, verdict
from yourside.config import UsageError
from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.findings.baseline import against, read, shrunk, write
from yourside.findings.comparison import known
from yourside.findings.model import Change, Identity, Known, Outcome, Report, Severity, World
from yourside.spans import SourceFile

HERE = Path()
ENTRY: dict[str, Any] = {
    "rule": "a-rule",
    "severity": "high",
    "verdict": "fail",
    "file": "s3/main.tf",
    "resources": [{"unit": "s3", "address": "aws_s3_bucket.b", "path": "AccessControl"}],
}


def one(**more: Any) -> Known:
    made = Known(
        rule="aws-s3-bucket-public-acl",
        severity=Severity.HIGH,
        outcome=Outcome.FAIL,
        file="s3/main.tf",
        identities=(Identity("s3", "aws_s3_bucket.site", path="AccessControl"),),
    )
    return replace(made, **more)


def source(text: str) -> SourceFile:
    return SourceFile("b.json", text)


def scan(*paths: str) -> Report:
    """A run over the file of the public bucket, and over others."""
    lines = (FileCoverage(path, Dialect.TERRAFORM, State.EVALUATED) for path in paths or (BUCKET.path,))
    return report(verdict(bucket()), ledger=Ledger(tuple(lines)))


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(UsageError) as caught:
        read(source(text))
    return caught.value.problems


def test_a_baseline_is_as_its_schema_says_and_reads_as_it_was_written() -> None:
    schema = json.loads((files("yourside.findings") / "baseline.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    worlds = (World((("Stage", "prod"), ("IsBig", "true"))),)
    parts = (Identity("s3", "a", part="ingress", path="x"), Identity("s3", "b", instance="prod", path="x"))
    every = (one(), one(rule="z", worlds=worlds), one(outcome=Outcome.UNDETERMINED, identities=parts))
    for some in ((), every):
        text = write(some, HERE)
        Draft202012Validator(schema).validate(json.loads(text))
        assert sorted(read(source(text)), key=repr) == sorted(some, key=repr)


def test_a_finding_is_a_line_and_their_order_is_their_own() -> None:
    first, second = one(rule="a"), one(rule="b")
    assert write((first, second), HERE) == write((second, first), HERE)
    before, after = write((first,), HERE).splitlines(), write((first, second), HERE).splitlines()
    assert len(set(after) - set(before)) == 2  # the finding, and the comma before it


def test_a_baseline_says_nothing_of_the_machine_nor_of_what_is_written_in_the_sources(tmp_path: Path) -> None:
    placed = one(file=str(tmp_path / "s3/main.tf"), identities=(Identity(str(tmp_path / "s3"), "b", path="x"),))
    text = write((placed, *known(scan())), tmp_path)
    assert str(tmp_path) not in text
    assert '"s3/main.tf"' in text
    assert "public-read" not in text


def test_names_from_the_input_are_written_in_ascii() -> None:
    text = write((one(file="\ud800\x1b.tf"),), HERE)
    assert text.isascii()
    assert read(source(text))[0].file == "\ud800\x1b.tf"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "b.json:1:1: "),
        ('{\n "baseline_version": 1,\n "findings": [,]\n}', "b.json:3:15: "),
        ("[]", "b.json:1:1: "),
        ('{"baseline_version": 2,\n "findings": []}', "b.json:1:22: "),
        ('{"baseline_version": 1,\n "findings": {}}', "b.json:2:14: "),
        ("[" * 100_000, "b.json:1:"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_a_usage_error_with_its_place(text: str, place: str) -> None:
    assert problems(text)[0].startswith(place)


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": "huge"},
        {"verdict": "pass"},
        {"resources": []},
        {"resources": [{"unit": "s3", "address": "b"}]},
        {"worlds": [{"Stage": 1}]},
        {"line": 3},
        {"file": ""},
    ],
)
def test_an_entry_that_is_wrong_is_told_with_its_line(wrong: dict[str, Any]) -> None:
    lines = [json.dumps(ENTRY), json.dumps(ENTRY | wrong)]
    (told,) = problems('{"baseline_version": 1, "findings": [\n' + ",\n".join(lines) + "\n]}")
    assert told.startswith("b.json:3:")


def test_every_problem_is_told_at_once() -> None:
    entries = json.dumps([ENTRY | {"severity": "huge", "verdict": "pass"}, {}])
    assert len(problems(f'{{"baseline_version": 1, "findings": {entries}}}')) == 7


def test_what_is_known_does_not_stand() -> None:
    compared = against(scan(), known(scan()), Path("base.json"))
    assert [finding.change for finding in compared.findings] == [Change.UNCHANGED]
    assert compared.compared == "base.json"


@pytest.mark.parametrize("directory", [".", "..", "elsewhere/deep"])
def test_a_baseline_may_be_anywhere(directory: str) -> None:
    file = Path(directory, "base.json")
    written = read(source(write(known(scan()), file.parent)))
    assert [finding.change for finding in against(scan(), written, file).findings] == [Change.UNCHANGED]


def test_a_run_of_another_directory_fixes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dev").mkdir()
    Path("dev/main.tf").touch()
    elsewhere = one(file="dev/main.tf", identities=(Identity("dev", "aws_s3_bucket.site", path="AccessControl"),))
    compared = against(scan(), (elsewhere,), Path("base.json"))
    assert compared.fixed == ()
    assert [finding.change for finding in compared.findings] == [Change.NEW]
    assert shrunk(scan(), (elsewhere,), Path("base.json")) == (elsewhere,)


def test_shrinking_only_removes() -> None:
    gone = one(file="gone.tf", identities=(Identity(".", "aws_s3_bucket.gone", path="AccessControl"),))
    assert shrunk(scan(), (one(), gone), Path("base.json")) == (one(),)
    assert shrunk(scan(), (), Path("base.json")) == ()
