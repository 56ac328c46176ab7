"""Terraform types that are the cloud's own: read by their names alone."""

from __future__ import annotations

import pytest

from yourside import app
from yourside.coverage import Dialect
from yourside.engine.evaluate import evaluate
from yourside.engine.load import load_rules
from yourside.graph.views import load_views
from yourside.spans import SourceFile
from yourside.values import Tri

BUCKET = (
    """
resource "awscc_s3_bucket" "b" {
  access_control = "PublicRead"
  public_access_block_configuration = {
    block_public_acls       = false
    block_public_policy     = true
    ignore_public_acls      = true
    restrict_public_buckets = true
  }
  tags = [{ key = "Name", value = "b" }]
}
""",
    """
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
      PublicAccessBlockConfiguration:
        {BlockPublicAcls: false, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
      Tags: [{Key: Name, Value: b}]
""",
)
KEY = (
    """
resource "awscc_kms_key" "b" {
  enable_key_rotation = false
  key_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
  })
}
""",
    """
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: false
      KeyPolicy: {Statement: [{Effect: Allow, Principal: "*", Action: "kms:*", Resource: "*"}]}
""",
)
DATABASE = (
    """
resource "awscc_rds_db_instance" "b" {
  engine               = "mysql"
  storage_encrypted    = false
  publicly_accessible  = true
  iops                 = 1000
  vpc_security_groups  = ["sg-1"]
  db_instance_class    = "db.t3.micro"
  master_user_password = "hunter2hunter2"
}
""",
    """
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      StorageEncrypted: false
      PubliclyAccessible: true
      Iops: 1000
      VPCSecurityGroups: [sg-1]
      DBInstanceClass: db.t3.micro
      MasterUserPassword: hunter2hunter2
""",
)
GROUP = (
    """
resource "awscc_ec2_security_group" "b" {
  group_description      = "b"
  security_group_ingress = [{ ip_protocol = "tcp", from_port = 22, to_port = 22, cidr_ip = "0.0.0.0/0" }]
}
""",
    """
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: b
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]
""",
)


def reached(dialect: Dialect, name: str, text: str) -> app.Reached:
    found = app.assemble({dialect: [SourceFile(name, text)]})
    assert not found.diagnostics
    return found


@pytest.mark.parametrize(("terraform", "cloudformation"), [BUCKET, KEY, DATABASE, GROUP])
def test_every_rule_says_what_it_says_of_the_cloud_s_own_type(terraform: str, cloudformation: str) -> None:
    rules, views = load_rules(), load_views()
    mirror = reached(Dialect.TERRAFORM, "main.tf", terraform)
    own = reached(Dialect.CLOUDFORMATION, "t.yaml", f"Resources:\n  B:{cloudformation}")
    said, expected = (
        {(each.rule.id, each.facet, each.truth) for each in evaluate(found.graph, rules, views)}
        for found in (mirror, own)
    )
    assert said == expected
    assert any(truth is Tri.TRUE for _, _, truth in said)
    assert not mirror.graph.ledger.gaps


def test_what_has_no_schema_and_what_no_property_has_such_a_name_is_counted() -> None:
    text = 'resource "awscc_wisdom_assistant" "a" {}\nresource "awscc_kms_key" "k" {\n  rotation = true\n}'
    assert reached(Dialect.TERRAFORM, "main.tf", text).graph.ledger.gaps == {
        "resource type without a table: awscc_wisdom_assistant": 1,
        "attribute that no table reads: awscc_kms_key.rotation": 1,
    }


def test_companions_join_their_owners_and_references_lead_to_them() -> None:
    text = """
resource "awscc_ec2_security_group" "g" {
  group_description = "g"
}
resource "awscc_ec2_security_group_ingress" "r" {
  group_id    = awscc_ec2_security_group.g.id
  ip_protocol = "tcp"
  from_port   = 22
  to_port     = 22
  cidr_ip     = "0.0.0.0/0"
}
"""
    graph = reached(Dialect.TERRAFORM, "main.tf", text).graph
    assert [resource.type for resource in graph.resources.values()] == ["AWS::EC2::SecurityGroup"]
