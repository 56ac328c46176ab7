"""What can be written inline or as a resource of its own is seen alike by rules."""

from __future__ import annotations

import pytest

from bodies import plain
from judging import rule
from yourside.catalog.load import load_catalog
from yourside.coverage import Ledger
from yourside.engine.evaluate import evaluate
from yourside.frontends.cloudformation import read
from yourside.graph.build import build
from yourside.graph.model import ResourceGraph
from yourside.graph.views import facets, load_views
from yourside.spans import SourceFile
from yourside.values import Tri

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


ROLE = f"R: {{Type: AWS::IAM::Role, Properties: {{RoleName: r, {TRUST}"
APART = "{Type: AWS::IAM::"
SPELLINGS = {
    "inline": [f"{ROLE}, Policies: [{{PolicyName: p, PolicyDocument: {DOCUMENT}}}]}}}}"],
    "a policy of the role": [
        f"{ROLE}}}}}",
        f"P: {APART}RolePolicy, Properties: {{PolicyName: p, RoleName: !Ref R, PolicyDocument: {DOCUMENT}}}}}",
    ],
    "a policy of the role by its name": [
        f"{ROLE}}}}}",
        f"P: {APART}RolePolicy, Properties: {{PolicyName: p, RoleName: r, PolicyDocument: {DOCUMENT}}}}}",
    ],
    "a policy of several": [
        f"{ROLE}}}}}",
        "Other: {Type: AWS::IAM::Role}",
        f"P: {APART}Policy, Properties: {{PolicyName: p, Roles: [!Ref R, !Ref Other], PolicyDocument: {DOCUMENT}}}}}",
    ],
    "attached by the role": [
        f"{ROLE}, ManagedPolicyArns: [!Ref P]}}}}",
        f"P: {APART}ManagedPolicy, Properties: {{PolicyDocument: {DOCUMENT}}}}}",
    ],
    "attached by the policy": [
        f"{ROLE}}}}}",
        "Other: {Type: AWS::IAM::Role}",
        f"P: {APART}ManagedPolicy, Properties: {{Roles: [!Ref R, !Ref Other], PolicyDocument: {DOCUMENT}}}}}",
    ],
    "attached by the policy to a name": [
        f"{ROLE}}}}}",
        f"P: {APART}ManagedPolicy, Properties: {{Roles: [r], PolicyDocument: {DOCUMENT}}}}}",
    ],
}
# A policy that is written apart for several owners stays apart, and its owners are asked for what refers to them.
ADMIN = """
list(r.Policies).exists(p, allows(p.PolicyDocument, 's3:*', '*'))
  || r.referrers('AWS::IAM::Policy', 'Roles').exists(p, allows(p.PolicyDocument, 's3:*', '*'))
  || r.refs('ManagedPolicyArns').exists(p, allows(p.PolicyDocument, 's3:*', '*'))
"""


@pytest.mark.parametrize("resources", SPELLINGS.values(), ids=SPELLINGS)
def test_a_question_about_a_role_has_one_answer_in_every_spelling(resources: list[str]) -> None:
    asked = rule(ADMIN, "AWS::IAM::Role")
    for document, expected in (("s3:*", Tri.TRUE), ("s3:GetObject", Tri.FALSE)):
        found = graph(*(text.replace("s3:*", document) for text in resources))
        verdicts = {v.resource.id.address: v.truth for v in evaluate(found, [asked], {})}
        assert verdicts["R"] is expected


@pytest.mark.parametrize("resources", SPELLINGS.values(), ids=SPELLINGS)
def test_a_document_is_judged_once_in_every_spelling(resources: list[str]) -> None:
    assert len(seen("iam.IdentityPolicy", *resources)) == 1


@pytest.mark.parametrize(
    "spelling", ["attached by the role", "attached by the policy", "attached by the policy to a name"]
)
def test_a_role_and_a_managed_policy_refer_to_one_another_alike(spelling: str) -> None:
    found = graph(*SPELLINGS[spelling])
    edges = {(edge.source.address, edge.target.address, edge.path[0]) for edge in found.edges}
    assert ("R", "P", "ManagedPolicyArns") in edges


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
