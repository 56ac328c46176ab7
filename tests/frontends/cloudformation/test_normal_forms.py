"""What can be written inline or as a resource of its own is seen alike by rules."""

from __future__ import annotations

import pytest

from bodies import plain
from yourside.catalog.load import load_catalog
from yourside.coverage import Ledger
from yourside.frontends.cloudformation import read
from yourside.graph.build import build
from yourside.graph.model import ResourceGraph
from yourside.graph.views import facets, load_views
from yourside.spans import SourceFile

SSH = "IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8"
DOCUMENT = "{Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}"
TRUST = "AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: a.b}, Action: 'sts:AssumeRole'}]}"


def graph(*resources: str) -> ResourceGraph:
    text = "\n".join(f"  {each}" for each in resources)
    conditions = "Parameters: {Stage: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}\n"
    found = read([SourceFile("t.yaml", f"{conditions}Resources:\n{text}\n")])
    assert not found.diagnostics
    return build(found.resources, load_catalog(), Ledger())


def seen(view: str, *resources: str) -> list[object]:
    return [plain(facet.chain[-1]) for facet in facets(load_views()[view], graph(*resources))]


@pytest.mark.parametrize(
    ("view", "inline", "apart"),
    [
        (
            "ec2.Ingress",
            [f"G: {{Type: AWS::EC2::SecurityGroup, Properties: {{SecurityGroupIngress: [{{{SSH}}}]}}}}"],
            [
                "G: {Type: AWS::EC2::SecurityGroup}",
                f"R: {{Type: AWS::EC2::SecurityGroupIngress, Properties: {{GroupId: !GetAtt G.GroupId, {SSH}}}}}",
            ],
        ),
        (
            "ec2.Ingress",
            [f"G: {{Type: AWS::EC2::SecurityGroup, Properties: {{SecurityGroupIngress: {{{SSH}}}}}}}"],
            [
                "G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: web}}",
                f"R: {{Type: AWS::EC2::SecurityGroupIngress, Properties: {{GroupName: web, {SSH}}}}}",
            ],
        ),
        (
            "ec2.Egress",
            [f"G: {{Type: AWS::EC2::SecurityGroup, Properties: {{SecurityGroupEgress: [{{{SSH}}}]}}}}"],
            [
                "G: {Type: AWS::EC2::SecurityGroup}",
                f"R: {{Type: AWS::EC2::SecurityGroupEgress, Properties: {{GroupId: !Ref G, {SSH}}}}}",
            ],
        ),
        *(
            (
                "iam.IdentityPolicy",
                [f"R: {{Type: AWS::IAM::Role, Properties: {{{TRUST}, Policies: [{{PolicyDocument: {DOCUMENT}}}]}}}}"],
                [
                    f"R: {{Type: AWS::IAM::Role, Properties: {{{TRUST}}}}}",
                    f"P: {{Type: AWS::IAM::{kind}, Properties: {{{owner}, PolicyDocument: {DOCUMENT}}}}}",
                ],
            )
            for kind, owner in [
                ("RolePolicy", "RoleName: !Ref R, PolicyName: p"),
                ("Policy", "Roles: [!Ref R], PolicyName: p"),
                ("ManagedPolicy", "Roles: [!Ref R]"),
            ]
        ),
    ],
)
def test_inline_and_separate_spellings_are_seen_alike(view: str, inline: list[str], apart: list[str]) -> None:
    assert seen(view, *apart) == seen(view, *inline)


@pytest.mark.parametrize(
    ("kind", "properties", "owner"),
    [
        ("S3::BucketPolicy", f"Bucket: !Ref Own, PolicyDocument: {DOCUMENT}", "S3::Bucket"),
        ("EC2::SubnetRouteTableAssociation", "SubnetId: !Ref Own, RouteTableId: !Ref Table", "EC2::Subnet"),
        ("EC2::SubnetNetworkAclAssociation", "SubnetId: !Ref Own, NetworkAclId: acl-1", "EC2::Subnet"),
    ],
)
def test_what_has_no_inline_form_is_linked_to_what_it_is_for(kind: str, properties: str, owner: str) -> None:
    found = graph(
        f"Own: {{Type: AWS::{owner}}}",
        f"It: {{Type: AWS::{kind}, Properties: {{{properties}}}}}",
        "Table: {Type: AWS::EC2::RouteTable}",
    )
    targets = {edge.target.address for edge in found.edges if edge.source.address == "It"}
    assert "Own" in targets


def test_a_rule_that_exists_in_some_worlds_is_in_its_group_in_those() -> None:
    (rules,) = seen(
        "ec2.Ingress",
        "G: {Type: AWS::EC2::SecurityGroup}",
        "R: {Type: AWS::EC2::SecurityGroupIngress, Condition: IsProd, Properties: {GroupId: !Ref G, CidrIp: a}}",
    )
    assert rules == [{"Stage is prod": {"CidrIp": "a"}, "Stage is not prod": None}]
