"""What is accepted in the metadata of CloudFormation templates."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from yourside.findings.model import Report

Judge = Callable[..., Report]

RULE = "aws-s3-bucket-public-acl"
OWN = {"yourside": {"ignore": {RULE: "a site, until 2027-01-31"}}}

ACCEPTED: Mapping[str, tuple[object, str]] = {
    "a reason with a day": (OWN, "a site"),
    "a reason and a day apart": (
        {"yourside": {"ignore": {RULE: {"reason": "a site", "until": "2027-01-31"}}}},
        "a site",
    ),
    "no reason": ({"yourside": {"ignore": {RULE: None}}}, ""),
    "another id": ({"yourside": {"ignore": {"CKV_AWS_20": "a site"}}}, "a site"),
    "cfn_nag": ({"cfn_nag": {"rules_to_suppress": [{"id": "AVD-AWS-0092", "reason": "a site"}]}}, "a site"),
    "Checkov": ({"checkov": {"skip": [{"id": "CKV_AWS_20", "comment": "a site"}]}}, "a site"),
}


def bucket(metadata: object) -> dict[str, Any]:
    return {"Type": "AWS::S3::Bucket", "Metadata": metadata, "Properties": {"AccessControl": "PublicRead"}}


@pytest.mark.parametrize("name", ACCEPTED)
def test_on_a_resource(name: str, judge: Judge) -> None:
    metadata, reason = ACCEPTED[name]
    template = {"Resources": {"A": bucket(metadata), "B": bucket({})}}
    first, second = judge({"template.json": json.dumps(template, indent=2)}).findings
    assert first.suppression is not None
    assert (first.suppression.reason, second.suppression) == (reason, None)


@pytest.mark.parametrize("name", ACCEPTED)
def test_on_a_template(name: str, judge: Judge) -> None:
    template = {"Metadata": ACCEPTED[name][0], "Resources": {"A": bucket({}), "B": bucket({})}}
    report = judge(
        {"template.json": json.dumps(template, indent=2), "other.json": json.dumps({**template, "Metadata": {}})}
    )
    assert [finding.suppression is None for finding in report.findings] == [True, True, False, False]


def test_in_yaml_with_short_forms_of_functions(judge: Judge) -> None:
    text = """
        Parameters:
          Name: {Type: String}
        Resources:
          A:
            Type: AWS::S3::Bucket
            Metadata:
              yourside:
                ignore:
                  aws-s3-bucket-public-acl: a site, until 2027-01-31
            Properties:
              BucketName: !Sub "${Name}-site"
              AccessControl: PublicRead
    """
    [finding] = judge({"template.yaml": text}).findings
    assert finding.suppression is not None
    assert finding.suppression.at is not None
    assert finding.suppression.at.text == "aws-s3-bucket-public-acl: a site, until 2027-01-31"


@pytest.mark.parametrize(
    "metadata",
    [
        "ignore everything",
        {"ignore": [RULE]},
        {"ignore": {RULE: "a site, until tomorrow"}},
        {"ignore": {RULE: {"because": "a site"}}},
        {"ignore": {RULE: {"reason": "a site", "until": "soon"}}},
    ],
)
def test_what_cannot_be_understood_is_said(metadata: object, judge: Judge) -> None:
    report = judge({"template.json": json.dumps({"Resources": {"A": bucket({"yourside": metadata})}})})
    assert [finding.suppression for finding in report.findings] == [None]
    assert [each.code for each in report.diagnostics] == ["ignore-malformed"]


def test_in_a_nested_stack(judge: Judge) -> None:
    root = {"Resources": {"S": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "inner.json"}}}}
    inner = {"Resources": {"A": bucket(OWN), "B": bucket({})}}
    report = judge({"root.json": json.dumps(root), "inner.json": json.dumps(inner)})
    assert [finding.suppression is None for finding in report.findings] == [False, True]
