"""Configuration items of AWS Config, in files and as its API gives them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from inventories import drifted, told
from verdicts import checked, verdict
from yourside.config import UsageError
from yourside.coverage import State

Item = dict[str, Any]
RECORDING = Path(__file__).parents[3] / "testdata/live/config-batch.json"
EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}
VERSIONING = "aws-s3-bucket-versioning-off"


def document(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def item(type_: str, id_: str, configuration: Item, supplementary: Item | None = None, **more: Any) -> Item:
    head: dict[str, Any] = {
        "configurationItemVersion": "1.3",
        "configurationItemStatus": "OK",
        "awsRegion": "us-east-1",
    }
    head |= {"configurationItemCaptureTime": "2024-05-01T10:00:00.000Z", "resourceType": type_, "resourceId": id_}
    head |= {"awsAccountId": "123456789012", "relationships": [], "tags": {}, "relatedEvents": []}
    said: dict[str, Any] = {"configuration": configuration, "supplementaryConfiguration": supplementary or {}}
    return head | said | more


def bucket(status: str = "Enabled", **more: Any) -> Item:
    arn = {"ARN": "arn:aws:s3:::logs", "resourceName": "logs"}
    told: dict[str, Any] = {
        "BucketVersioningConfiguration": {"status": status, "isMfaDeleteEnabled": None},
        "BucketLoggingConfiguration": {"destinationBucketName": None, "logFilePrefix": None},
        "BucketPolicy": {"policyText": document(EVERYBODY)},
    }
    return item("AWS::S3::Bucket", "logs", {"name": "logs", "owner": {"id": "x"}}, told, **arn) | more


def group(*ranges: str) -> Item:
    peers = [{"cidrIp": each} for each in ranges]
    rule: dict[str, Any] = {
        "ipProtocol": "tcp",
        "fromPort": 22,
        "toPort": 22,
        "ipv4Ranges": peers,
        "ipRanges": list(ranges),
    }
    rule |= {"ipv6Ranges": [], "prefixListIds": [], "userIdGroupPairs": []}
    said: dict[str, Any] = {
        "groupId": "sg-1",
        "groupName": "web",
        "description": "web",
        "vpcId": "vpc-1",
        "ipPermissions": [rule],
    }
    return item("AWS::EC2::SecurityGroup", "sg-1", said | {"ipPermissionsEgress": [], "tags": []})


def role(principal: Any) -> Item:
    """Its documents are percent-encoded."""
    trust = document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})
    inline = document({"Effect": "Allow", "Action": "*", "Resource": "*"})
    said: dict[str, Any] = {
        "path": "/",
        "roleName": "deploy",
        "roleId": "AROA1",
        "assumeRolePolicyDocument": quote(trust),
    }
    said |= {"rolePolicyList": [{"policyName": "all", "policyDocument": quote(inline)}], "attachedManagedPolicies": []}
    return item("AWS::IAM::Role", "AROA1", said, arn="arn:aws:iam::123456789012:role/deploy", resourceName="deploy")


def managed(action: str) -> Item:
    versions = [
        {"versionId": "v1", "isDefaultVersion": False, "document": quote(document())},
        {
            "versionId": "v2",
            "isDefaultVersion": True,
            "document": quote(document({"Effect": "Allow", "Action": action, "Resource": "*"})),
        },
    ]
    return item("AWS::IAM::Policy", "ANPA1", {"policyName": "p", "path": "/", "policyVersionList": versions})


def database(**said: Any) -> Item:
    """Of a type that is told in no other words: `publiclyAccessible` for PubliclyAccessible."""
    known: dict[str, Any] = {"dBInstanceIdentifier": "main", "engine": "postgres", "multiAZ": True, "kmsKeyId": ""}
    return item("AWS::RDS::DBInstance", "db-ABC", known | said)


VERDICTS = [
    pytest.param(bucket("Enabled"), VERSIONING, "pass", id="versions"),
    pytest.param(bucket("Off"), VERSIONING, "fail", id="no versions"),
    pytest.param(bucket(supplementaryConfiguration={}), VERSIONING, "undetermined", id="versions are not told"),
    pytest.param(bucket(), "aws-s3-bucket-public-policy", "fail", id="a policy for everybody"),
    pytest.param(bucket(), "aws-s3-bucket-public-access-block-off", "undetermined", id="a block that is not told"),
    pytest.param(group("0.0.0.0/0"), "aws-ec2-security-group-open-admin-ports", "fail", id="SSH from everywhere"),
    pytest.param(group("10.0.0.0/8"), "aws-ec2-security-group-open-admin-ports", "pass", id="SSH inside"),
    pytest.param(role({"AWS": "*"}), "aws-iam-role-public-trust", "fail", id="a role for everybody"),
    pytest.param(role({"Service": "ec2.amazonaws.com"}), "aws-iam-role-public-trust", "pass", id="a service's"),
    pytest.param(managed("*"), "aws-iam-policy-admin", "fail", id="a policy for everything"),
    pytest.param(managed("s3:ListAllMyBuckets"), "aws-iam-policy-admin", "pass", id="a policy for little"),
    pytest.param(database(publiclyAccessible=True), "aws-rds-instance-public", "fail", id="public"),
    pytest.param(database(publiclyAccessible=False), "aws-rds-instance-public", "pass", id="not public"),
    pytest.param(database(), "aws-rds-instance-public", "undetermined", id="not told whether public"),
]


@pytest.mark.parametrize(("told", "rule", "expected"), VERDICTS)
def test_an_item_of_a_snapshot_is_judged_as_its_template_would_be(
    told: Item, rule: str, expected: str, tmp_path: Path
) -> None:
    snapshot = {"fileVersion": "1.0", "configSnapshotId": "x", "configurationItems": [told]}
    assert verdict(checked(tmp_path, json.dumps(snapshot)), rule) == expected


@pytest.mark.parametrize(("told", "rule", "expected"), VERDICTS)
def test_the_api_says_the_same_in_json_within_json(told: Item, rule: str, expected: str, tmp_path: Path) -> None:
    """Each entry of the supplementary configuration is text of its own."""
    more = {name: json.dumps(value) for name, value in told["supplementaryConfiguration"].items()}
    written = told | {"configuration": json.dumps(told["configuration"]), "supplementaryConfiguration": more}
    answer = {"baseConfigurationItems": [written], "unprocessedResourceKeys": []}
    assert verdict(checked(tmp_path, json.dumps(answer)), rule) == expected


def test_text_within_text_within_text_is_opened(tmp_path: Path) -> None:
    """So the API writes an access control list."""
    versioning = json.dumps(json.dumps({"status": "Off"}))
    told = bucket(supplementaryConfiguration={"BucketVersioningConfiguration": versioning})
    assert verdict(checked(tmp_path, json.dumps({"configurationItems": [told]})), VERSIONING) == "fail"


def test_a_snapshot_is_read_as_it_was_delivered(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps({"configurationItems": [bucket("Off")]}).encode())
    assert verdict(checked(tmp_path, packed, "snapshot.json.gz"), VERSIONING) == "fail"


def test_a_broken_archive_is_a_usage_error(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps({"configurationItems": [bucket()]}).encode())
    with pytest.raises(UsageError) as error:
        checked(tmp_path, packed[:-20], "snapshot.json.gz")
    (problem,) = error.value.problems
    assert "broken gzip file" in problem


def test_of_a_history_the_last_item_holds(tmp_path: Path) -> None:
    earlier = bucket("Off", configurationItemCaptureTime="2024-04-01T10:00:00.000Z")
    for items in ([bucket(), earlier], [earlier, bucket()]):
        assert verdict(checked(tmp_path, json.dumps({"configurationItems": items})), VERSIONING) == "pass"


def test_what_is_deleted_is_not_there(tmp_path: Path) -> None:
    gone = bucket("Off", configurationItemStatus="ResourceDeleted")
    report = checked(tmp_path, json.dumps({"configurationItems": [gone]}))
    assert report.findings == ()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"ipPermissions": ["x"], "ipPermissionsEgress": 1}, id="rules of another kind"),
        pytest.param("{", id="broken text"),
        pytest.param(None, id="nothing"),
    ],
)
def test_an_item_of_another_form_stops_nothing(said: Any, tmp_path: Path) -> None:
    strange = item("AWS::EC2::SecurityGroup", "sg-1", said)
    report = checked(tmp_path, json.dumps({"configurationItems": [strange, bucket("Off")]}))
    assert [file.state for file in report.ledger.files] == [State.EVALUATED]
    assert verdict(report, VERSIONING) == "fail"


def test_rules_that_an_item_does_not_tell_are_not_none(tmp_path: Path) -> None:
    brief = item("AWS::EC2::SecurityGroup", "sg-1", {"groupId": "sg-1"})
    report = checked(tmp_path, json.dumps({"configurationItems": [brief]}))
    assert verdict(report, "aws-ec2-security-group-open-admin-ports") == "undetermined"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aws-s3-bucket-public-policy", "fail"),
        ("aws-s3-bucket-public-access-block-off", "fail"),
        ("aws-iam-role-public-trust", "fail"),
        ("aws-iam-policy-admin", "fail"),
        (VERSIONING, "undetermined"),
    ],
)
def test_a_recorded_answer_of_the_api_is_read(rule: str, expected: str, tmp_path: Path) -> None:
    """Of a bucket, a role and a policy; it says nothing of the bucket's versions."""
    assert verdict(checked(tmp_path, RECORDING.read_text()), rule) == expected


CODE = """
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: logs
      VersioningConfiguration: {Status: Enabled}
"""


def test_code_is_joined_and_no_other_setting_differs(tmp_path: Path) -> None:
    live = json.dumps({"configurationItems": [bucket("Suspended")]})
    report = drifted(tmp_path, {"stack.yaml": CODE}, live)
    assert ("regressed", VERSIONING, "Logs") in told(report)
    assert {kind for kind, _, address in told(report) if address == "Logs"} == {"regressed"}
