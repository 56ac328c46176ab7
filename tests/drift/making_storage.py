"""What holds data, and the keys for it."""

from __future__ import annotations

from clouds import client
from drift.made import ACCOUNT, Attributes, Made, Makers, pairs


def bucket(given: Attributes) -> Made:
    client("s3").create_bucket(Bucket=given["bucket"])
    if tags := given["tags"]:
        client("s3").put_bucket_tagging(Bucket=given["bucket"], Tagging={"TagSet": pairs(tags)})
    return {"id": given["bucket"], "arn": f"arn:aws:s3:::{given['bucket']}"}


def bucket_versioning(given: Attributes) -> Made:
    (block,) = given["versioning_configuration"]
    client("s3").put_bucket_versioning(Bucket=given["bucket"], VersioningConfiguration={"Status": block["status"]})
    return {}


def public_access_block(given: Attributes) -> Made:
    names = {
        "BlockPublicAcls": "block_public_acls",
        "BlockPublicPolicy": "block_public_policy",
        "IgnorePublicAcls": "ignore_public_acls",
        "RestrictPublicBuckets": "restrict_public_buckets",
    }
    block = {name: given[attribute] for name, attribute in names.items()}
    client("s3").put_public_access_block(Bucket=given["bucket"], PublicAccessBlockConfiguration=block)
    return {}


def bucket_logging(given: Attributes) -> Made:
    to = {"TargetBucket": given["target_bucket"], "TargetPrefix": given["target_prefix"]}
    permissive = {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/s3/LogDelivery"}
    owner = client("s3").get_bucket_acl(Bucket=to["TargetBucket"])["Owner"]
    grants = [{"Grantee": permissive, "Permission": permission} for permission in ("WRITE", "READ_ACP")]
    client("s3").put_bucket_acl(Bucket=to["TargetBucket"], AccessControlPolicy={"Grants": grants, "Owner": owner})
    client("s3").put_bucket_logging(Bucket=given["bucket"], BucketLoggingStatus={"LoggingEnabled": to})
    return {}


def bucket_encryption(given: Attributes) -> Made:
    (rule,) = given["rule"]
    (default,) = rule["apply_server_side_encryption_by_default"]
    applied = {"SSEAlgorithm": default["sse_algorithm"], "KMSMasterKeyID": default["kms_master_key_id"]}
    rules = [{"ApplyServerSideEncryptionByDefault": applied, "BucketKeyEnabled": rule["bucket_key_enabled"]}]
    client("s3").put_bucket_encryption(Bucket=given["bucket"], ServerSideEncryptionConfiguration={"Rules": rules})
    return {}


def bucket_policy(given: Attributes) -> Made:
    client("s3").put_bucket_policy(Bucket=given["bucket"], Policy=given["policy"])
    return {"id": given["bucket"]}


def key(given: Attributes) -> Made:
    made = client("kms").create_key(Description=given["description"])["KeyMetadata"]
    if given["enable_key_rotation"]:
        client("kms").enable_key_rotation(KeyId=made["KeyId"])
    return {"id": made["KeyId"], "arn": made["Arn"]}


def alias(given: Attributes) -> Made:
    client("kms").create_alias(AliasName=given["name"], TargetKeyId=given["target_key_id"])
    return {"id": given["name"], "arn": f"arn:aws:kms:us-east-1:{ACCOUNT}:{given['name']}"}


def table(given: Attributes) -> Made:
    made = client("dynamodb").create_table(
        TableName=given["name"],
        BillingMode=given["billing_mode"],
        KeySchema=[{"AttributeName": given["hash_key"], "KeyType": "HASH"}],
        AttributeDefinitions=[
            {"AttributeName": each["name"], "AttributeType": each["type"]} for each in given["attribute"]
        ],
    )
    if given["point_in_time_recovery"]:
        client("dynamodb").update_continuous_backups(
            TableName=given["name"], PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
    return {"id": given["name"], "arn": made["TableDescription"]["TableArn"]}


def parameter_group(given: Attributes) -> Made:
    api, name = client("rds"), given["name"]
    made = api.create_db_parameter_group(
        DBParameterGroupName=name, DBParameterGroupFamily=given["family"], Description="Managed by Terraform"
    )
    parameters = [
        {"ParameterName": each["name"], "ParameterValue": each["value"], "ApplyMethod": "immediate"}
        for each in given["parameter"]
    ]
    api.modify_db_parameter_group(DBParameterGroupName=name, Parameters=parameters)
    return {"id": name, "arn": made["DBParameterGroup"]["DBParameterGroupArn"]}


def database(given: Attributes) -> Made:
    made = client("rds").create_db_instance(
        DBInstanceIdentifier=given["identifier"],
        Engine=given["engine"],
        DBInstanceClass=given["instance_class"],
        AllocatedStorage=given["allocated_storage"],
        MasterUsername=given["username"],
        MasterUserPassword=given["password"],
        StorageEncrypted=given["storage_encrypted"],
        BackupRetentionPeriod=given["backup_retention_period"],
        DeletionProtection=given["deletion_protection"],
        DBParameterGroupName=given["parameter_group_name"],
        PubliclyAccessible=False,
    )["DBInstance"]
    return {"id": made["DbiResourceId"], "arn": made["DBInstanceArn"]}


def repository(given: Attributes) -> Made:
    (scanning,) = given["image_scanning_configuration"]
    made = client("ecr").create_repository(
        repositoryName=given["name"],
        imageTagMutability=given["image_tag_mutability"],
        imageScanningConfiguration={"scanOnPush": scanning["scan_on_push"]},
    )
    return {"id": given["name"], "arn": made["repository"]["repositoryArn"]}


def repository_policy(given: Attributes) -> Made:
    client("ecr").set_repository_policy(repositoryName=given["repository"], policyText=given["policy"])
    return {"id": given["repository"]}


def secret(given: Attributes) -> Made:
    arn = client("secretsmanager").create_secret(Name=given["name"])["ARN"]
    return {"id": arn, "arn": arn}


MAKERS: Makers = {
    "aws_db_instance": database,
    "aws_db_parameter_group": parameter_group,
    "aws_dynamodb_table": table,
    "aws_ecr_repository": repository,
    "aws_ecr_repository_policy": repository_policy,
    "aws_kms_alias": alias,
    "aws_kms_key": key,
    "aws_s3_bucket": bucket,
    "aws_s3_bucket_logging": bucket_logging,
    "aws_s3_bucket_policy": bucket_policy,
    "aws_s3_bucket_public_access_block": public_access_block,
    "aws_s3_bucket_server_side_encryption_configuration": bucket_encryption,
    "aws_s3_bucket_versioning": bucket_versioning,
    "aws_secretsmanager_secret": secret,
}
