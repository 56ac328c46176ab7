"""Inventories, alone: what rules say of what is deployed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inventories import Record, bucket, inventory, record
from yourside.config import Options
from yourside.coverage import State
from yourside.deployed import check
from yourside.findings.model import Outcome, Report

VPC = record("AWS::EC2::VPC", "vpc-1", CidrBlock="10.0.0.0/16")
FLOW_LOG = record("AWS::EC2::FlowLog", "fl-1", ResourceId="vpc-1", ResourceType="VPC", TrafficType="ALL")


def checked(directory: Path, text: str, name: str = "live.json") -> Report:
    (directory / name).write_text(text, "utf-8")
    return check(Options(), (str(directory / name),))


def outcomes(report: Report, rule: str) -> list[tuple[str, Outcome]]:
    found = [each for each in report.findings if each.verdict.rule.id == rule]
    return [(each.verdict.resource.native.address, each.outcome) for each in found]


@pytest.mark.parametrize(
    ("resources", "listed", "expected"),
    [
        pytest.param([VPC], ["AWS::EC2::VPC", "AWS::EC2::FlowLog"], [Outcome.FAIL], id="there is none"),
        pytest.param([VPC, FLOW_LOG], ["AWS::EC2::VPC", "AWS::EC2::FlowLog"], [], id="there is one"),
        pytest.param([VPC], ["AWS::EC2::VPC"], [Outcome.UNDETERMINED], id="nobody looked"),
    ],
)
def test_a_companion_is_absent_only_where_all_of_its_type_are_listed(
    resources: list[Record], listed: list[str], expected: list[Outcome], tmp_path: Path
) -> None:
    report = checked(tmp_path, inventory(*resources, listed=listed))
    assert [outcome for _, outcome in outcomes(report, "aws-ec2-vpc-flow-logs-off")] == expected


def test_a_type_that_may_not_be_listed_is_undecided_with_the_reason(tmp_path: Path) -> None:
    text = inventory(listed=["AWS::S3::Bucket"], unread={"AWS::S3::Bucket": "AccessDenied: s3:ListAllMyBuckets"})
    found = [
        each for each in checked(tmp_path, text).findings if each.verdict.rule.id == "aws-s3-bucket-versioning-off"
    ]
    assert [each.outcome for each in found] == [Outcome.UNDETERMINED]
    assert "AccessDenied: s3:ListAllMyBuckets" in found[0].message


def test_a_property_that_could_not_be_read_is_not_a_default(tmp_path: Path) -> None:
    hidden = bucket("logs") | {"unread": {"AccessControl": "AccessDenied: s3:GetBucketAcl"}}
    del hidden["properties"]["AccessControl"], hidden["properties"]["PublicAccessBlockConfiguration"]
    found = outcomes(checked(tmp_path, inventory(hidden)), "aws-s3-bucket-public-acl")
    assert found == [("AWS::S3::Bucket/logs", Outcome.UNDETERMINED)]


def test_what_the_cloud_never_gives_back_is_unknown(tmp_path: Path) -> None:
    database = record("AWS::RDS::DBInstance", "main", DBInstanceIdentifier="main", Engine="postgres")
    found = [
        each
        for each in checked(tmp_path, inventory(database)).findings
        if "MasterUserPassword" in each.message and each.outcome is Outcome.FAIL
    ]
    assert found == []


def test_resources_know_each_other_by_id(tmp_path: Path) -> None:
    """What reaches an instance stands in its group, which it names by id."""
    group = record(
        "AWS::EC2::SecurityGroup",
        "sg-1",
        SecurityGroupIngress=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}],
    )
    interface = {"DeviceIndex": "0", "AssociatePublicIpAddress": True, "GroupSet": ["sg-1"]}
    instance = record("AWS::EC2::Instance", "i-1", NetworkInterfaces=[interface])
    assert outcomes(checked(tmp_path, inventory(group, instance)), "aws-ec2-instance-exposed") == [
        ("AWS::EC2::Instance/i-1", Outcome.FAIL)
    ]


def test_a_finding_stands_at_the_id_in_the_inventory(tmp_path: Path) -> None:
    open_bucket = bucket("logs", VersioningConfiguration={"Status": "Suspended"})
    report = checked(tmp_path, inventory(open_bucket))
    (finding,) = [each for each in report.findings if each.outcome is Outcome.FAIL]
    assert finding.place.span.text == '"logs"'
    assert finding.message.startswith("AWS::S3::Bucket/logs ")


def test_namesakes_in_two_regions_are_two(tmp_path: Path) -> None:
    twin = record("AWS::SQS::Queue", "jobs", QueueName="jobs", SqsManagedSseEnabled=False)
    report = checked(tmp_path, inventory(twin, twin))
    addresses = {each.verdict.resource.native.address for each in report.findings}
    assert addresses == {"AWS::SQS::Queue/jobs", "AWS::SQS::Queue/jobs#2"}


def answer(**more: Any) -> dict[str, Any]:
    return {"TypeName": "AWS::S3::Bucket", **more}


def described(**properties: Any) -> dict[str, str]:
    return {"Identifier": "logs", "Properties": json.dumps({"BucketName": "logs", **properties})}


SUSPENDED = {"VersioningConfiguration": {"Status": "Suspended"}}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(answer(ResourceDescription=described(**SUSPENDED))), id="one answer"),
        pytest.param(json.dumps([answer(ResourceDescription=described(**SUSPENDED))]), id="a list of answers"),
        pytest.param(
            f"{json.dumps(answer(ResourceDescription=described(**SUSPENDED)))}\n{json.dumps(answer())}\n",
            id="one after another",
        ),
    ],
)
def test_cloud_control_answers_are_read(text: str, tmp_path: Path) -> None:
    found = outcomes(checked(tmp_path, text), "aws-s3-bucket-versioning-off")
    assert found == [("AWS::S3::Bucket/logs", Outcome.FAIL)]


def test_what_a_listing_of_cloud_control_leaves_out_is_unknown(tmp_path: Path) -> None:
    found = outcomes(
        checked(tmp_path, json.dumps(answer(ResourceDescriptions=[described()]))), "aws-s3-bucket-versioning-off"
    )
    assert found == [("AWS::S3::Bucket/logs", Outcome.UNDETERMINED)]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ('{"inventory": "yourside/1", "resources": [', State.UNREADABLE),
        (
            '{"TypeName": "AWS::S3::Bucket", "ResourceDescription": {"Identifier": "x", "Properties": "{"}}',
            State.UNREADABLE,
        ),
        ('{"something": "else"}', State.SKIPPED),
    ],
)
def test_what_cannot_be_read_is_in_the_ledger(text: str, state: State, tmp_path: Path) -> None:
    report = checked(tmp_path, text)
    assert [file.state for file in report.ledger.files] == [state]
