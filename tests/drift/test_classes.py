"""Each class of drift, once and alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inventories import SAFE_BUCKET, bucket, drifted, inventory, record, told

VERSIONING = "aws-s3-bucket-versioning-off"
LOGS = "aws_s3_bucket.logs"
SUSPENDED = {"VersioningConfiguration": {"Status": "Suspended"}}
UNVERSIONED = SAFE_BUCKET.replace('"Enabled"', '"Suspended"')
UNDECIDED = SAFE_BUCKET.replace('"Enabled"', "var.status") + 'variable "status" {}\n'

CASES = {
    "nothing drifted": (SAFE_BUCKET, {}, set()),
    "regressed": (SAFE_BUCKET, SUSPENDED, {("regressed", VERSIONING, LOGS)}),
    "patched": (UNVERSIONED, {}, {("patched", VERSIONING, LOGS)}),
    "confirmed": (UNVERSIONED, SUSPENDED, {("confirmed", VERSIONING, LOGS)}),
    "settled for the bad": (UNDECIDED, SUSPENDED, {("settled", VERSIONING, LOGS)}),
    "settled for the good": (UNDECIDED, {}, {("settled", VERSIONING, LOGS)}),
    "a property that no rule objects to": (
        SAFE_BUCKET,
        {"LoggingConfiguration": {"DestinationBucketName": "elsewhere", "LogFilePrefix": "logs/"}},
        {("changed", "drift-property-changed", LOGS)},
    ),
    "a property that no rule reads": (SAFE_BUCKET, {"ObjectLockEnabled": True}, set()),
}


@pytest.mark.parametrize(("code", "live", "expected"), CASES.values(), ids=CASES)
def test_a_pair_is_in_one_class(code: str, live: dict[str, Any], expected: set[Any], tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": code}, inventory(bucket("acme-logs", **live)))
    assert told(report) == expected
    assert all(finding.drift and finding.drift.key == "BucketName acme-logs" for finding in report.findings)


def test_what_no_code_has_is_unmanaged_with_its_own_verdicts(tmp_path: Path) -> None:
    live = inventory(bucket("acme-logs"), bucket("shadow", **SUSPENDED))
    assert told(drifted(tmp_path, {"main.tf": SAFE_BUCKET}, live)) == {
        ("unmanaged", "drift-resource-unmanaged", "AWS::S3::Bucket/shadow"),
        ("unmanaged", VERSIONING, "AWS::S3::Bucket/shadow"),
    }


def test_a_declared_name_that_nothing_has_is_missing(tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": SAFE_BUCKET}, inventory(listed=["AWS::S3::Bucket"]))
    assert told(report) == {("missing", "drift-resource-missing", LOGS)}
    (finding,) = report.findings
    assert finding.message == "aws_s3_bucket.logs is declared and not deployed: nothing has BucketName acme-logs"


@pytest.mark.parametrize(
    "live",
    [
        pytest.param(inventory(listed=[]), id="does not list buckets"),
        pytest.param(
            inventory(listed=["AWS::S3::Bucket"], unread={"AWS::S3::Bucket": "AccessDenied"}), id="may not list buckets"
        ),
    ],
)
def test_nothing_is_missing_from_an_inventory_that(live: str, tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": SAFE_BUCKET}, live)
    assert told(report) == set()
    assert any("not found in the inventory" in gap for gap in report.ledger.gaps)


def test_a_bucket_without_a_name_may_be_the_one_that_nobody_declares(tmp_path: Path) -> None:
    code = SAFE_BUCKET.replace('  bucket = "acme-logs"\n', "")
    report = drifted(tmp_path, {"main.tf": code}, inventory(bucket("acme-logs-x7")))
    (finding,) = report.findings
    assert finding.outcome == "undetermined"
    assert "unless it is one of 1 that are declared without a name" in finding.message


def test_what_the_cloud_made_itself_is_not_drift(tmp_path: Path) -> None:
    live = inventory(
        bucket("acme-logs"),
        record("AWS::EC2::SecurityGroup", "sg-1", GroupName="default", VpcId="vpc-1"),
        record("AWS::IAM::Role", "support", RoleName="support", Path="/aws-service-role/support.amazonaws.com/"),
        record("AWS::EC2::VPC", "vpc-1", **{"x-Provided": "the default VPC of a region"}),
    )
    report = drifted(tmp_path, {"main.tf": SAFE_BUCKET}, live)
    assert told(report) == set()
    assert report.ledger.gaps["made by the cloud itself and in no code"] == 3


def test_a_verdict_that_the_inventory_cannot_give_is_no_drift(tmp_path: Path) -> None:
    live = bucket("acme-logs") | {"unread": {"VersioningConfiguration": "AccessDenied: s3:GetBucketVersioning"}}
    del live["properties"]["VersioningConfiguration"]
    assert told(drifted(tmp_path, {"main.tf": UNVERSIONED}, inventory(live))) == set()
