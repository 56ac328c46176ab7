"""A defect of a part is the same defect on both sides, whatever else of that part has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inventories import drifted, inventory, record, told

MANIFEST = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: web, image: nginx, securityContext: {privileged: true}}]
"""


def deployment(*names: str) -> str:
    """Privileged containers, of another image than the code has."""
    containers = [{"name": name, "image": "httpd", "securityContext": {"privileged": True}} for name in names]
    spec = {"template": {"spec": {"containers": containers}}}
    metadata = {"name": "web", "namespace": "shop"}
    return json.dumps({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec})


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        pytest.param(["web"], ["confirmed"], id="of one name"),
        pytest.param(["sidecar", "web"], ["confirmed", "regressed"], id="with another before it"),
        pytest.param(["other"], ["patched", "regressed"], id="of another name"),
    ],
)
def test_containers_are_told_apart_by_name(names: list[str], kinds: list[str], tmp_path: Path) -> None:
    report = drifted(tmp_path, {"web.yaml": MANIFEST}, deployment(*names))
    rule = "kubernetes-container-privileged"
    found = [str(each.drift.kind) for each in report.findings if each.drift and each.verdict.rule.id == rule]
    assert sorted(found) == kinds


TEMPLATE = """
Resources:
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      RoleName: deploy
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: all
          PolicyDocument: {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}
"""


def test_inline_policies_are_told_apart_by_name(tmp_path: Path) -> None:
    statement: dict[str, Any] = {"Sid": "Everything", "Effect": "Allow", "Action": ["*"], "Resource": ["*"]}
    policy = {"PolicyName": "all", "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
    live = record("AWS::IAM::Role", "deploy", RoleName="deploy", AssumeRolePolicyDocument={}, Policies=[policy])
    report = drifted(tmp_path, {"stack.yaml": TEMPLATE}, inventory(live))
    found = {each for each in told(report) if each[1] == "aws-iam-policy-admin"}
    assert found == {("confirmed", "aws-iam-policy-admin", "Deploy")}
