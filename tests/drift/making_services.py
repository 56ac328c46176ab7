"""What runs, and what it says to others."""

from __future__ import annotations

import io
import zipfile

from clouds import client
from drift.made import ACCOUNT, Attributes, Made, Makers


def function(given: Attributes) -> Made:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("main.py", "def handle(event, context): pass\n")
    made = client("lambda").create_function(
        FunctionName=given["function_name"],
        Role=given["role"],
        Runtime=given["runtime"],
        Handler=given["handler"],
        Code={"ZipFile": code.getvalue()},
        Environment={"Variables": given["environment"][0]["variables"]},
    )
    return {"id": given["function_name"], "arn": made["FunctionArn"]}


def function_permission(given: Attributes) -> Made:
    client("lambda").add_permission(
        FunctionName=given["function_name"],
        StatementId=given["statement_id"],
        Action=given["action"],
        Principal=given["principal"],
        SourceArn=given["source_arn"],
    )
    return {"id": given["statement_id"]}


def function_url(given: Attributes) -> Made:
    client("lambda").create_function_url_config(
        FunctionName=given["function_name"], AuthType=given["authorization_type"]
    )
    return {"id": given["function_name"]}


def topic(given: Attributes) -> Made:
    attributes = {"KmsMasterKeyId": given["kms_master_key_id"]}
    arn = client("sns").create_topic(Name=given["name"], Attributes=attributes)["TopicArn"]
    return {"id": arn, "arn": arn}


def topic_policy(given: Attributes) -> Made:
    client("sns").set_topic_attributes(TopicArn=given["arn"], AttributeName="Policy", AttributeValue=given["policy"])
    return {"id": given["arn"]}


def queue(given: Attributes) -> Made:
    attributes = {"SqsManagedSseEnabled": str(bool(given["sqs_managed_sse_enabled"])).lower()}
    if given["kms_master_key_id"]:
        attributes = {"KmsMasterKeyId": given["kms_master_key_id"]}
    url = client("sqs").create_queue(QueueName=given["name"], Attributes=attributes)["QueueUrl"]
    return {"id": url, "arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{given['name']}"}


def queue_policy(given: Attributes) -> Made:
    client("sqs").set_queue_attributes(QueueUrl=given["queue_url"], Attributes={"Policy": given["policy"]})
    return {"id": given["queue_url"]}


def trail(given: Attributes) -> Made:
    made = client("cloudtrail").create_trail(
        Name=given["name"],
        S3BucketName=given["s3_bucket_name"],
        IsMultiRegionTrail=given["is_multi_region_trail"],
        EnableLogFileValidation=given["enable_log_file_validation"],
        KmsKeyId=given["kms_key_id"],
        CloudWatchLogsLogGroupArn=given["cloud_watch_logs_group_arn"],
        CloudWatchLogsRoleArn=given["cloud_watch_logs_role_arn"],
    )
    client("cloudtrail").start_logging(Name=given["name"])
    return {"id": made["TrailARN"], "arn": made["TrailARN"]}


def log_group(given: Attributes) -> Made:
    client("logs").create_log_group(logGroupName=given["name"])
    client("logs").put_retention_policy(logGroupName=given["name"], retentionInDays=given["retention_in_days"])
    return {"id": given["name"], "arn": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{given['name']}"}


MAKERS: Makers = {
    "aws_cloudtrail": trail,
    "aws_cloudwatch_log_group": log_group,
    "aws_lambda_function": function,
    "aws_lambda_function_url": function_url,
    "aws_lambda_permission": function_permission,
    "aws_sns_topic": topic,
    "aws_sns_topic_policy": topic_policy,
    "aws_sqs_queue": queue,
    "aws_sqs_queue_policy": queue_policy,
}
