"""cfn-lint at the user's side: asked for, or not there at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from yourside.app import check
from yourside.cli import cli
from yourside.config import Options
from yourside.spans import Diagnostic, Level, SourceFile
from yourside.validation import validate

WRONG = """\
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      Nonsense: true
"""


def of(text: str, path: str = "t.yaml") -> list[Diagnostic]:
    return list(validate([SourceFile(path, text)]))


def test_a_property_that_does_not_exist_is_told_at_its_place() -> None:
    (problem,) = of(WRONG)
    assert (problem.code, problem.level) == ("cfn-lint:E3002", Level.WARNING)
    assert problem.origin.span.text == "Nonsense"


def test_a_sound_template_has_nothing_said_of_it() -> None:
    assert of("Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n") == []


def test_places_are_right_in_json() -> None:
    (problem,) = of('{"Resources": {"Logs": {"Type": "AWS::S3::Bucket", "Properties": {"Nonsense": 1}}}}', "t.json")
    assert problem.origin.span.file.line_col(problem.origin.span.start)[0] == 1
    assert "Nonsense" in problem.message


def test_what_is_no_template_is_left_to_those_who_read_it() -> None:
    texts = ("Resources: [", "- 1", "", "[" * 5_000, "{" * 100_000, "1", "service: a\nprovider: b\n")
    assert validate([SourceFile(f"{number}.yaml", text) for number, text in enumerate(texts)]) == ()


def test_depth_does_not_end_the_run() -> None:
    nested = ["{Fn::Join: ['', [" * depth + "1" + "]]}" * depth for depth in (15, 30, 700, 30_000)]
    bodies = [f"{{A: {{Type: AWS::S3::Bucket, Properties: {{BucketName: {each}}}}}}}" for each in nested]
    validate([SourceFile(f"{len(body)}.yaml", f"Resources: {body}") for body in bodies])


def test_a_template_that_cfn_lint_cannot_take_is_told_of() -> None:
    (problem,) = of("Transform: Macro\nResources: [{A: {Type: AWS::S3::Bucket}}]\n")
    assert (problem.code, problem.level) == ("cfn-lint:E0002", Level.WARNING)


def test_configuration_of_the_place_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".cfnlintrc").write_text("ignore_checks: [E3002]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert [problem.code for problem in of(WRONG)] == ["cfn-lint:E3002"]


def test_a_template_may_ignore_a_check_in_its_metadata() -> None:
    metadata = "Metadata: {cfn-lint: {config: {ignore_checks: [E3002]}}}\n"
    assert of(metadata + WRONG) == []


def test_a_template_brings_no_rules_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "hostile.py").write_text("raise SystemExit('ran')\n", "utf-8")
    metadata = f"Metadata: {{cfn-lint: {{config: {{append_rules: ['{tmp_path}'], custom_rules: '{tmp_path}'}}}}}}\n"
    assert "cfn-lint:E3002" in {problem.code for problem in of(metadata + WRONG)}


def test_it_is_told_beside_the_findings_and_decides_no_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(WRONG, "utf-8")
    plain, validated = check(Options((path,))), check(Options((path,), validate=True))
    assert [each.fingerprint for each in validated.findings] == [each.fingerprint for each in plain.findings]
    assert {each.code for each in validated.diagnostics} - {each.code for each in plain.diagnostics} == {
        "cfn-lint:E3002"
    }
    silent = ["check", str(path), "--ignore", "*"]
    ran = CliRunner().invoke(cli, [*silent, "--validate"])
    assert "What cfn-lint says:\nwarning[cfn-lint:E3002]" in ran.output
    assert ran.exit_code == CliRunner().invoke(cli, silent).exit_code


def test_it_is_imported_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(WRONG, "utf-8")
    for options, expected in (("()", "False"), ("(), validate=True", "True")):
        code = f"import sys; from yourside.app import check, Options; check(Options({options}))"
        told = [sys.executable, "-c", f"{code}; print('cfnlint' in sys.modules)"]
        ran = subprocess.run(told, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == expected
