"""What has no name of its own is joined by what it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inventories import Record, bucket, drifted, inventory, record, told
from yourside.catalog.shapes import load_shapes
from yourside.drift.kin import load_kin

DENY = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
TLS = {**DENY, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
OPEN = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
POLICY = """
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}
resource "aws_s3_bucket_policy" "logs" {
  bucket = %s
  policy = jsonencode({
    Statement = [{
      Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
"""


def policy(*statements: Any) -> Record:
    return record("AWS::S3::BucketPolicy", "acme-logs", Bucket="acme-logs", PolicyDocument={"Statement": statements})


def about_policies(code: str, live: str, directory: Path) -> set[tuple[str, str, str]]:
    return {
        each
        for each in told(drifted(directory, {"main.tf": code}, live))
        if "policy" in each[1] or "_policy" in each[2]
    }


@pytest.mark.parametrize("name", ["aws_s3_bucket.logs.id", '"acme-logs"'], ids=["by reference", "by name"])
@pytest.mark.parametrize(
    ("live", "expected"),
    [
        ([policy(TLS)], set()),
        ([policy(TLS, OPEN)], {("regressed", "aws-s3-bucket-public-policy", "aws_s3_bucket_policy.logs")}),
        ([], {("missing", "drift-resource-missing", "aws_s3_bucket_policy.logs")}),
    ],
    ids=["as it was", "opened", "gone"],
)
def test_the_policy_of_a_bucket(name: str, live: list[Record], expected: set[Any], tmp_path: Path) -> None:
    whole = inventory(bucket("acme-logs"), *live, listed=["AWS::S3::Bucket", "AWS::S3::BucketPolicy"])
    assert about_policies(POLICY % name, whole, tmp_path) == expected


def test_a_key_is_the_one_that_its_alias_means(tmp_path: Path) -> None:
    code = """
resource "aws_kms_key" "data" {
  enable_key_rotation = true
}
resource "aws_kms_alias" "data" {
  name          = "alias/data"
  target_key_id = aws_kms_key.data.id
}
"""
    live = inventory(
        record("AWS::KMS::Key", "k-1", EnableKeyRotation=True),
        record("AWS::KMS::Key", "k-2", EnableKeyRotation=False),
        record("AWS::KMS::Alias", "alias/data", AliasName="alias/data", TargetKeyId="k-2"),
    )
    report = drifted(tmp_path, {"main.tf": code}, live)
    assert ("regressed", "aws-kms-key-rotation-off", "aws_kms_key.data") in told(report)
    assert "TargetKeyId of aws_kms_alias.data k-2" in {
        finding.drift.key for finding in report.findings if finding.drift
    }


def test_types_and_properties_are_canonical() -> None:
    kin = load_kin()
    shapes = load_shapes()
    named = [(type_, name) for type_, names in kin["by"].items() for name in names]
    named += [(each["by"], each["at"]) for each in kin["called"].values()]
    assert [each for each in named if shapes[each[0]].shape.step(each[1]) is None] == []
    assert {*kin["by"], *kin["called"]} <= set(shapes)
