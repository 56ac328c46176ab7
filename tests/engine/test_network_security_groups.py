"""What the rules of an Azure network security group let in from the internet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies import either, more
from judging import not_known, truth, verdict
from yourside.values import Why

VARIABLE = not_known()
OFFICE = not_known(Why.VARIABLE, ..., "/32")


def rule(**properties: object) -> dict[str, object]:
    """A rule that opens SSH, but for what is said; None takes a property away."""
    stated: dict[str, object] = {
        "priority": 100,
        "access": "Allow",
        "direction": "Inbound",
        "protocol": "Tcp",
        "sourcePortRange": "*",
        "sourceAddressPrefix": "*",
        "destinationAddressPrefix": "*",
        "destinationPortRange": "22",
    }
    return {"properties": {key: value for key, value in (stated | properties).items() if value is not None}}


def from_blocks(*blocks: object, priority: int = 100) -> dict[str, object]:
    return rule(sourceAddressPrefix=None, sourceAddressPrefixes=list(blocks), priority=priority)


def deny(**properties: object) -> dict[str, object]:
    return rule(**{"priority": 50, "access": "Deny"} | properties)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, True),
        ({"access": "Deny"}, False),
        ({"direction": "Outbound"}, False),
        ({"direction": "inbound", "access": "allow"}, True),
        ({"protocol": "*"}, True),
        ({"protocol": "TCP"}, True),
        ({"protocol": "Udp"}, False),
        ({"protocol": "Icmp"}, False),
        ({"protocol": VARIABLE}, None),
        ({"sourceAddressPrefix": "0.0.0.0/0"}, True),
        ({"sourceAddressPrefix": "::/0"}, True),
        ({"sourceAddressPrefix": "Internet"}, True),
        ({"sourceAddressPrefix": "internet"}, True),
        ({"sourceAddressPrefix": "Any"}, True),
        ({"sourceAddressPrefix": "VirtualNetwork"}, False),
        ({"sourceAddressPrefix": "AzureCloud"}, False),
        ({"sourceAddressPrefix": "10.0.0.0/8"}, False),
        ({"sourceAddressPrefix": None}, False),
        ({"sourceAddressPrefix": VARIABLE}, None),
        ({"sourceAddressPrefix": OFFICE}, False),
        ({"sourceAddressPrefix": either("C", true="*", false="Internet")}, True),
        ({"sourceAddressPrefix": None, "sourceAddressPrefixes": ["10.0.0.0/8", "0.0.0.0/0"]}, True),
        ({"sourceAddressPrefix": None, "sourceAddressPrefixes": ["0.0.0.0/1", "128.0.0.0/1"]}, True),
        ({"sourceAddressPrefix": None, "sourceAddressPrefixes": ["::/1", "8000::/1"]}, True),
        ({"sourceAddressPrefix": None, "sourceAddressPrefixes": ["0.0.0.0/1", "8000::/1"]}, False),
        ({"sourceAddressPrefix": None, "sourceAddressPrefixes": more("10.0.0.0/8")}, None),
        ({"sourceAddressPrefix": None, "sourceAddressPrefixes": VARIABLE}, None),
        ({"sourceAddressPrefix": None, "sourceApplicationSecurityGroups": [{"id": "web"}]}, False),
        ({"destinationPortRange": "*"}, True),
        ({"destinationPortRange": "20-30"}, True),
        ({"destinationPortRange": " 22 "}, True),
        ({"destinationPortRange": 22}, True),
        ({"destinationPortRange": "23-30"}, False),
        ({"destinationPortRange": "222"}, False),
        ({"destinationPortRange": "ssh"}, False),
        ({"destinationPortRange": VARIABLE}, None),
        ({"destinationPortRange": None, "destinationPortRanges": ["80", "20-25"]}, True),
        ({"destinationPortRange": None, "destinationPortRanges": ["80", "443"]}, False),
        ({"destinationPortRange": None, "destinationPortRanges": ["80", VARIABLE]}, None),
        ({"destinationPortRange": VARIABLE, "protocol": "Udp"}, False),
        ({"destinationAddressPrefix": "10.0.0.4"}, True),
        ({"sourcePortRange": "1024-65535"}, True),
    ],
)
def test_one_rule(properties: dict[str, object], expected: bool | None) -> None:
    assert truth("nsg_opens(r.Rules, [22])", Rules=[rule(**properties)]) is expected
    assert truth("nsg_opens(r.Rules, [22])", Rules=rule(**properties)) is expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], False),
        (None, False),
        (VARIABLE, None),
        ([VARIABLE], None),
        ([rule(), VARIABLE], None),
        (more(rule()), None),
        (more(rule(access="Deny")), None),
        (
            [from_blocks("0.0.0.0/1"), from_blocks("128.0.0.0/1", priority=101)],
            True,
        ),
        ([from_blocks("0.0.0.0/1"), from_blocks(VARIABLE)], None),
        ([from_blocks("0.0.0.0/1"), from_blocks("10.0.0.0/8")], False),
        ([rule(), rule(priority=200, destinationPortRange="80")], True),
    ],
)
def test_rules_together(rules: object, expected: bool | None) -> None:
    assert truth("nsg_opens(r.Rules, [22])", Rules=rules) is expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, False),
        ({"priority": 150}, True),
        ({"priority": VARIABLE}, None),
        ({"direction": "Outbound"}, True),
        ({"access": VARIABLE}, None),
        ({"protocol": "*"}, False),
        ({"protocol": "Udp"}, True),
        ({"destinationPortRange": "*"}, False),
        ({"destinationPortRange": "0-65535"}, False),
        ({"destinationPortRange": "80"}, True),
        ({"destinationPortRange": VARIABLE}, None),
        ({"sourceAddressPrefix": "Internet"}, False),
        ({"sourceAddressPrefix": "0.0.0.0/0"}, True),  # IPv6 is left open
        ({"sourceAddressPrefix": "203.0.113.0/24"}, True),
        ({"sourceAddressPrefix": VARIABLE}, None),
        ({"sourcePortRange": "80"}, True),
        ({"destinationAddressPrefix": "VirtualNetwork"}, False),
        ({"destinationAddressPrefix": "10.0.0.4"}, True),
        ({"destinationAddressPrefix": VARIABLE}, None),
    ],
)
def test_an_earlier_rule_that_denies_hides_one_that_allows(
    properties: dict[str, object], expected: bool | None
) -> None:
    assert truth("nsg_opens(r.Rules, [22])", Rules=[rule(), deny(**properties)]) is expected
    assert truth("nsg_opens(r.Rules, [22])", Rules=[deny(**properties), rule()]) is expected


def test_a_rule_for_one_machine_is_hidden_by_one_for_the_same_machine() -> None:
    machine = {"destinationAddressPrefix": "10.0.0.4"}
    assert truth("nsg_opens(r.Rules, [22])", Rules=[rule(**machine), deny(**machine)]) is False
    assert truth("nsg_opens(r.Rules, [22])", Rules=[rule(**machine), deny(destinationAddressPrefix="10.0.0.5")]) is True


def test_an_allowed_block_inside_a_denied_one_does_not_count() -> None:
    halves = [from_blocks("0.0.0.0/1"), from_blocks("128.0.0.0/1")]
    assert truth("nsg_opens(r.Rules, [22])", Rules=[*halves, deny(sourceAddressPrefix="128.0.0.0/1")]) is False


@pytest.mark.parametrize(
    ("properties", "every_port", "beyond"),
    [
        ({"destinationPortRange": "*"}, True, True),
        ({"destinationPortRange": "0-65535"}, True, True),
        ({"destinationPortRange": "1-65535", "protocol": "*"}, True, True),
        ({"destinationPortRange": "*", "protocol": "Udp"}, False, True),
        ({"destinationPortRange": "*", "protocol": "Icmp"}, False, False),
        ({"destinationPortRange": "0-1023"}, False, True),
        ({"destinationPortRange": "443"}, False, False),
        ({"destinationPortRange": "80-443"}, False, True),
        ({"destinationPortRange": "8080", "protocol": "Udp"}, False, True),
        ({"destinationPortRange": VARIABLE}, None, None),
        ({"destinationPortRange": "*", "access": "Deny"}, False, False),
    ],
)
def test_all_ports_and_ports_beyond_some(properties: dict[str, object], every_port: bool, beyond: bool) -> None:
    assert truth("nsg_opens_all_ports(r.Rules)", Rules=[rule(**properties)]) is every_port
    assert truth("nsg_opens_beyond(r.Rules, [80, 443])", Rules=[rule(**properties)]) is beyond


def test_another_protocol() -> None:
    dns = rule(protocol="Udp", destinationPortRange="53")
    assert truth("nsg_opens(r.Rules, [53], 'udp')", Rules=[dns]) is True
    assert truth("nsg_opens(r.Rules, [53])", Rules=[dns]) is False


def test_what_is_shown_are_the_sources_that_open_the_port() -> None:
    rules = [rule(destinationPortRange="80"), rule(priority=101, sourceAddressPrefix="Internet"), deny(priority=200)]
    found = verdict("nsg_opens(r.Rules, [3389, 22])", Rules=rules)
    assert [each.path for each in found.evidence] == ["Rules.1.properties.sourceAddressPrefix"]


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "priority": st.integers(100, 103),
    "access": st.sampled_from(["Allow", "Deny"]),
    "direction": st.sampled_from(["Inbound", "Inbound", "Outbound"]),
    "protocol": st.sampled_from(["Tcp", "*", "Udp"]),
    "sourcePortRange": st.sampled_from(["*", "80"]),
    "sourceAddressPrefix": st.sampled_from(
        ["*", "Internet", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "VirtualNetwork"]
    ),
    "destinationAddressPrefix": st.sampled_from(["*", "10.0.0.4"]),
    "destinationPortRange": st.sampled_from(["22", "80", "20-25", "*"]),
}
PROPERTIES = st.fixed_dictionaries(FIELDS)


@given(st.lists(st.tuples(PROPERTIES, st.sets(st.sampled_from(sorted(FIELDS)), max_size=2)), max_size=4))
def test_what_is_not_known_may_settle_a_verdict_and_never_turns_one(
    drawn: list[tuple[dict[str, Any], set[str]]],
) -> None:
    known = [{"properties": properties} for properties, _ in drawn]
    hidden = [{"properties": properties | dict.fromkeys(names, VARIABLE)} for properties, names in drawn]
    for deny in ("nsg_opens(r.Rules, [22])", "nsg_opens_all_ports(r.Rules)", "nsg_opens_beyond(r.Rules, [80])"):
        assert truth(deny, Rules=hidden) in (None, truth(deny, Rules=known))
        assert truth(deny, Rules=more(*known)) in (None, truth(deny, Rules=known))
