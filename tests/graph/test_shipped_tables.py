"""The tables that ship: the same infrastructure in two dialects, lowered."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import cfn, either, graph, native, plain, properties, ref, var
from yourside.catalog.load import load_catalog
from yourside.frontends.native import NativeResource
from yourside.graph.spelling import spell, spell_value

OPEN = {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}
RULE = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
BLOCK = {"block_public_acls": True, "block_public_policy": True, "ignore_public_acls": True}


def made(*natives: NativeResource) -> Any:
    return properties(graph(*natives, tables=load_catalog()), natives[0].address)


@pytest.mark.parametrize(
    ("terraform", "cloudformation", "paths"),
    [
        pytest.param(
            [native("aws_s3_bucket.b", acl="public-read", tags={"a": "b"})],
            [cfn("B", "AWS::S3::Bucket", AccessControl="PublicRead", Tags=[{"Key": "a", "Value": "b"}])],
            ["AccessControl", "Tags", "BucketEncryption"],
            id="a bucket",
        ),
        pytest.param(
            [
                native("aws_s3_bucket.b"),
                native("aws_s3_bucket_public_access_block.p", bucket=ref("aws_s3_bucket.b.id"), **BLOCK),
            ],
            [
                cfn(
                    "B",
                    "AWS::S3::Bucket",
                    PublicAccessBlockConfiguration={
                        "BlockPublicAcls": "true",
                        "BlockPublicPolicy": True,
                        "IgnorePublicAcls": True,
                    },
                )
            ],
            ["PublicAccessBlockConfiguration"],
            id="a bucket and its public access block",
        ),
        pytest.param(
            [native("aws_security_group.g", ingress=[OPEN])],
            [cfn("G", "AWS::EC2::SecurityGroup", SecurityGroupIngress=[RULE])],
            ["SecurityGroupIngress"],
            id="inline rules",
        ),
        pytest.param(
            [
                native("aws_security_group.g"),
                native(
                    "aws_security_group_rule.r",
                    type="ingress",
                    security_group_id=ref("aws_security_group.g.id"),
                    **OPEN,
                ),
            ],
            [
                cfn("G", "AWS::EC2::SecurityGroup"),
                cfn("R", "AWS::EC2::SecurityGroupIngress", GroupId=ref("G.GroupId"), **RULE),
            ],
            ["SecurityGroupIngress"],
            id="rules of their own",
        ),
        pytest.param(
            [native("aws_db_instance.d", storage_encrypted=either("c", x=True, y=var("e")))],
            [cfn("D", "AWS::RDS::DBInstance", StorageEncrypted=either("c", x=True, y=var("e")))],
            ["StorageEncrypted", "MultiAZ"],
            id="a database",
        ),
    ],
)
def test_two_dialects_one_resource(
    terraform: list[NativeResource], cloudformation: list[NativeResource], paths: list[str]
) -> None:
    left, right = made(*terraform), made(*cloudformation)
    assert {path: left[path] for path in paths} == {path: right[path] for path in paths}


def test_a_workload_of_the_terraform_provider_is_the_api_object() -> None:
    container = {"name": "c", "security_context": [{"privileged": "true"}]}
    template = [{"metadata": [{"labels": {"app_name": "web"}}], "spec": [{"container": [container]}]}]
    found = made(native("kubernetes_deployment.d", spec=[{"template": template}]))
    assert found["kind"] == "Deployment"
    assert found["spec"]["template"]["metadata"]["labels"] == {"app_name": "web"}
    assert found["spec"]["template"]["spec"]["containers"] == [{"name": "c", "securityContext": {"privileged": True}}]


@pytest.mark.parametrize(
    ("native_type", "path", "data", "expected", "spelled"),
    [
        ("aws_s3_bucket", "AccessControl", "Private", "acl", "private"),
        (
            "aws_s3_bucket",
            "PublicAccessBlockConfiguration.BlockPublicAcls",
            True,
            "aws_s3_bucket_public_access_block.block_public_acls",
            True,
        ),
        ("aws_db_instance", "PubliclyAccessible", False, "publicly_accessible", False),
        ("aws_instance", "MetadataOptions.HttpTokens", "required", "metadata_options.http_tokens", "required"),
        ("aws_security_group", "SecurityGroupIngress.0.CidrIp", "a", "ingress.cidr_blocks", "a"),
        (
            "kubernetes_deployment",
            "spec.template.spec.containers.0.securityContext.privileged",
            False,
            "spec.template.spec.container.security_context.privileged",
            False,
        ),
        ("apps/v1/Deployment", "spec.replicas", 1, "spec.replicas", 1),
    ],
)
def test_a_fix_in_the_words_of_the_source(native_type: str, path: str, data: Any, expected: str, spelled: Any) -> None:
    assert spell(load_catalog(), native_type, path) == expected
    assert spell_value(load_catalog(), native_type, path, data) == spelled


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ({"subnet_id": "s"}, "Subnet", {"SubnetId": "s"}),
        ({"subnet_id": "s", "gateway_id": None}, "Subnet", {"SubnetId": "s"}),
        ({"gateway_id": "g"}, "Gateway", {"GatewayId": "g"}),
        ({"gateway_id": var("g")}, "Gateway", {"GatewayId": "?var.g"}),
    ],
)
def test_a_route_table_is_associated_with_a_subnet_or_with_a_gateway(
    written: dict[str, Any], kind: str, expected: dict[str, Any]
) -> None:
    found = graph(native("aws_route_table_association.a", route_table_id="r", **written), tables=load_catalog())
    (resource,) = found.resources.values()
    assert (resource.type, plain(resource.properties)) == (
        f"AWS::EC2::{kind}RouteTableAssociation",
        {"RouteTableId": "r", **expected},
    )
