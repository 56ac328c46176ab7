"""What Cloud Control answers, as `aws cloudcontrol` prints it, is compared with code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clouds import cloud_control
from inventories import SAFE_BUCKET, drifted, told
from oracles import oracle

BUCKET = "AWS::S3::Bucket"
LOGGED = {
    "BucketName": "acme-logs",
    "LoggingConfiguration": {"DestinationBucketName": "acme-access", "LogFilePrefix": "logs/"},
    "PublicAccessBlockConfiguration": {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    },
    "VersioningConfiguration": {"Status": "Suspended"},
}


@pytest.fixture(scope="module")
def api() -> Iterator[Any]:
    with cloud_control(oracle("ministack")) as client:
        client.create_resource(TypeName=BUCKET, DesiredState=json.dumps(LOGGED))
        yield client


def printed(answer: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in answer.items() if name != "ResponseMetadata"}, indent=4)


def test_a_resource_that_is_got_has_drifted(api: Any, tmp_path: Path) -> None:
    live = printed(api.get_resource(TypeName=BUCKET, Identifier="acme-logs"))
    assert told(drifted(tmp_path, {"main.tf": SAFE_BUCKET}, live)) == {
        ("regressed", "aws-s3-bucket-versioning-off", "aws_s3_bucket.logs")
    }


def test_what_a_list_leaves_out_is_no_drift_and_what_it_lacks_is_missing(api: Any, tmp_path: Path) -> None:
    live = printed(api.list_resources(TypeName=BUCKET))
    other = SAFE_BUCKET.replace("acme-logs", "acme-other").replace('"logs" {', '"other" {').replace(".logs.", ".other.")
    found = told(drifted(tmp_path, {"main.tf": SAFE_BUCKET, "other.tf": other}, live))
    assert ("missing", "drift-resource-missing", "aws_s3_bucket.other") in found
    assert not any(kind == "regressed" and "versioning" not in rule for kind, rule, _ in found)
