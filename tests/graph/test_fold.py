"""Companions and their owners."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bodies import cfn, either, encoded, graph, more, native, only, plain, properties, ref, value, var
from yourside.graph.model import ResourceGraph
from yourside.values import Map, Unknown, Why

UNSETTLED = {"BlockPublicAcls": "?when the bucket was made"}
BARE = {"VersioningConfiguration": {"Status": "Suspended"}, "PublicAccessBlockConfiguration": UNSETTLED}
BLOCKED = {"BlockPublicAcls": True, "BlockPublicPolicy": False}


def block(of: object, name: str = "p", unit: str = "main") -> Any:
    return native(f"aws_s3_bucket_public_access_block.{name}", unit, bucket=of, block_public_acls=True)


def blocked(of: ResourceGraph, address: str = "aws_s3_bucket.b") -> Any:
    return properties(of, address)["PublicAccessBlockConfiguration"]


def test_a_companion_belongs_to_the_resource_that_it_refers_to() -> None:
    found = graph(native("aws_s3_bucket.b"), block(ref("aws_s3_bucket.b.id")), native("aws_s3_bucket.other"))
    assert blocked(found) == BLOCKED
    assert blocked(found, "aws_s3_bucket.other") == UNSETTLED
    assert set(found.resources) == {only(found, "aws_s3_bucket.b").id, only(found, "aws_s3_bucket.other").id}
    natives = only(found, "aws_s3_bucket.b").natives
    assert [one.address for one in natives] == ["aws_s3_bucket.b", "aws_s3_bucket_public_access_block.p"]


def test_a_folded_property_keeps_its_place_in_the_companion() -> None:
    companion = block(ref("aws_s3_bucket.b.id"))
    found = graph(native("aws_s3_bucket.b"), companion)
    folded = only(found, "aws_s3_bucket.b").properties.entries["PublicAccessBlockConfiguration"]
    assert isinstance(folded, Map)
    assert folded.origin == companion.origin
    assert folded.entries["BlockPublicAcls"] is companion.body.entries["block_public_acls"]


def test_a_companion_belongs_to_the_resource_of_its_name() -> None:
    found = graph(native("aws_s3_bucket.b", bucket="b"), native("aws_s3_bucket.c", bucket="c"), block("b"))
    assert blocked(found) == BLOCKED
    assert blocked(found, "aws_s3_bucket.c") == UNSETTLED


def test_a_companion_belongs_to_the_resource_that_takes_its_name_from_the_same_variable() -> None:
    found = graph(native("aws_s3_bucket.b", bucket=var("b")), native("aws_s3_bucket.c", bucket="c"), block(var("b")))
    assert blocked(found) == BLOCKED
    assert blocked(found, "aws_s3_bucket.c") == UNSETTLED


def test_what_each_instance_takes_for_itself_names_nothing() -> None:
    each = Unknown(Why.VARIABLE, var("x").origin, target="each.value")
    found = graph(native("aws_s3_bucket.b", bucket=each), block(each))
    assert blocked(found) == "?each.value"


def test_a_companion_of_another_bucket_does_not_count() -> None:
    found = graph(native("aws_s3_bucket.b", bucket="b"), block("elsewhere"))
    assert blocked(found) == UNSETTLED
    gap = "companion without an owner in this run: aws_s3_bucket_public_access_block"
    assert found.ledger.gaps == {gap: 1}


def test_a_companion_of_an_unknown_bucket_may_belong_to_any() -> None:
    found = graph(
        native("aws_s3_bucket.b"), native("aws_s3_bucket.c"), block(var("which")), block(ref("aws_s3_bucket.c.id"), "q")
    )
    assert blocked(found) == "?var.which"
    assert blocked(found, "aws_s3_bucket.c") == BLOCKED
    unlinked = only(found, "aws_s3_bucket.b").properties.entries["PublicAccessBlockConfiguration"]
    assert isinstance(unlinked, Unknown)
    assert unlinked.why is Why.UNLINKED


def test_an_unknown_owner_is_sought_in_its_own_unit_only() -> None:
    found = graph(native("aws_s3_bucket.b"), block(var("which"), unit="other"))
    assert blocked(found) == UNSETTLED


def test_a_companion_of_a_resource_that_is_no_owner_belongs_to_nobody_here() -> None:
    found = graph(native("aws_s3_bucket.b"), native("aws_lb.l"), block(ref("aws_lb.l.bucket")))
    assert blocked(found) == UNSETTLED


def test_a_name_made_up_of_parts_may_be_that_of_any() -> None:
    parts = replace(ref("random_id.r.hex"), parts=(value("site-"), ref("random_id.r.hex")))
    made = native("aws_s3_bucket.b", bucket=parts)
    found = graph(made, native("random_id.r"), native("aws_s3_bucket.c"), block(parts))
    assert (blocked(found), blocked(found, "aws_s3_bucket.c")) == (BLOCKED, UNSETTLED)
    other = replace(parts, parts=(ref("random_id.r.hex"), value("-site")))
    found = graph(made, native("random_id.r"), block(other))
    assert blocked(found) == "?random_id.r.hex"


def test_a_companion_may_name_its_owner_by_way_of_another_companion() -> None:
    found = graph(
        native("aws_s3_bucket.b"),
        block(ref("aws_s3_bucket_versioning.v.bucket")),
        native("aws_s3_bucket_versioning.v", bucket=ref("aws_s3_bucket.b.id")),
    )
    assert blocked(found) == BLOCKED


def test_companions_that_name_one_another_belong_to_nobody_certain() -> None:
    found = graph(
        native("aws_s3_bucket.b"),
        block(ref("aws_s3_bucket_public_access_block.q.bucket"), "p"),
        block(ref("aws_s3_bucket_public_access_block.p.bucket"), "q"),
    )
    assert blocked(found) == "?aws_s3_bucket_public_access_block.q.bucket"


def test_a_companion_of_one_bucket_or_another_is_a_choice_in_both() -> None:
    which = either("var.b", true=ref("aws_s3_bucket.b.id"), false=ref("aws_s3_bucket.c.id"))
    found = graph(native("aws_s3_bucket.b"), native("aws_s3_bucket.c"), block(which))
    unsettled = {"BlockPublicAcls": "?when the bucket was made"}
    assert blocked(found) == {"var.b is true": BLOCKED, "var.b is false": unsettled}
    assert blocked(found, "aws_s3_bucket.c") == {"var.b is true": unsettled, "var.b is false": BLOCKED}


def test_a_companion_that_is_part_of_the_owner_itself() -> None:
    acl = native("aws_s3_bucket_acl.a", bucket=ref("aws_s3_bucket.b.id"), acl="public-read")
    assert properties(graph(native("aws_s3_bucket.b"), acl), "aws_s3_bucket.b")["AccessControl"] == "PublicRead"


def test_an_unknown_part_of_the_owner_itself_leaves_no_silence() -> None:
    acl = native("aws_s3_bucket_acl.a", bucket=var("which"), acl="public-read")
    found = properties(graph(native("aws_s3_bucket.b"), acl), "aws_s3_bucket.b")
    assert found == BARE | {"AccessControl": "?var.which"}


def test_what_the_owner_says_itself_stays() -> None:
    acl = native("aws_s3_bucket_acl.a", bucket=ref("aws_s3_bucket.b.id"), acl="public-read")
    found = graph(native("aws_s3_bucket.b", acl="private"), acl)
    assert properties(found, "aws_s3_bucket.b")["AccessControl"] == "Private"


def rule(direction: object, of: object, name: str = "r", **body: Any) -> Any:
    return native(f"aws_security_group_rule.{name}", type=direction, security_group_id=of, protocol="tcp", **body)


@pytest.fixture
def group() -> Any:
    return native("aws_security_group.g", ingress=[{"protocol": "udp", "cidr_blocks": ["inline"]}])


def test_rules_of_all_spellings_end_in_one_list(group: Any) -> None:
    of = ref("aws_security_group.g.id")
    found = graph(
        group,
        rule("ingress", of, cidr_blocks=["a", "b"]),
        rule("ingress", of, "s", self=True),
        rule("egress", of, "t", cidr_blocks=["out"]),
        native("aws_vpc_security_group_ingress_rule.u", security_group_id=of, ip_protocol="-1", cidr_ipv4="c"),
    )
    body = properties(found, "aws_security_group.g")
    assert body["SecurityGroupIngress"] == [
        {"IpProtocol": "udp", "CidrIp": "inline"},
        {"IpProtocol": "tcp", "CidrIp": "a"},
        {"IpProtocol": "tcp", "CidrIp": "b"},
        {"IpProtocol": "tcp", "SourceSecurityGroupId": "&aws_security_group.g.id"},
        {"IpProtocol": "-1", "CidrIp": "c"},
    ]
    assert body["SecurityGroupEgress"] == [{"IpProtocol": "tcp", "CidrIp": "out"}]
    assert len(found.resources) == 1


def test_rules_of_an_unknown_group_leave_every_list_open_and_stay(group: Any) -> None:
    found = graph(group, rule("ingress", var("which"), cidr_blocks=["a"]))
    assert properties(found, "aws_security_group.g")["SecurityGroupIngress"][-1] == "?var.which"
    assert only(found, "aws_security_group_rule.r").type == "AWS::EC2::SecurityGroupIngress"


def test_a_rule_of_a_group_elsewhere_stays_one_resource_for_each_peer() -> None:
    found = graph(rule("ingress", "sg-1", cidr_blocks=["a", "b"]))
    assert properties(found, "aws_security_group_rule.r", "1") == {
        "GroupId": "sg-1",
        "IpProtocol": "tcp",
        "CidrIp": "b",
    }


def test_a_rule_of_unknown_direction_may_be_either(group: Any) -> None:
    found = graph(group, rule(var("direction"), ref("aws_security_group.g.id"), cidr_blocks=["a"]))
    body = properties(found, "aws_security_group.g")
    assert body["SecurityGroupIngress"][1:] == ["...", "?var.direction"]
    assert body["SecurityGroupEgress"] == ["...", "?var.direction"]


def test_a_rule_of_a_direction_that_there_is_not_is_counted() -> None:
    found = graph(rule("sideways", "sg-1"))
    assert found.ledger.gaps == {"resource that its table has no case for: aws_security_group_rule": 1}


def test_an_attachment_goes_to_owners_of_several_types() -> None:
    found = graph(
        native("aws_iam_role.a", name="a"),
        native("aws_iam_role.b", name="b"),
        native("aws_iam_group.g", name="g"),
        native("aws_iam_policy_attachment.p", policy_arn="arn", roles=["a", ref("aws_iam_role.b.name")], groups=["g"]),
    )
    for address in ("aws_iam_role.a", "aws_iam_role.b", "aws_iam_group.g"):
        assert properties(found, address)["ManagedPolicyArns"] == ["arn"]


def test_an_attachment_with_an_open_list_of_owners() -> None:
    found = graph(
        native("aws_iam_role.a", name="a"),
        native("aws_iam_role.b", name="b"),
        native("aws_iam_policy_attachment.p", policy_arn="arn", roles=more("a")),
    )
    assert properties(found, "aws_iam_role.a")["ManagedPolicyArns"] == ["arn", "...", "?var.more"]
    assert properties(found, "aws_iam_role.b")["ManagedPolicyArns"] == ["...", "?var.more"]


def test_canonical_companions_fold_whatever_source_they_come_from() -> None:
    found = graph(
        cfn("Group", "AWS::EC2::SecurityGroup", GroupDescription="d"),
        cfn("Rule", "AWS::EC2::SecurityGroupIngress", GroupId=ref("Group.GroupId"), IpProtocol=-1, CidrIp="0.0.0.0/0"),
    )
    body = properties(found, "Group")
    assert body["SecurityGroupIngress"] == [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]
    assert body["SecurityGroupEgress"] == [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]


def test_cloudformation_properties_take_the_form_of_the_schema() -> None:
    text = '{"Statement": {"Effect": "Allow"}}'
    found = graph(
        cfn(
            "Db", "AWS::RDS::DBInstance", MultiAZ="true", BackupRetentionPeriod="7", EnableCloudwatchLogsExports="audit"
        ),
        cfn("Policy", "AWS::S3::BucketPolicy", PolicyDocument=text, Bucket=None),
        cfn("Same", "AWS::S3::BucketPolicy", PolicyDocument=encoded({"Statement": {"Effect": "Allow"}})),
        cfn("Maybe", "AWS::S3::BucketPolicy", PolicyDocument=either("IsProd", true=text, false=None)),
    )
    database = properties(found, "Db")
    assert (database["MultiAZ"], database["BackupRetentionPeriod"]) == (True, 7)
    assert database["EnableCloudwatchLogsExports"] == ["audit"]
    document = {"Statement": {"Effect": "Allow"}}
    assert properties(found, "Policy") == properties(found, "Same") == {"PolicyDocument": document}
    assert properties(found, "Maybe") == {"PolicyDocument": {"IsProd is true": document, "IsProd is false": None}}


def test_types_without_a_table_are_counted_and_data_sources_are_not() -> None:
    found = graph(native("aws_unheard_of.a"), native("aws_unheard_of.b"), native("data.aws_ami.x"))
    assert found.ledger.gaps == {"resource type without a table: aws_unheard_of": 2}


def test_a_canonical_resource_needs_neither_table_nor_schema() -> None:
    found = graph(cfn("Odd", "AWS::Odd::Thing", A={"B": [1, None]}))
    assert plain(only(found, "Odd").properties) == {"A": {"B": [1]}}


def test_companions_with_unknown_owners_together_leave_open_what_each_may_add() -> None:
    found = graph(
        native("aws_s3_bucket.b"),
        native("aws_s3_bucket_acl.a", bucket=var("one"), acl="private"),
        native("aws_s3_bucket_acl.c", bucket=var("two"), acl="public-read"),
        block(var("three"), "p"),
        block(var("four"), "q"),
    )
    assert properties(found, "aws_s3_bucket.b") == BARE | {
        "AccessControl": "?var.one",
        "PublicAccessBlockConfiguration": "?var.three",
    }


def test_a_long_chain_of_companions_ends_somewhere() -> None:
    chain = [block(ref(f"aws_s3_bucket_public_access_block.p{n + 1}.bucket"), f"p{n}") for n in range(2000)]
    found = graph(native("aws_s3_bucket.b"), *chain, block(ref("aws_s3_bucket.b.id"), "p2000"))
    assert blocked(found) == BLOCKED
