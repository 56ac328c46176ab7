"""Infrastructure that can be written in several ways: every rule says the same of each of them, in both dialects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from yourside import app
from yourside.coverage import Dialect
from yourside.engine.evaluate import evaluate
from yourside.engine.load import load_rules
from yourside.graph.model import ResourceGraph
from yourside.graph.views import load_views
from yourside.spans import SourceFile
from yourside.values import Tri

# Both dialects read JSON.
OPEN = '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]}'
INSECURE = '{"Bool": {"aws:SecureTransport": "false"}}'
ENCRYPTED = OPEN.replace("Allow", "Deny").replace('"Resource": "*"', f'"Resource": "*", "Condition": {INSECURE}')
ADMIN = '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
ESCALATING = ADMIN.replace('"Action": "*"', '"Action": ["iam:PassRole", "lambda:*"]')
SERVICE = '{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}'
TRUST = f'{{"Statement": [{SERVICE}]}}'
ROLE = f"Type: AWS::IAM::Role, Properties: {{AssumeRolePolicyDocument: {TRUST}"
TERRAFORM_ROLE = f'resource "aws_iam_role" "r" {{\n  assume_role_policy = jsonencode({TRUST})\n  INSIDE\n}}\n'
MANAGED = 'resource "aws_iam_policy" "p" {\n  policy = jsonencode(DOCUMENT)\n}\n'

BUCKET_POLICIES = {
    "CloudFormation": "B: {Type: AWS::S3::Bucket}\n"
    "P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref B, PolicyDocument: DOCUMENT}}",
    "Terraform, inline": 'resource "aws_s3_bucket" "b" {\n  policy = jsonencode(DOCUMENT)\n}',
    "Terraform, apart": 'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket_policy" "p" {\n'
    "  bucket = aws_s3_bucket.b.id\n  policy = jsonencode(DOCUMENT)\n}",
}
ROLE_POLICIES = {
    "inline": f"R: {{{ROLE}, Policies: [{{PolicyName: p, PolicyDocument: DOCUMENT}}]}}}}",
    "a policy of the role": f"R: {{{ROLE}}}}}\n"
    "P: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: !Ref R, PolicyName: p, PolicyDocument: DOCUMENT}}",
    "a policy that names the role": f"R: {{{ROLE}}}}}\n"
    "P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref R], PolicyName: p, PolicyDocument: DOCUMENT}}",
    "a managed policy that names the role": f"R: {{{ROLE}}}}}\n"
    "P: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref R], PolicyDocument: DOCUMENT}}",
    "a managed policy that the role names": f"R: {{{ROLE}, ManagedPolicyArns: [!Ref P]}}}}\n"
    "P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: DOCUMENT}}",
    "Terraform, inline": TERRAFORM_ROLE.replace("INSIDE", 'inline_policy {\n policy = jsonencode(DOCUMENT)\n }'),
    "Terraform, a policy of the role": TERRAFORM_ROLE.replace("INSIDE", "")
    + 'resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = jsonencode(DOCUMENT)\n}',
    "Terraform, an attachment": f"{TERRAFORM_ROLE.replace('INSIDE', '')}{MANAGED}"
    'resource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.id\n'
    "  policy_arn = aws_iam_policy.p.arn\n}",
    "Terraform, attached by the role": MANAGED
    + TERRAFORM_ROLE.replace("INSIDE", "managed_policy_arns = [aws_iam_policy.p.arn]"),
}  # fmt: skip
VPC = "vpc-0123456789abcdef0"
SUBNET = f'resource "aws_subnet" "s" {{\n  vpc_id = "{VPC}"\n}}\n'
TERRAFORM_ACL = f'resource "aws_network_acl" "n" {{\n  vpc_id = "{VPC}"\n  INSIDE\n}}\n'
ACLS_OF_SUBNETS = {
    "CloudFormation": f"S: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: {VPC}}}}}\n"
    f"N: {{Type: AWS::EC2::NetworkAcl, Properties: {{VpcId: {VPC}}}}}\n"
    "A: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref S, NetworkAclId: !Ref N}}",
    "Terraform, inline": SUBNET + TERRAFORM_ACL.replace("INSIDE", "subnet_ids = [aws_subnet.s.id]"),
    "Terraform, apart": SUBNET
    + TERRAFORM_ACL.replace("INSIDE", "")
    + 'resource "aws_network_acl_association" "a" {\n  subnet_id = aws_subnet.s.id\n'
    "  network_acl_id = aws_network_acl.n.id\n}",
}
TABLES_OF_SUBNETS = {
    "CloudFormation": f"S: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: {VPC}}}}}\n"
    "A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S, RouteTableId: rtb-1}}",
    "Terraform": SUBNET + 'resource "aws_route_table_association" "a" {\n  subnet_id = aws_subnet.s.id\n'
    '  route_table_id = "rtb-1"\n}',
}  # fmt: skip


def graph(text: str) -> ResourceGraph:
    terraform = text.lstrip().startswith("resource ")
    dialect, name = (Dialect.TERRAFORM, "main.tf") if terraform else (Dialect.CLOUDFORMATION, "t.yaml")
    body = text if terraform else "Resources:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    reached = app.assemble({dialect: [SourceFile(name, body)]})
    assert not reached.diagnostics
    return reached.graph


def told(text: str) -> Mapping[tuple[str, Tri], int]:
    return Counter((found.rule.id, found.truth) for found in evaluate(graph(text), load_rules(), load_views()))


@pytest.mark.parametrize(
    ("spellings", "document"),
    [(BUCKET_POLICIES, OPEN), (BUCKET_POLICIES, ENCRYPTED), (ROLE_POLICIES, ADMIN), (ROLE_POLICIES, ESCALATING)],
)
def test_every_rule_says_the_same_of_every_spelling(spellings: Mapping[str, str], document: str) -> None:
    verdicts = {name: told(text.replace("DOCUMENT", document)) for name, text in spellings.items()}
    first = next(iter(verdicts.values()))
    assert len(first) > 3
    assert {name: found for name, found in verdicts.items() if found != first} == {}


@pytest.mark.parametrize("spellings", [ACLS_OF_SUBNETS, TABLES_OF_SUBNETS])
def test_what_a_subnet_has_is_one_resource_that_refers_to_both(spellings: Mapping[str, str]) -> None:
    graphs = {name: graph(text) for name, text in spellings.items()}
    made = {
        name: (
            sorted(resource.type for resource in found.resources.values()),
            {edge.path[0] for edge in found.edges if edge.path},
        )
        for name, found in graphs.items()
    }
    first = next(iter(made.values()))
    assert {name: found for name, found in made.items() if found != first} == {}
    assert "SubnetId" in first[1]
