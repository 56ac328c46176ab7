"""Comments of other tools, as their documentation has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent

import pytest

from yourside.findings.model import Report

Judge = Callable[..., Report]

BLOCK = """
    {above}
    resource "aws_s3_bucket" "a" {{
      {inside}
      bucket = "a"
      {before}
      acl = "public-read" {beside}
    }}
"""

# Where a comment stands -> what it says there, and whether the finding is accepted for it.
CASES: Mapping[str, tuple[dict[str, str], bool]] = {
    "Checkov in the block": ({"inside": "#checkov:skip=CKV_AWS_20:a site"}, True),
    "Checkov with spaces": ({"inside": "# checkov:skip=CKV_AWS_20: a site"}, True),
    "Checkov with several checks": ({"inside": "#checkov:skip=CKV_AWS_18,CKV_AWS_20:a site"}, True),
    "Checkov's earlier name": ({"inside": "#bridgecrew:skip=CKV_AWS_20:a site"}, True),
    "Checkov above the block": ({"above": "#checkov:skip=CKV_AWS_20:a site"}, False),
    "Checkov for another check": ({"inside": "#checkov:skip=CKV_AWS_18:a site"}, False),
    "tfsec beside": ({"beside": "#tfsec:ignore:AVD-AWS-0092"}, True),
    "tfsec before": ({"before": "#tfsec:ignore:AVD-AWS-0092"}, True),
    "tfsec above the block": ({"above": "#tfsec:ignore:AVD-AWS-0092"}, True),
    "tfsec elsewhere in the block": ({"inside": "#tfsec:ignore:AVD-AWS-0092"}, False),
    "tfsec for everything": ({"above": "#tfsec:ignore:*"}, True),
    "tfsec, several": ({"above": "#tfsec:ignore:aws-s3-enable-versioning tfsec:ignore:AVD-AWS-0092"}, True),
    "tfsec until a day to come": ({"above": "#tfsec:ignore:AVD-AWS-0092:exp:2027-01-02"}, True),
    "tfsec until a day long gone": ({"above": "#tfsec:ignore:AVD-AWS-0092:exp:2022-01-02"}, False),
    "tfsec in one workspace": ({"above": "#tfsec:ignore:AVD-AWS-0092:ws:dev"}, False),
    "Trivy above the block": ({"above": "#trivy:ignore:AVD-AWS-0092"}, True),
    "Trivy in small letters": ({"above": "#trivy:ignore:avd-aws-0092"}, True),
    "Trivy's newer ids": ({"above": "#trivy:ignore:AWS-0092"}, True),
    "Trivy until a day long gone": ({"above": "#trivy:ignore:AVD-AWS-0092:exp:2022-01-02"}, False),
    "Trivy for some values": ({"above": '#trivy:ignore:AVD-AWS-0092[bucket="b"]'}, False),
    "KICS for a line": ({"before": "# kics-scan ignore-line"}, True),
    "KICS for another line": ({"inside": "# kics-scan ignore-line"}, False),
    "KICS for a block": ({"above": "# kics-scan ignore-block"}, True),
    "KICS for a file": ({"above": "# kics-scan ignore"}, True),
    "KICS for a file, too late": ({"inside": "# kics-scan ignore"}, False),
    "KICS for a check in a file": ({"above": "# kics-scan disable=CKV_AWS_20"}, True),
    "KICS for other checks in a file": ({"above": "# kics-scan disable=b7652612-de4e-4466-a0bf-1cd81f0c6063"}, False),
}


def written(comments: Mapping[str, str]) -> str:
    places = dict.fromkeys(("above", "inside", "before", "beside"), "") | dict(comments)
    return "\n".join(line for line in dedent(BLOCK).format(**places).splitlines() if line.strip())


@pytest.mark.parametrize("name", CASES)
def test_a_comment_of_another_tool(name: str, judge: Judge) -> None:
    comments, accepted = CASES[name]
    [finding] = judge({"main.tf": written(comments)}).findings
    assert (finding.suppression is not None) is accepted


@pytest.mark.parametrize("name", [name for name, (_, accepted) in CASES.items() if accepted])
def test_they_can_be_switched_off(name: str, judge: Judge) -> None:
    [finding] = judge({"main.tf": written(CASES[name][0])}, foreign_ignores=False).findings
    assert finding.suppression is None


def test_reasons_are_kept(judge: Judge) -> None:
    told = {"Checkov": {"inside": "#checkov:skip=CKV_AWS_20:a site"}, "tfsec": {"above": "#tfsec:ignore:* a site"}}
    for comments in told.values():
        [finding] = judge({"main.tf": written(comments)}).findings
        assert finding.suppression is not None
        assert finding.suppression.reason == "a site"


def test_checks_without_a_rule_here_are_counted(judge: Judge) -> None:
    report = judge({"main.tf": written({"inside": "#checkov:skip=CKV_AWS_9999:x", "above": "#trivy:ignore:x:ws:dev"})})
    assert report.diagnostics == ()
    assert report.ledger.gaps == {
        "comment of checkov for a check that no rule here stands for: CKV_AWS_9999": 1,
        "comment of trivy with parameters that have no counterpart: x:ws:dev": 1,
    }


def test_unused_ones_are_not_spoken_of(judge: Judge) -> None:
    report = judge({"main.tf": written({"inside": "#checkov:skip=CKV_AWS_21:x"})}, select=())
    assert report.diagnostics == ()


def test_in_templates(judge: Judge) -> None:
    text = """
        Resources:
          A:
            # checkov:skip=CKV_AWS_20:a site
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead
          B:
            Type: AWS::S3::Bucket
            Properties:
              # kics-scan ignore-line
              AccessControl: PublicRead
          C:
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead
    """
    report = judge({"template.yaml": text})
    assert [finding.suppression is not None for finding in report.findings] == [True, True, False]
