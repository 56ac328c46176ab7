"""What is collected from an account, over HTTP, is what is there; what could not be asked is said to be unknown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import boto3
import pytest
from moto import settings

from clouds import aws, client
from yourside.collect.aws import gather
from yourside.collect.aws.account import Account
from yourside.collect.named import collect
from yourside.config import UsageError

PUBLIC = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}
HOME, AWAY = "us-east-1", "eu-west-1"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with aws() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield


def inventory(*types: str, regions: Sequence[str] = (HOME,)) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(gather(Account("", tuple(regions)), types))
    return whole


def collected(type_: str) -> list[dict[str, Any]]:
    return [each for each in inventory(type_)["resources"] if each["type"] == type_]


@pytest.mark.usefixtures("account")
def test_a_bucket_is_described_by_all_that_is_asked_of_it() -> None:
    s3 = client("s3")
    s3.create_bucket(Bucket="logs")
    s3.put_bucket_versioning(Bucket="logs", VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_policy(Bucket="logs", Policy=json.dumps({"Version": "2012-10-17", "Statement": [PUBLIC]}))
    (bucket,) = collected("AWS::S3::Bucket")
    assert bucket["ids"] == ["arn:aws:s3:::logs"]
    assert bucket["properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    assert "unread" not in bucket
    (policy,) = collected("AWS::S3::BucketPolicy")
    assert policy["properties"]["Bucket"] == "logs"


@pytest.mark.usefixtures("account")
def test_what_the_account_was_born_with_is_marked() -> None:
    assert all("x-Provided" in each["properties"] for each in collected("AWS::EC2::VPC"))


@pytest.mark.usefixtures("account")
def test_a_listing_of_several_pages_is_taken_whole() -> None:
    iam = client("iam")
    for number in range(120):  # more than IAM gives at once
        iam.create_group(GroupName=f"group-{number}")
    assert len(collected("AWS::IAM::Group")) == 120


@pytest.mark.usefixtures("account")
def test_resources_of_one_name_in_two_regions_are_two() -> None:
    for region in (HOME, AWAY):
        boto3.client("logs", region_name=region).create_log_group(logGroupName="/acme/web")
    found = inventory("AWS::Logs::LogGroup", regions=(HOME, AWAY))["resources"]
    assert sorted(each["region"] for each in found) == [AWAY, HOME]
    assert len({each["ids"][0] for each in found}) == 2


@pytest.mark.usefixtures("account")
def test_ages_are_told_in_days() -> None:
    client("iam").create_user(UserName="deploy")
    client("iam").create_access_key(UserName="deploy")
    (key,) = collected("AWS::IAM::AccessKey")
    assert key["properties"]["x-AgeInDays"] == 0
    assert key["properties"]["x-UnusedInDays"] is None


@pytest.mark.usefixtures("account")
def test_who_may_list_and_not_look_closer_gets_what_is_not_known_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client("s3").create_bucket(Bucket="logs")
    allow(monkeypatch, "sts:GetCallerIdentity", "s3:ListAllMyBuckets", "s3:GetBucketVersioning")
    found = inventory("AWS::S3::Bucket", "AWS::IAM::Group")
    (bucket,) = found["resources"]
    assert "BucketEncryption" not in bucket["properties"]
    assert bucket["unread"]["BucketEncryption"] == "AccessDenied: s3:get_bucket_encryption in us-east-1"
    assert "VersioningConfiguration" not in bucket["unread"]
    assert found["listed"] == ["AWS::S3::Bucket"]
    assert found["unread"] == {"AWS::IAM::Group": "AccessDenied: iam:get_account_authorization_details in us-east-1"}


def allow(monkeypatch: pytest.MonkeyPatch, *actions: str) -> None:
    """From here on, a user with these rights and no others, whose rights are looked at."""
    iam = client("iam")
    iam.create_user(UserName="auditor")
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_user_policy(UserName="auditor", PolicyName="audit", PolicyDocument=document)
    key = iam.create_access_key(UserName="auditor")["AccessKey"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
    monkeypatch.setattr(settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)  # of what moto lets pass unseen


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("aws:profile", "aws:profile: 'profile' is not NAME=VALUE"),
        ("aws:account=1", "aws has no setting 'account'; it has profile, region"),
        ("aws:profile=nobody", "aws: The config profile (nobody) could not be found"),
    ],
)
def test_a_source_that_is_written_wrongly_is_a_usage_error(source: str, problem: str) -> None:
    with pytest.raises(UsageError) as error:
        collect(source)
    assert error.value.problems == (problem,)
