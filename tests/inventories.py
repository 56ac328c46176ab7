"""Inventories made by hand, and runs of `drift` on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yourside.config import Options
from yourside.deployed import Sources, drift
from yourside.findings.model import Report

Record = dict[str, Any]

SAFE_BUCKET = """
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_logging" "logs" {
  bucket        = aws_s3_bucket.logs.id
  target_bucket = "acme-access"
  target_prefix = "logs/"
}
resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""


def bucket(name: str, **properties: Any) -> Record:
    """What an inventory tells of a bucket like SAFE_BUCKET, but for `properties`."""
    block = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    whole = {
        "BucketName": name,
        "AccessControl": "Private",
        "VersioningConfiguration": {"Status": "Enabled"},
        "LoggingConfiguration": {"DestinationBucketName": "acme-access", "LogFilePrefix": "logs/"},
        "PublicAccessBlockConfiguration": dict.fromkeys(block, True),
    }
    return record("AWS::S3::Bucket", name, ids=[f"arn:aws:s3:::{name}"], **(whole | properties))


def record(type_: str, id_: str, ids: Sequence[str] = (), **properties: Any) -> Record:
    return {"type": type_, "id": id_, "ids": list(ids), "properties": properties}


def inventory(*resources: Mapping[str, Any], listed: Sequence[str] | None = None, **head: Any) -> str:
    """Without `listed` it lists all that there is of the types that occur."""
    types = sorted({str(each["type"]) for each in resources}) if listed is None else listed
    whole = {"inventory": "yourside/1", "cloud": "aws", "account": "123456789012", "listed": types, **head}
    return json.dumps({**whole, "resources": resources}, indent=1)


def drifted(directory: Path, code: Mapping[str, str], live: str, *, states: Sequence[str] = ()) -> Report:
    """What drift says of files of these names below `directory`; `states` are texts of states."""
    (directory / "code").mkdir()
    for name, text in code.items():
        (directory / "code" / name).write_text(text, "utf-8")
    (directory / "live.json").write_text(live, "utf-8")
    paths = [directory / f"state{number}.tfstate" for number in range(len(states))]
    for path, text in zip(paths, states, strict=True):
        path.write_text(text, "utf-8")
    sources = Sources((str(directory / "live.json"),), tuple(paths))
    return drift(Options(paths=(directory / "code",)), sources).report


def told(report: Report) -> set[tuple[str, str, str]]:
    """Of each finding the class, the rule and the address."""
    return {
        (str(each.drift.kind) if each.drift else "", each.verdict.rule.id, each.verdict.resource.native.address)
        for each in report.findings
    }
