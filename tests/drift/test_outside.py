"""What other scanners saw, at the lines that cause it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from inventories import SAFE_BUCKET, bucket, inventory, record, told
from yourside.cli import cli
from yourside.config import Options, UsageError
from yourside.deployed import Sources, drift
from yourside.findings.model import Outcome, Report

RECORDING = Path(__file__).parents[2] / "testdata/live/prowler.ocsf.json"
VERSIONING, PLAIN = "aws-s3-bucket-versioning-off", "aws-s3-bucket-plain-http-allowed"
LOGS = "aws_s3_bucket.logs"
UNVERSIONED = SAFE_BUCKET.replace('"Enabled"', '"Suspended"')
UNDECIDED = SAFE_BUCKET.replace('"Enabled"', "var.status") + 'variable "status" {}\n'
Findings = list[dict[str, Any]]


def ocsf(check: str, name: str = "acme-logs", **more: Any) -> dict[str, Any]:
    """A finding as Prowler writes it."""
    return {
        "class_uid": 2004,
        "metadata": {"event_code": check, "product": {"name": "Prowler"}, "version": "1.5.0"},
        "status_code": "FAIL",
        "status": "New",
        "status_detail": f"S3 Bucket {name} is not as it should be.",
        "finding_info": {"title": "S3 buckets are as they should be", "uid": f"{check}-{name}"},
        "resources": [{"uid": f"arn:aws:s3:::{name}", "name": name, "type": "AwsS3Bucket", "region": "us-east-1"}],
        **more,
    }


def asff(control: str, name: str = "acme-logs", **more: Any) -> dict[str, Any]:
    """A finding as Security Hub exports it."""
    return {
        "SchemaVersion": "2018-10-08",
        "GeneratorId": f"security-control/{control}",
        "ProductName": "Security Hub",
        "Title": "S3 buckets should be as they should be",
        "Compliance": {"Status": "FAILED", "SecurityControlId": control},
        "RecordState": "ACTIVE",
        "Workflow": {"Status": "NEW"},
        "Resources": [{"Type": "AwsS3Bucket", "Id": f"arn:aws:s3:::{name}", "Region": "us-east-1"}],
        **more,
    }


def seen(directory: Path, code: str, findings: object, *live: str, text: str = "") -> Report:
    files: Mapping[str, str] = {"main.tf": code, "findings.json": text or json.dumps(findings, indent=1)}
    for name, content in files.items():
        (directory / name).write_text(content)
    paths = [directory / f"live{number}.json" for number in range(len(live))]
    for path, content in zip(paths, live, strict=True):
        path.write_text(content)
    sources = Sources(tuple(map(str, paths)), findings=(directory / "findings.json",))
    return drift(Options(paths=(directory / "main.tf",)), sources).report


CASES = [
    pytest.param(UNVERSIONED, {("confirmed", VERSIONING, LOGS)}, id="it fails in code"),
    pytest.param(UNDECIDED, {("settled", VERSIONING, LOGS)}, id="the code could not tell"),
    pytest.param(SAFE_BUCKET, {("regressed", VERSIONING, LOGS)}, id="it passes in code"),
    pytest.param("", {("unmanaged", VERSIONING, "arn:aws:s3:::acme-logs")}, id="no code owns it"),
    pytest.param(
        SAFE_BUCKET.replace("acme-logs", "acme-other"),
        {("unmanaged", VERSIONING, "arn:aws:s3:::acme-logs")},
        id="code owns another one",
    ),
]


@pytest.mark.parametrize(("code", "expected"), CASES)
@pytest.mark.parametrize(
    "findings",
    [
        pytest.param([ocsf("s3_bucket_object_versioning")], id="ocsf"),
        pytest.param({"Findings": [asff("S3.14")]}, id="asff"),
        pytest.param([asff("", GeneratorId="prowler-s3_bucket_object_versioning")], id="asff of prowler"),
    ],
)
def test_a_finding_is_told_at_its_code(code: str, findings: object, expected: set[Any], tmp_path: Path) -> None:
    report = seen(tmp_path, code, findings)
    assert told(report) == expected
    assert all(each.outcome is Outcome.FAIL for each in report.findings)


def test_the_line_that_causes_it_is_shown(tmp_path: Path) -> None:
    (finding,) = seen(tmp_path, UNVERSIONED, [ocsf("s3_bucket_object_versioning")]).findings
    assert finding.place.span.text == 'status = "Suspended"'
    assert finding.message.startswith("Prowler sees it live (s3_bucket_object_versioning): aws_s3_bucket.logs ")
    assert finding.drift
    assert (finding.drift.live, finding.drift.key) == ("arn:aws:s3:::acme-logs", "BucketName acme-logs")


def test_what_no_code_owns_stands_in_the_findings(tmp_path: Path) -> None:
    (finding,) = seen(tmp_path, "", [ocsf("s3_bucket_object_versioning")]).findings
    assert finding.place.span.text == '"arn:aws:s3:::acme-logs"'
    assert finding.message == (
        "no code owns arn:aws:s3:::acme-logs, and Prowler sees live: "
        "S3 Bucket acme-logs is not as it should be. (s3_bucket_object_versioning)"
    )


def test_code_without_a_name_may_be_the_owner(tmp_path: Path) -> None:
    code = UNVERSIONED.replace('  bucket = "acme-logs"\n', "")
    (finding,) = seen(tmp_path, code, [ocsf("s3_bucket_object_versioning")]).findings
    assert finding.outcome is Outcome.UNDETERMINED
    assert finding.message.endswith("; unless it is one of 1 that are declared without a name")


POLICY = """
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-logs/*" }]
  })
}
"""


def test_what_a_policy_does_is_told_at_the_policy(tmp_path: Path) -> None:
    report = seen(tmp_path, SAFE_BUCKET + POLICY, [ocsf("s3_bucket_public_access")])
    assert told(report) == {("confirmed", "aws-s3-bucket-public-policy", "aws_s3_bucket_policy.logs")}


QUIET = {
    "it passes": ocsf("s3_bucket_object_versioning", status_code="PASS"),
    "it is muted": ocsf("s3_bucket_object_versioning", status="Suppressed"),
    "it is archived": asff("S3.14", RecordState="ARCHIVED"),
    "it is suppressed": asff("S3.14", Workflow={"Status": "SUPPRESSED"}),
    "it passes in Security Hub": asff("S3.14", Compliance={"Status": "PASSED", "SecurityControlId": "S3.14"}),
}


@pytest.mark.parametrize("finding", QUIET.values(), ids=QUIET)
def test_nothing_is_told_where(finding: dict[str, Any], tmp_path: Path) -> None:
    report = seen(tmp_path, UNDECIDED, [finding])
    assert report.findings == ()


def test_a_check_that_no_rule_stands_for_is_a_line_of_the_ledger(tmp_path: Path) -> None:
    report = seen(tmp_path, SAFE_BUCKET, [ocsf("s3_bucket_made_on_a_monday")])
    assert report.findings == ()
    assert report.ledger.gaps["Prowler: no rule here stands for the check s3_bucket_made_on_a_monday"] == 1


def test_what_the_inventory_decides_itself_is_told_once(tmp_path: Path) -> None:
    suspended = bucket("acme-logs", VersioningConfiguration={"Status": "Suspended"})
    report = seen(tmp_path, SAFE_BUCKET, [ocsf("s3_bucket_object_versioning")], inventory(suspended))
    assert told(report) == {("regressed", VERSIONING, LOGS)}
    assert report.ledger.gaps["Prowler: told by the inventory itself"] == 1


def test_a_policy_that_the_inventory_has_is_told_once(tmp_path: Path) -> None:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-logs/*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    live = record("AWS::S3::BucketPolicy", "acme-logs", Bucket="acme-logs", PolicyDocument=document)
    findings = [ocsf("s3_bucket_public_access")]
    report = seen(tmp_path, SAFE_BUCKET + POLICY, findings, inventory(bucket("acme-logs"), live))
    public = [each for each in told(report) if each[1] == "aws-s3-bucket-public-policy"]
    assert public == [("confirmed", "aws-s3-bucket-public-policy", "aws_s3_bucket_policy.logs")]
    assert report.ledger.gaps["Prowler: told by the inventory itself"] == 1


def test_what_the_inventory_could_not_read_the_scanner_may_have(tmp_path: Path) -> None:
    hidden = bucket("acme-logs") | {"unread": {"VersioningConfiguration": "AccessDenied"}}
    del hidden["properties"]["VersioningConfiguration"]
    report = seen(tmp_path, SAFE_BUCKET, [ocsf("s3_bucket_object_versioning")], inventory(hidden))
    assert told(report) == {("regressed", VERSIONING, LOGS)}
    (finding,) = report.findings
    assert "Prowler sees live" in finding.message


def test_a_recording_of_prowler_is_joined_to_its_code(tmp_path: Path) -> None:
    report = seen(tmp_path, SAFE_BUCKET, None, text=RECORDING.read_text())
    assert told(report) == {("regressed", VERSIONING, LOGS), ("confirmed", PLAIN, LOGS)}
    assert report.ledger.gaps == {"Prowler: no rule here stands for the check ec2_securitygroup_not_used": 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[\n {"class_uid": 2004,\n]', ":3:1: Expecting property name enclosed in double quotes"),
        ('{"runs": []}', ": it holds no findings of OCSF or ASFF"),
    ],
)
def test_what_is_no_file_of_findings_is_a_usage_error(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        seen(tmp_path, SAFE_BUCKET, None, text=text)
    assert error.value.problems == (f"{tmp_path / 'findings.json'}{problem}",)


def test_a_run_without_anything_deployed_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        drift(Options(paths=(tmp_path,)), Sources(()))


def test_the_command_takes_findings_and_the_configuration_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(SAFE_BUCKET)
    (tmp_path / "yourside.toml").write_text(f'select = ["{VERSIONING}"]\n')
    result = CliRunner().invoke(cli, ["drift", "--findings", str(RECORDING), "-f", "json"])
    assert result.exit_code == 1
    assert [each["rule"] for each in json.loads(result.stdout)["findings"]] == [VERSIONING]
