"""Each operator of the tables, on bodies as the Terraform frontend gives them."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import either, encoded, graph, more, native, properties, ref, var

BUCKET_DEFAULTS = {
    "AccessControl": "Private",
    "VersioningConfiguration": {"Status": "Suspended"},
    "PublicAccessBlockConfiguration": {"BlockPublicAcls": "?when the bucket was made"},
}


def bucket(**body: Any) -> Any:
    return properties(graph(native("aws_s3_bucket.b", **body)), "aws_s3_bucket.b")


def lowered(address: str, **body: Any) -> Any:
    return properties(graph(native(address, **body)), address)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"bucket": "b"}, {"BucketName": "b"}, id="rename"),
        pytest.param({"acl": "public-read"}, {"AccessControl": "PublicRead"}, id="enum"),
        pytest.param({"acl": "odd"}, {"AccessControl": "odd"}, id="a text that the enum does not list stays"),
        pytest.param({"acl": var("acl")}, {"AccessControl": "?var.acl"}, id="unknown passes"),
        pytest.param({"acl": ref("aws_s3_bucket.a.acl")}, {"AccessControl": "&aws_s3_bucket.a.acl"}, id="reference"),
        pytest.param(
            {"acl": either("var.public", true="public-read", false="private")},
            {"AccessControl": {"var.public is true": "PublicRead", "var.public is false": "Private"}},
            id="each branch of a choice",
        ),
        pytest.param(
            {"acl": either("var.public", true="public-read", false=None)},
            {"AccessControl": {"var.public is true": "PublicRead", "var.public is false": "Private"}},
            id="null in a branch is silence there",
        ),
        pytest.param({"acl": None}, {}, id="null is silence"),
        pytest.param({"force_destroy": True}, {}, id="dropped"),
        pytest.param(
            {"versioning": [{"enabled": True, "mfa_delete": False}]},
            {"VersioningConfiguration": {"Status": "Enabled"}},
            id="a block of one, and bool",
        ),
        pytest.param(
            {"versioning": [{"enabled": "false"}]}, {"VersioningConfiguration": {"Status": "Suspended"}}, id="text bool"
        ),
        pytest.param({"versioning": var("v")}, {"VersioningConfiguration": "?var.v"}, id="an unknown block"),
        pytest.param({"versioning": more()}, {"VersioningConfiguration": "?var.more"}, id="a block that may be there"),
        pytest.param(
            {"versioning": more({"enabled": True})}, {"VersioningConfiguration": {"Status": "Enabled"}}, id="certain"
        ),
        pytest.param({"versioning": []}, {}, id="a block that is not there"),
        pytest.param(
            {"tags": {"Name": "n", "Owner": var("o")}},
            {"Tags": [{"Key": "Name", "Value": "n"}, {"Key": "Owner", "Value": "?var.o"}]},
            id="a map as a list of pairs",
        ),
        pytest.param({"arn": "written"}, {}, id="never to a read-only property"),
    ],
)
def test_attributes_of_a_bucket(body: dict[str, object], expected: dict[str, object]) -> None:
    assert bucket(**body) == BUCKET_DEFAULTS | expected


def test_an_attribute_without_a_place_is_counted() -> None:
    gaps = graph(native("aws_s3_bucket.b", logging=[{"target": "x"}], odd=1)).ledger.gaps
    assert gaps == {
        "attribute that no table reads: aws_s3_bucket.logging": 1,
        "attribute that no table reads: aws_s3_bucket.odd": 1,
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"multi_az": True}, {"MultiAZ": True}),
        ({"kms_key_id": "k"}, {"KmsKeyId": "k"}),
        ({"storage_encrypted": "true"}, {"StorageEncrypted": True}),
        ({"backup_retention_period": "7"}, {"BackupRetentionPeriod": 7}),
        ({"backup_retention_period": "seven"}, {"BackupRetentionPeriod": "seven"}),
        ({"backup_retention_period": "1_0"}, {"BackupRetentionPeriod": "1_0"}),
        ({"enabled_cloudwatch_logs_exports": "audit"}, {"EnableCloudwatchLogsExports": ["audit"]}),
    ],
)
def test_the_shape_settles_case_and_type(body: dict[str, object], expected: dict[str, object]) -> None:
    found = lowered("aws_db_instance.d", **body)
    assert {name: found[name] for name in expected} == expected


def test_a_root_goes_before_every_target() -> None:
    found = lowered("aws_cloudfront_distribution.d", enabled=True, logging_config=[{"bucket": "logs"}])
    assert found == {"DistributionConfig": {"Enabled": True, "Logging": {"Bucket": "logs"}}}


def test_a_list_of_blocks_stays_a_list() -> None:
    policy: dict[str, list[str]] = {"Statement": []}
    found = lowered("aws_iam_role.r", inline_policy=[{"name": "a", "policy": encoded(policy)}, {"name": "b"}])
    assert found == {"Policies": [{"PolicyName": "a", "PolicyDocument": policy}, {"PolicyName": "b"}]}


@pytest.mark.parametrize(
    "text", [encoded({"Statement": [{"Effect": "Allow"}]}), '{"Statement": [{"Effect": "Allow"}]}']
)
def test_text_becomes_a_tree_where_the_model_has_a_document(text: object) -> None:
    assert lowered("aws_iam_role.r", assume_role_policy=text) == {
        "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow"}]}
    }


def test_a_known_tree_becomes_text_where_the_model_has_text() -> None:
    assert lowered("aws_instance.i", user_data=encoded({"a": [1, True]})) == {"UserData": '{"a":[1,true]}'}
    assert lowered("aws_instance.i", user_data=encoded({"a": var("a")})) == {"UserData": "?jsonencode"}


def test_appended_blocks_share_a_list_and_shared_items_one_item() -> None:
    found = lowered(
        "aws_instance.i",
        associate_public_ip_address=True,
        device_index=0,
        root_block_device=[{"encrypted": True}],
        ebs_block_device=[{"device_name": "/dev/sdb"}, {"device_name": "/dev/sdc", "encrypted": var("e")}],
    )
    assert found == {
        "NetworkInterfaces": [{"AssociatePublicIpAddress": True, "DeviceIndex": "0"}],
        "BlockDeviceMappings": [
            {"DeviceName": "root", "Ebs": {"Encrypted": True}},
            {"DeviceName": "/dev/sdb", "Ebs": {"Encrypted": False}},
            {"DeviceName": "/dev/sdc", "Ebs": {"Encrypted": "?var.e"}},
        ],
    }


def test_an_opaque_attribute_makes_its_target_unknown() -> None:
    assert lowered("aws_instance.i", user_data_base64="eA==") == {"UserData": "?user_data_base64"}


def test_keyed_attributes_become_pairs_of_texts() -> None:
    found = lowered("aws_lb.l", internal=False, enable_deletion_protection=True, access_logs=[{"bucket": "logs"}])
    assert found == {
        "Scheme": "internet-facing",
        "LoadBalancerAttributes": [
            {"Key": "deletion_protection.enabled", "Value": "true"},
            {"Key": "access_logs.s3.bucket", "Value": "logs"},
        ],
    }


def test_a_flattened_block_that_is_not_known_may_hold_anything() -> None:
    assert lowered("aws_lb.l", name="n", access_logs=more()) == {"Name": "n", "...": "?var.more"}
    assert lowered("aws_lb.l", name="n", access_logs=[{"bucket": "a"}, {"bucket": "b"}]) == {"Name": "n", "...": "?"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"tags_all": {"a": "1"}}, [{"Key": "a", "Value": "1"}], id="none of its own"),
        pytest.param(
            {"tags": {"b": "2"}, "tags_all": {"a": "1", "b": "2"}},
            [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
            id="beside its own",
        ),
        pytest.param(
            {"tags": {"b": "2"}, "tags_all": var("all")}, [{"Key": "b", "Value": "2"}, "...", "?var.all"], id="unknown"
        ),
    ],
)
def test_tags_that_a_provider_adds_are_tags(body: Any, expected: object) -> None:
    assert bucket(**body)["Tags"] == expected


def test_a_type_without_tags_takes_none_from_its_provider() -> None:
    assert "Tags" not in lowered("aws_s3_bucket_policy.p", policy="{}", tags_all={"a": "1"})
