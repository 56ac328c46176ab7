"""What is deployed as a state, a stack or a cluster tells it, and the key that joins it with its code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inventories import bucket, drifted, inventory, record, told
from verdicts import checked, verdict
from yourside.config import Options, UsageError
from yourside.deployed import Sources, drift
from yourside.findings.model import Report

QUEUE = "aws-sqs-queue-unencrypted"
VERSIONING = "aws-s3-bucket-versioning-off"
CODE = """
resource "aws_sqs_queue" "jobs" {
  name                    = "jobs"
  sqs_managed_sse_enabled = true
}
"""
UNENCRYPTED: dict[str, Any] = {
    "arn": "arn:aws:sqs:us-east-1:123456789012:jobs",
    "id": "https://sqs.us-east-1.amazonaws.com/123456789012/jobs",
    "kms_master_key_id": "",
    "name": "jobs",
    "sqs_managed_sse_enabled": False,
}
RAW = {
    "version": 4,
    "terraform_version": "1.9.0",
    "serial": 3,
    "lineage": "x",
    "resources": [
        {"mode": "managed", "type": "aws_sqs_queue", "name": "jobs", "instances": [{"attributes": UNENCRYPTED}]}
    ],
}
SHOWN = {
    "format_version": "1.0",
    "terraform_version": "1.9.0",
    "values": {
        "root_module": {
            "resources": [
                {
                    "address": "aws_sqs_queue.jobs",
                    "mode": "managed",
                    "type": "aws_sqs_queue",
                    "name": "jobs",
                    "values": UNENCRYPTED,
                    "sensitive_values": {},
                }
            ]
        }
    },
}


def keys(report: Report) -> set[str]:
    return {each.drift.key for each in report.findings if each.drift}


@pytest.mark.parametrize("state", [RAW, SHOWN], ids=["the file", "what terraform show gives"])
def test_a_state_is_what_was_deployed(state: dict[str, Any], tmp_path: Path) -> None:
    report = drifted(tmp_path, {"main.tf": CODE}, json.dumps(state))
    assert told(report) == {("regressed", QUEUE, "aws_sqs_queue.jobs")}
    assert keys(report) == {"address aws_sqs_queue.jobs"}


TEMPLATE = """
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
"""
SUSPENDED = {"VersioningConfiguration": {"Status": "Suspended"}}
RESOURCE = {"StackName": "shop", "LogicalResourceId": "Logs", "PhysicalResourceId": "shop-logs-1x2y3z"}
STACKS = {
    "describe-stack-resources": {"StackResources": [RESOURCE]},
    "list-stack-resources": {"StackResourceSummaries": [RESOURCE]},
    "its rows": [RESOURCE],
}


def with_stack(directory: Path, stack: str) -> Report:
    files = {"stack.yaml": TEMPLATE, "live.json": inventory(bucket("shop-logs-1x2y3z", **SUSPENDED)), "ids.json": stack}
    for name, text in files.items():
        (directory / name).write_text(text)
    sources = Sources((str(directory / "live.json"),), stacks=(directory / "ids.json",))
    return drift(Options(paths=(directory / "stack.yaml",)), sources).report


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS)
def test_a_stack_knows_what_became_of_its_template(stack: object, tmp_path: Path) -> None:
    report = with_stack(tmp_path, json.dumps(stack))
    assert ("regressed", VERSIONING, "Logs") in told(report)
    assert keys(report) == {"stack shop-logs-1x2y3z"}


@pytest.mark.parametrize(
    ("stack", "problem"),
    [
        ('{"StackResources": [\n  {"LogicalResourceId" "Logs"}\n]}', ":2:24: Expecting ':' delimiter"),
        ("Logs: shop-logs", ":1:1: Expecting value"),
        ('{"Stacks": []}', ": not what describe-stack-resources or list-stack-resources gives"),
    ],
)
def test_what_is_no_stack_is_a_usage_error(stack: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        with_stack(tmp_path, stack)
    assert error.value.problems == (f"{tmp_path / 'ids.json'}{problem}",)


def test_the_tags_that_a_stack_sets_join_as_well(tmp_path: Path) -> None:
    tags = [
        {"Key": "aws:cloudformation:stack-name", "Value": "shop"},
        {"Key": "aws:cloudformation:logical-id", "Value": "Web"},
    ]
    opened = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
    live = record("AWS::EC2::SecurityGroup", "sg-1", GroupDescription="web", SecurityGroupIngress=[opened], Tags=tags)
    template = "Resources: {Web: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web}}}"
    report = drifted(tmp_path, {"stack.yaml": template}, inventory(live))
    assert ("regressed", "aws-ec2-security-group-open-admin-ports", "Web") in told(report)
    assert "tag aws:cloudformation:logical-id Web" in keys(report)


MANIFEST = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {hostNetwork: false, containers: [{name: web, image: nginx}]}
"""


def listing(*, host: bool) -> str:
    """A namespace, a deployment, and the pod that it made, as `kubectl get -o json` gives them."""
    pod: dict[str, Any] = {"hostNetwork": host, "containers": [{"name": "web", "image": "nginx"}]}
    template = {"metadata": {"labels": {"app": "web"}}, "spec": pod}
    added = {"uid": "1", "resourceVersion": "7", "generation": 2}
    owned = {"name": "web-1", "namespace": "shop", "ownerReferences": [{"kind": "ReplicaSet", "name": "web"}]}
    deployment = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web", "namespace": "shop", **added},
        "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": template},
        "status": {"readyReplicas": 1},
    }
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}, "status": {"phase": "Active"}}
    items = [namespace, deployment, {"apiVersion": "v1", "kind": "Pod", "metadata": owned, "spec": pod}]
    return json.dumps({"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": items})


def test_a_list_of_kubectl_is_what_runs(tmp_path: Path) -> None:
    code = f"apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop}}\n---{MANIFEST}"
    report = drifted(tmp_path, {"web.yaml": code}, listing(host=True))
    drifts = {each for each in told(report) if each[0] in ("regressed", "unmanaged", "changed")}
    assert drifts == {("regressed", "kubernetes-pod-host-network", "Deployment/shop/web")}
    assert "object shop/web" in keys(report)


def test_what_kubectl_was_not_asked_for_may_be_there(tmp_path: Path) -> None:
    """Network policies, of which the list has none."""
    assert verdict(checked(tmp_path, listing(host=False)), "kubernetes-pod-not-isolated") == "undetermined"
