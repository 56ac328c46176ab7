"""What is deployed, written as Terraform, is what is deployed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from inventories import SAFE_BUCKET, Record, bucket, inventory, record
from oracles import oracle
from yourside.adoption import adopt, save
from yourside.config import Options, UsageError
from yourside.deployed import Sources, drift

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
READ = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::b/*"]}],
}
RULE = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}
DATABASE: dict[str, Any] = {
    "DBInstanceIdentifier": "main",
    "Engine": "postgres",
    "StorageEncrypted": True,
    "PubliclyAccessible": False,
    "BackupRetentionPeriod": 7,
}

DEPLOYED = {
    "a bucket with its settings": bucket("shadow", Tags=[{"Key": "env", "Value": "prod"}]),
    "a bucket policy": record("AWS::S3::BucketPolicy", "shadow", Bucket="shadow", PolicyDocument=READ),
    "a security group": record("AWS::EC2::SecurityGroup", "sg-1", GroupName="web", SecurityGroupIngress=[RULE]),
    "a role": record(
        "AWS::IAM::Role",
        "worker",
        RoleName="worker",
        AssumeRolePolicyDocument=TRUST,
        Policies=[{"PolicyName": "read", "PolicyDocument": READ}],
    ),
    "a database": record("AWS::RDS::DBInstance", "main", **DATABASE),
    "a key": record("AWS::KMS::Key", "1234", KeyPolicy=READ, EnableKeyRotation=True),
    "a queue": record("AWS::SQS::Queue", "https://sqs/1/jobs", QueueName="jobs", SqsManagedSseEnabled=True),
    "a trail": record(
        "AWS::CloudTrail::Trail", "all", TrailName="all", S3BucketName="logs", IsLogging=True, IsMultiRegionTrail=True
    ),
    "a table": record(
        "AWS::DynamoDB::Table",
        "orders",
        TableName="orders",
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    ),
}


def adopted(directory: Path, *resources: Record, code: str = "") -> dict[str, str]:
    """The files that take what is deployed into `code`."""
    (directory / "main.tf").write_text(code, "utf-8")
    (directory / "live.json").write_text(inventory(*resources), "utf-8")
    options = Options(paths=(directory / "main.tf",))
    return dict(adopt(drift(options, Sources((str(directory / "live.json"),))).adoptable, options))


@pytest.mark.parametrize("deployed", DEPLOYED.values(), ids=DEPLOYED)
def test_all_that_rules_read_is_said(deployed: Record, tmp_path: Path) -> None:
    text = adopted(tmp_path, deployed)["unmanaged.tf"]
    assert "not said here" not in text
    assert f'  id = "{deployed["id"]}"\n' in text


@pytest.mark.parametrize("deployed", [each for name, each in DEPLOYED.items() if name != "a key"])  # it has no name
def test_what_is_written_is_no_drift_any_more(deployed: Record, tmp_path: Path) -> None:
    text = adopted(tmp_path, deployed)["unmanaged.tf"]
    (tmp_path / "again").mkdir()
    assert adopted(tmp_path / "again", deployed, code=text) == {}


def test_it_is_formatted_as_terraform_formats(tmp_path: Path) -> None:
    save(adopted(tmp_path, *DEPLOYED.values()), tmp_path / "out")
    formatted = [oracle("terraform"), "fmt", "-check", "-diff", str(tmp_path / "out")]
    done = subprocess.run(
        formatted, capture_output=True, text=True, check=False, env={**os.environ, "HOME": str(tmp_path)}
    )
    assert done.returncode == 0, done.stdout


def test_what_the_code_has_otherwise_keeps_its_address_and_is_not_imported(tmp_path: Path) -> None:
    changed = bucket("acme-logs", VersioningConfiguration={"Status": "Suspended"})
    files = adopted(tmp_path, changed, code=SAFE_BUCKET)
    assert list(files) == ["changed.tf"]
    assert 'resource "aws_s3_bucket_versioning" "logs" {' in files["changed.tf"]
    assert "import" not in files["changed.tf"]


def test_of_an_instance_the_address_is_told(tmp_path: Path) -> None:
    code = 'resource "aws_s3_bucket" "logs" {\n  count  = 1\n  bucket = "acme-logs"\n}\n'
    assert adopted(tmp_path, bucket("acme-logs"), code=code)["changed.tf"].startswith("# aws_s3_bucket.logs[0]\n")


def test_a_text_of_the_cloud_is_no_template(tmp_path: Path) -> None:
    evil = bucket("shadow", Tags=[{"Key": "a", "Value": '${file("/etc/passwd")} %{ if true } "\n}'}])
    text = adopted(tmp_path, evil)["unmanaged.tf"]
    assert r'"a" = "$${file(\"/etc/passwd\")} %%{ if true } \"\n}"' in text


def test_namesakes_get_names_of_their_own(tmp_path: Path) -> None:
    queues = [record("AWS::SQS::Queue", f"https://sqs/{number}/jobs", QueueName="jobs") for number in (1, 2)]
    text = adopted(tmp_path, *queues)["unmanaged.tf"]
    assert 'resource "aws_sqs_queue" "jobs" {' in text
    assert 'resource "aws_sqs_queue" "jobs_2" {' in text


def test_what_terraform_cannot_make_is_told(tmp_path: Path) -> None:
    text = adopted(tmp_path, record("AWS::Fancy::Thing", "x"))["unmanaged.tf"]
    assert text == "# AWS::Fancy::Thing/x: no resource of Terraform that the tables know makes a AWS::Fancy::Thing\n"


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "unmanaged.tf").write_text("mine", "utf-8")
    with pytest.raises(UsageError):
        save({"unmanaged.tf": "", "changed.tf": ""}, tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["unmanaged.tf"]


def test_the_command_writes_the_files(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from yourside.cli import cli

    (tmp_path / "main.tf").write_text("", "utf-8")
    (tmp_path / "live.json").write_text(inventory(bucket("shadow")), "utf-8")
    arguments: list[Any] = ["drift", str(tmp_path / "main.tf"), "--live", str(tmp_path / "live.json")]
    done = CliRunner().invoke(cli, [*arguments, "--codify", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert 'resource "aws_s3_bucket" "shadow" {' in (tmp_path / "out" / "unmanaged.tf").read_text("utf-8")
