"""CloudFormation parameters from flags to reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yourside.cli import cli

TEMPLATE = """\
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !If [IsProd, Private, PublicRead]
"""


def check(directory: Path, *flags: str) -> Result:
    (directory / "site.yaml").write_text(TEMPLATE, "utf-8")
    asked = ["check", str(directory / "site.yaml"), "--select", "aws-s3-bucket-public-acl", *flags]
    return CliRunner().invoke(cli, asked)


def test_a_finding_names_the_values_that_make_it_fail(tmp_path: Path) -> None:
    found = check(tmp_path)
    assert "fails when Stage is dev or test" in found.stdout
    assert found.exit_code == 1


@pytest.mark.parametrize(("stage", "code"), [("prod", 0), ("test", 1)])
def test_a_parameter_file_decides(tmp_path: Path, stage: str, code: int) -> None:
    file = tmp_path / "given.json"
    file.write_text(json.dumps([{"ParameterKey": "Stage", "ParameterValue": stage}]), "utf-8")
    found = check(tmp_path, "--parameters", str(file))
    assert found.exit_code == code
    assert "fails when" not in found.stdout


def test_a_parameter_file_must_be_there(tmp_path: Path) -> None:
    assert check(tmp_path, "--parameters", str(tmp_path / "nowhere.json")).exit_code == 2
