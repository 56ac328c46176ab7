from __future__ import annotations

import pytest

from bodies import catalog
from yourside.graph.spelling import spell, spell_value


@pytest.mark.parametrize(
    ("native_type", "path", "expected"),
    [
        ("aws_s3_bucket", "AccessControl", "acl"),
        ("aws_s3_bucket", "BucketName", "bucket"),
        (
            "aws_s3_bucket",
            "PublicAccessBlockConfiguration.BlockPublicAcls",
            "aws_s3_bucket_public_access_block.block_public_acls",
        ),
        ("aws_s3_bucket", "PublicAccessBlockConfiguration", "aws_s3_bucket_public_access_block"),
        (
            "aws_s3_bucket",
            "VersioningConfiguration.Status",
            "aws_s3_bucket_versioning.versioning_configuration.status",
        ),
        ("aws_s3_bucket_public_access_block", "PublicAccessBlockConfiguration.BlockPublicAcls", "block_public_acls"),
        ("aws_s3_bucket_acl", "AccessControl", "acl"),
        (
            "aws_s3_bucket_server_side_encryption_configuration",
            "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm",
            "rule.apply_server_side_encryption_by_default.sse_algorithm",
        ),
        ("aws_security_group", "SecurityGroupIngress[].CidrIp", "ingress.cidr_blocks"),
        ("aws_security_group", "SecurityGroupIngress.0.IpProtocol", "ingress.protocol"),
        ("aws_security_group_rule", "SecurityGroupIngress.0.CidrIp", "cidr_blocks"),
        ("aws_vpc_security_group_ingress_rule", "CidrIp", "cidr_ipv4"),
        ("aws_vpc_security_group_ingress_rule", "SecurityGroupIngress.2.CidrIp", "cidr_ipv4"),
        ("aws_db_instance", "MultiAZ", "multi_az"),
        ("aws_db_instance", "DBInstanceArn", None),
        ("aws_db_instance", "Nonsense", None),
        ("aws_cloudfront_distribution", "DistributionConfig.Logging.Bucket", "logging_config.bucket"),
        ("aws_instance", "BlockDeviceMappings.0.Ebs.Encrypted", "root_block_device.encrypted"),
        ("aws_instance", "NetworkInterfaces.0.AssociatePublicIpAddress", "associate_public_ip_address"),
        ("aws_s3_bucket_policy", "PolicyDocument.Statement.0.Effect", "policy.Statement.Effect"),
        ("aws_iam_role", "Policies.0.PolicyDocument", "inline_policy.policy"),
        ("aws_lb", "LoadBalancerAttributes", None),
        ("AWS::S3::Bucket", "AccessControl", "AccessControl"),
        ("aws_unheard_of", "AccessControl", None),
    ],
)
def test_a_canonical_path_in_the_words_of_its_source(native_type: str, path: str, expected: str | None) -> None:
    assert spell(catalog(), native_type, path) == expected


@pytest.mark.parametrize(
    ("native_type", "path", "data", "expected"),
    [
        ("aws_s3_bucket", "AccessControl", "Private", "private"),
        ("aws_s3_bucket_acl", "AccessControl", "Private", "private"),
        ("aws_lb", "Scheme", "internal", True),
        ("aws_db_instance", "StorageEncrypted", True, True),
        ("AWS::S3::Bucket", "AccessControl", "Private", "Private"),
    ],
)
def test_a_canonical_value_as_its_source_writes_it(native_type: str, path: str, data: object, expected: object) -> None:
    assert isinstance(data, str | bool)
    assert spell_value(catalog(), native_type, path, data) == expected
