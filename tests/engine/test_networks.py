"""Address blocks and ports as sets."""

from __future__ import annotations

import pytest

from bodies import either, more
from judging import not_known, truth, verdict
from yourside.values import Why

VARIABLE = not_known()
VPC = not_known(Why.REFERENCE, target="aws_vpc.main.cidr_block")
OFFICE = not_known(Why.VARIABLE, ..., "/32")


@pytest.mark.parametrize(
    ("cidr", "expected"),
    [
        ("0.0.0.0/0", True),
        ("0.0.0.0/0 ", True),
        ("0.0.0.0/00", True),
        ("1.2.3.4/0", True),
        ("::/0", True),
        ("0:0::/0", True),
        ("0000:0000:0000:0000:0000:0000:0000:0000/0", True),
        ("0.0.0.0/0.0.0.0", True),
        ("0.0.0.0/1", False),
        ("10.0.0.0/8", False),
        ("203.0.113.7", False),
        ("::", False),
        ("/0", False),
        ("pl-12345678", False),
        ("", False),
        (None, False),
        (VARIABLE, None),
        (VPC, None),
        (OFFICE, False),
        (not_known(Why.VARIABLE, ..., "/0"), None),
        (not_known(Why.VARIABLE, "10.0.0.0/", ...), None),
        (["0.0.0.0/0"], None),
        (either("C", true="0.0.0.0/0", false="::/0"), True),
    ],
)
def test_the_world(cidr: object, expected: bool | None) -> None:
    assert truth("is_world(r.C)", C=cidr) is expected


@pytest.mark.parametrize(
    ("cidrs", "expected"),
    [
        (["0.0.0.0/0"], True),
        ("0.0.0.0/0", True),
        (["0.0.0.0/1", "128.0.0.0/1"], True),
        (["128.0.0.0/1", "10.0.0.0/8", "64.0.0.0/2", "0.0.0.0/2"], True),
        (["::/1", "8000::/1"], True),
        (["0.0.0.0/1", "8000::/1"], False),
        (["0.0.0.0/1", "128.0.0.0/2"], False),
        ([], False),
        (None, False),
        (["nonsense"], False),
        (["0.0.0.0/0", VARIABLE], True),
        (["10.0.0.0/8", VARIABLE], None),
        (["10.0.0.0/8", OFFICE, OFFICE], False),
        (["0.0.0.0/1", not_known(Why.VARIABLE, ..., "/1")], None),
        (["10.0.0.0/8", None], False),
        (more("10.0.0.0/8"), None),
        (more("0.0.0.0/1", "128.0.0.0/1"), True),
        (VARIABLE, None),
    ],
)
def test_blocks_that_make_up_the_world(cidrs: object, expected: bool | None) -> None:
    assert truth("union_is_world(r.Cidrs)", Cidrs=cidrs) is expected


def test_the_blocks_of_many_rules_are_put_together_and_those_that_are_needed_shown() -> None:
    rules = [{"CidrIp": "0.0.0.0/1"}, {"CidrIpv6": "::/8"}, {"CidrIp": "128.0.0.0/1"}]
    found = verdict("union_is_world(r.Rules.map(i, i.CidrIp))", Rules=rules)
    assert [each.path for each in found.evidence] == ["Rules.0.CidrIp", "Rules.2.CidrIp"]
