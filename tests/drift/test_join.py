"""What joins code to deployed resources, and what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inventories import SAFE_BUCKET, Record, bucket, drifted, inventory, record, told

SUSPENDED = {"VersioningConfiguration": {"Status": "Suspended"}}
UNNAMED = SAFE_BUCKET.replace('  bucket = "acme-logs"\n', "")
GROUP = """
resource "aws_security_group" "web" {
  description = "web"
  tags        = { Name = "web" }
}
"""


def state(address: str, **attributes: Any) -> str:
    """A state with one resource."""
    type_, name = address.split(".")
    instances = [{"attributes": attributes}]
    resource = {"mode": "managed", "type": type_, "name": name, "instances": instances}
    return json.dumps(
        {"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "resources": [resource]}
    )


def opened(id_: str, **properties: Any) -> Record:
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
    return record("AWS::EC2::SecurityGroup", id_, SecurityGroupIngress=[rule], **properties)


def keys(report: Any) -> set[str]:
    return {finding.drift.key for finding in report.findings if finding.drift.kind != "unmanaged"}


def test_a_state_knows_the_name_that_the_code_does_not(tmp_path: Path) -> None:
    known = state("aws_s3_bucket.logs", id="acme-logs-x7", arn="arn:aws:s3:::acme-logs-x7")
    report = drifted(tmp_path, {"main.tf": UNNAMED}, inventory(bucket("acme-logs-x7", **SUSPENDED)), states=[known])
    assert told(report) == {("regressed", "aws-s3-bucket-versioning-off", "aws_s3_bucket.logs")}
    assert keys(report) == {"state arn:aws:s3:::acme-logs-x7"}


def test_what_the_state_knows_and_nobody_has_is_missing(tmp_path: Path) -> None:
    known = state("aws_s3_bucket.logs", id="acme-logs-x7")
    report = drifted(tmp_path, {"main.tf": UNNAMED}, inventory(listed=["AWS::S3::Bucket"]), states=[known])
    assert told(report) == {("missing", "drift-resource-missing", "aws_s3_bucket.logs")}


def test_a_name_tag_joins_when_only_one_has_it_on_either_side(tmp_path: Path) -> None:
    live = inventory(opened("sg-1", Tags=[{"Key": "Name", "Value": "web"}]))
    report = drifted(tmp_path, {"main.tf": GROUP}, live)
    assert keys(report) == {"tag Name web"}


def test_of_two_with_one_name_neither_is_taken(tmp_path: Path) -> None:
    tags = [{"Key": "Name", "Value": "web"}]
    report = drifted(tmp_path, {"main.tf": GROUP}, inventory(opened("sg-1", Tags=tags), opened("sg-2", Tags=tags)))
    assert told(report) == set()
    (doubt,) = [each for each in report.diagnostics if each.code == "drift-ambiguous"]
    assert doubt.message == (
        "cannot tell which is which: aws_security_group.web, AWS::EC2::SecurityGroup/sg-1, "
        "AWS::EC2::SecurityGroup/sg-2 all have tag Name web"
    )


def test_a_surer_key_goes_before_a_weaker_one(tmp_path: Path) -> None:
    code = GROUP.replace('description = "web"', 'description = "web"\n  name = "front"')
    tags = [{"Key": "Name", "Value": "web"}]
    live = inventory(opened("sg-1", GroupName="front"), opened("sg-2", GroupName="other", Tags=tags))
    assert keys(drifted(tmp_path, {"main.tf": code}, live)) == {"GroupName front"}


@pytest.mark.parametrize("namespace", ["  namespace: shop\n", ""], ids=["with its namespace", "wherever it is"])
def test_a_kubernetes_object_is_joined_by_name(namespace: str, tmp_path: Path) -> None:
    manifest = f"apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n{namespace}spec:\n  ports: [{{port: 80}}]\n"
    deployed = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "web", "namespace": "shop", "uid": "1"},
        "spec": {"ports": [{"port": 80}], "externalIPs": ["10.0.0.1"]},
    }
    report = drifted(tmp_path, {"web.yaml": manifest}, json.dumps(deployed))
    assert not any(finding.drift and finding.drift.kind == "unmanaged" for finding in report.findings)


@pytest.mark.parametrize("service", ["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"])
def test_a_search_domain_is_joined_whatever_its_engine_makes_of_its_type(service: str, tmp_path: Path) -> None:
    code = (
        'resource "aws_opensearch_domain" "logs" {\n  domain_name = "logs"\n  encrypt_at_rest { enabled = true }\n}\n'
    )
    plain = record(service, "logs", DomainName="logs", EncryptionAtRestOptions={"Enabled": False})
    found = told(drifted(tmp_path, {"main.tf": code}, inventory(plain)))
    assert ("regressed", "aws-opensearch-domain-unencrypted", "aws_opensearch_domain.logs") in found
    assert not {kind for kind, _, _ in found} & {"missing", "unmanaged", "changed"}
