from __future__ import annotations

from typing import Any

import pytest

from bodies import either, encoded, graph, more, native, only, plain, properties, ref, var


def ingress(*blocks: object) -> Any:
    found = properties(graph(native("aws_security_group.g", ingress=list(blocks))), "aws_security_group.g")
    return found["SecurityGroupIngress"]


SSH = {"protocol": "tcp", "from_port": 22, "to_port": 22}
RULE = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22}


@pytest.mark.parametrize(
    ("peers", "expected"),
    [
        pytest.param({"cidr_blocks": ["10.0.0.0/8"]}, [{"CidrIp": "10.0.0.0/8"}], id="one"),
        pytest.param(
            {"cidr_blocks": ["a", "b"], "ipv6_cidr_blocks": ["::/0"]},
            [{"CidrIp": "a"}, {"CidrIp": "b"}, {"CidrIpv6": "::/0"}],
            id="one rule for each peer",
        ),
        pytest.param({"self": True}, [{"SourceSecurityGroupId": "&aws_security_group.g"}], id="self"),
        pytest.param({"self": False, "cidr_blocks": ["a"]}, [{"CidrIp": "a"}], id="not self"),
        pytest.param({}, [{}], id="no peer is one rule"),
        pytest.param({"cidr_blocks": []}, [{}], id="no peers is one rule"),
        pytest.param({"cidr_blocks": var("c")}, [{"CidrIp": "?var.c"}], id="unknown peers are an unknown peer"),
        pytest.param({"cidr_blocks": ["a", var("c")]}, [{"CidrIp": "a"}, {"CidrIp": "?var.c"}], id="one unknown"),
        pytest.param({"cidr_blocks": more("a")}, [{"CidrIp": "a"}, {"CidrIp": "?var.more"}], id="may be more"),
        pytest.param(
            {"cidr_blocks": either("var.p", true=["a", "b"], false=["c"])},
            [
                {"CidrIp": {"var.p is true": "a", "var.p is false": "c"}},
                {"CidrIp": {"var.p is true": "b", "var.p is false": None}},
            ],
            id="a choice of peers is peers that are choices",
        ),
    ],
)
def test_a_rule_with_several_peers_is_several_rules(
    peers: dict[str, object], expected: list[dict[str, object]]
) -> None:
    assert ingress({**SSH, **peers}) == [RULE | peer for peer in expected]


def test_transforms_apply_below_an_exploded_block() -> None:
    assert ingress({"protocol": "all", "cidr_blocks": ["a"]}) == [{"IpProtocol": "-1", "CidrIp": "a"}]


def test_a_block_in_a_choice_stays_in_it() -> None:
    block = either("var.p", true={**SSH, "cidr_blocks": ["a"]}, false=None)
    assert ingress(block) == [{"var.p is true": RULE | {"CidrIp": "a"}, "var.p is false": None}]


def test_blocks_that_cannot_be_expanded_leave_the_list_open() -> None:
    found = properties(graph(native("aws_security_group.g", ingress=more())), "aws_security_group.g")
    assert found["SecurityGroupIngress"] == ["...", "?var.more"]


def test_an_inline_policy_is_a_resource_of_its_own() -> None:
    found = graph(native("aws_s3_bucket.b", policy=encoded({"Statement": []})))
    policy = only(found, "aws_s3_bucket.b", "policy")
    assert policy.type == "AWS::S3::BucketPolicy"
    assert plain(policy.properties) == {"Bucket": "&aws_s3_bucket.b", "PolicyDocument": {"Statement": []}}
    assert "PolicyDocument" not in only(found, "aws_s3_bucket.b").properties.entries
    assert [(edge.target, edge.path) for edge in found.out(policy.id)] == [
        (only(found, "aws_s3_bucket.b").id, ("Bucket",))
    ]


def test_an_unknown_inline_policy_is_a_resource_with_an_unknown_document() -> None:
    found = graph(native("aws_s3_bucket.b", policy=var("p")))
    assert properties(found, "aws_s3_bucket.b", "policy")["PolicyDocument"] == "?var.p"


def test_each_inline_block_is_a_resource_of_its_own() -> None:
    found = graph(native("aws_network_acl.a", ingress=[{"rule_no": 1, "action": "allow"}, {"rule_no": "2"}]))
    assert properties(found, "aws_network_acl.a", "ingress[0]") == {
        "RuleNumber": 1,
        "RuleAction": "allow",
        "NetworkAclId": "&aws_network_acl.a",
        "Egress": False,
    }
    assert properties(found, "aws_network_acl.a", "ingress[1]")["RuleNumber"] == 2


def test_inline_blocks_that_cannot_be_expanded_are_one_open_resource() -> None:
    found = graph(native("aws_network_acl.a", ingress=var("rules")))
    assert properties(found, "aws_network_acl.a", "ingress[0]")["..."] == "?var.rules"


def test_a_reference_as_peer_becomes_an_edge() -> None:
    found = graph(
        native("aws_security_group.g", ingress=[{**SSH, "security_groups": [ref("aws_security_group.h.id")]}]),
        native("aws_security_group.h", name="h"),
    )
    edge = found.into(only(found, "aws_security_group.h").id)[0]
    assert edge.path == ("SecurityGroupIngress", "0", "SourceSecurityGroupId")
