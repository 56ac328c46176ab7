"""What the rules of a security group let through, one by one and together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies import either, more
from judging import not_known, truth, verdict

VARIABLE = not_known()


def rule(protocol: object, first: object = None, last: object = None) -> dict[str, object]:
    return {"IpProtocol": protocol, "FromPort": first, "ToPort": last}


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        (rule("tcp", 22, 22), True),
        (rule("tcp", "0", "65535"), True),
        (rule("tcp", 0, 21), False),
        (rule("tcp", 23, 100), False),
        (rule("TCP", 1, 100), True),
        (rule("6", 1, 100), True),
        (rule(6, 1, 100), True),
        (rule("udp", 22, 22), False),
        (rule("-1"), True),
        (rule(-1, 0, 0), True),
        (rule("all"), True),
        (rule("icmp", -1, -1), False),
        (rule("tcp", -1, -1), True),
        (rule("tcp"), None),
        (rule("tcp", VARIABLE, 100), None),
        (rule("tcp", VARIABLE, 21), False),
        (rule("tcp", 23, VARIABLE), False),
        (rule(VARIABLE, 22, 22), None),
        (rule(VARIABLE, 23, 23), None),
        (rule("udp", VARIABLE, VARIABLE), False),
        (VARIABLE, None),
    ],
)
def test_a_port(permission: object, expected: bool | None) -> None:
    assert truth("covers(r.Rule, 22)", Rule=permission) is expected
    assert truth("covers(r.Rule, '22', 'tcp')", Rule=permission) is expected


def test_a_port_of_another_protocol() -> None:
    assert truth("covers(r.Rule, 53, 'udp')", Rule=rule("17", 53, 53)) is True
    assert truth("covers(r.Rule, 53, 'udp')", Rule=rule("tcp", 53, 53)) is False


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        (rule("-1"), True),
        (rule("tcp", 0, 65535), True),
        (rule("udp", 1, 65535), True),
        (rule("tcp", 2, 65535), False),
        (rule("tcp", 0, 1023), False),
        (rule("tcp", -1, -1), True),
        (rule("icmp", -1, -1), False),
        (rule("tcp", 0, VARIABLE), None),
        (rule(VARIABLE, 443, 443), None),
    ],
)
def test_every_port(permission: object, expected: bool | None) -> None:
    assert truth("all_ports(r.Rule)", Rule=permission) is expected


WORLD = {"CidrIp": "0.0.0.0/0"}
HALVES = ({"CidrIp": "0.0.0.0/1"}, {"CidrIp": "128.0.0.0/1"})
INSIDE = {"CidrIp": "10.0.0.0/8"}
SSH = rule("tcp", 22, 22)
UNKNOWN_PORT = rule("tcp", VARIABLE, VARIABLE)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ([SSH | WORLD], True),
        (SSH | WORLD, True),
        ([SSH | INSIDE, SSH | {"CidrIpv6": "::/0"}], True),
        ([SSH | HALVES[0], rule("-1") | HALVES[1]], True),
        ([SSH | HALVES[0], SSH | {"CidrIpv6": "8000::/1"}], False),
        ([SSH | HALVES[0], rule("tcp", 3389, 3389) | HALVES[1]], False),
        ([rule("tcp", 443, 443) | WORLD, SSH | INSIDE], False),
        ([rule("udp", 22, 22) | WORLD], False),
        ([SSH | {"SourceSecurityGroupId": "sg-1"}], False),
        ([], False),
        (None, False),
        (VARIABLE, None),
        (more(SSH | WORLD), True),
        (more(SSH | INSIDE), None),
        ([SSH | {"CidrIp": VARIABLE}], None),
        ([UNKNOWN_PORT | WORLD], None),
        ([rule(VARIABLE, 22, 22) | WORLD], None),
        ([rule(VARIABLE, 443, 443) | WORLD], None),
        ([UNKNOWN_PORT | INSIDE, SSH | INSIDE], False),
        ([UNKNOWN_PORT | INSIDE, SSH | WORLD], True),
        ([UNKNOWN_PORT | HALVES[1], SSH | HALVES[0]], None),
        ([UNKNOWN_PORT | {"SourceSecurityGroupId": "sg-1"}], False),
        ([SSH | {"CidrIp": either("IsProd", true="0.0.0.0/0", false="1.2.3.4/0")}], True),
        ([either("IsProd", true=SSH | WORLD, false=None), SSH | INSIDE], None),
    ],
)
def test_a_group_opens_a_port_to_the_world(group: object, expected: bool | None) -> None:
    assert truth("opens(r.Group, [22, 3389])", Group=group) is expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ([rule("-1") | WORLD], True),
        ([rule("tcp", 0, 65535) | HALVES[0], rule("-1") | HALVES[1]], True),
        ([SSH | WORLD, rule("-1") | INSIDE], False),
        ([rule(VARIABLE, 443, 443) | WORLD], None),
        ([rule(VARIABLE, 443, 443) | INSIDE], False),
        (VARIABLE, None),
    ],
)
def test_a_group_opens_every_port_to_the_world(group: object, expected: bool | None) -> None:
    assert truth("opens_all_ports(r.Group)", Group=group) is expected


@pytest.mark.parametrize(
    ("group", "shown"),
    [
        ([SSH | INSIDE, SSH | WORLD], ["Group.1.CidrIp"]),
        ([SSH | HALVES[1], SSH | INSIDE, SSH | HALVES[0]], ["Group.0.CidrIp", "Group.2.CidrIp"]),
        ([SSH | INSIDE, SSH | {"CidrIp": VARIABLE}], ["Group.1.CidrIp"]),
        ([UNKNOWN_PORT | INSIDE, rule("tcp", VARIABLE, 99) | WORLD], ["Group.1.FromPort"]),
        ([UNKNOWN_PORT | {"SourceSecurityGroupId": "sg-1"}, rule(VARIABLE, 1, 1) | WORLD], ["Group.1.IpProtocol"]),
    ],
)
def test_what_is_shown_is_what_decides(group: object, shown: list[str]) -> None:
    assert [each.path for each in verdict("opens(r.Group, [22])", Group=group).evidence] == shown


PORTS = st.sampled_from([0, 21, 22, "22", 23, 65535, -1, VARIABLE])
RULES = st.fixed_dictionaries(
    {"IpProtocol": st.sampled_from(["tcp", "6", "-1", -1, "udp", VARIABLE]), "FromPort": PORTS, "ToPort": PORTS},
    optional={
        "CidrIp": st.sampled_from(["0.0.0.0/1", "128.0.0.0/1", "0.0.0.0/0", "10.0.0.0/8", VARIABLE]),
        "CidrIpv6": st.sampled_from(["::/1", "8000::/1", "::/0", VARIABLE]),
    },
)
SPELLED_OUT = """[22, 65535].exists(p,
    union_is_world(r.Group.filter(i, covers(i, p)).map(i, i.CidrIp))
      || union_is_world(r.Group.filter(i, covers(i, p)).map(i, i.CidrIpv6)))"""


@given(st.lists(RULES, max_size=4))
def test_a_group_is_judged_as_its_rules_are_one_by_one(group: list[dict[str, Any]]) -> None:
    spelled, native = (truth(deny, Group=group) for deny in (SPELLED_OUT, "opens(r.Group, [22, 65535])"))
    assert native is spelled or (spelled is None and native is False)
