"""What is accepted in the code is accepted as drift, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from inventories import SAFE_BUCKET, bucket, drifted, inventory

SUSPENDED = {"VersioningConfiguration": {"Status": "Suspended"}}
COMMENT = "# yourside: ignore[aws-s3-bucket-versioning-off] scratch data\n"


@pytest.mark.parametrize("comment", ["", COMMENT])
def test_a_comment_on_the_block_accepts_what_regressed(comment: str, tmp_path: Path) -> None:
    code = SAFE_BUCKET.replace('resource "aws_s3_bucket" "logs"', f'{comment}resource "aws_s3_bucket" "logs"').replace(
        "  versioning_configuration", f"  {comment}  versioning_configuration"
    )
    report = drifted(tmp_path, {"main.tf": code}, inventory(bucket("acme-logs", **SUSPENDED)))
    (finding,) = report.findings
    assert finding.stands is not bool(comment)


def test_a_comment_that_no_drift_meets_is_not_unused(tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": COMMENT + SAFE_BUCKET.strip()}, inventory(bucket("acme-logs")))
    assert report.diagnostics == ()
