"""How many addresses a range holds."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest

from bodies import either
from judging import not_known, truth

FIRST = str(IPv4Address(0))


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (FIRST, "255.255.255.255", 1 << 32),
        ("198.51.100.7", "198.51.100.7", 1),
        (" 198.51.100.0 ", "198.51.100.255", 256),
        ("10.0.0.0", "10.255.255.255", 1 << 24),
        ("::", "::ffff", 1 << 16),
        ("198.51.100.7", "198.51.100.6", 0),
        ("198.51.100.7", "10.0.0.1", 0),
    ],
)
def test_both_ends_count(first: str, last: str, held: int) -> None:
    assert truth(f"addresses(r.First, r.Last) == {held}", First=first, Last=last) is True


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (FIRST, not_known()),
        (not_known(), "255.255.255.255"),
        (FIRST, None),
        (FIRST, "everywhere"),
        (FIRST + "/0", "255.255.255.255"),
        ([FIRST], "255.255.255.255"),
    ],
)
def test_what_is_no_address_leaves_it_open(first: object, last: object) -> None:
    assert truth("addresses(r.First, r.Last) > 5", First=first, Last=last) is None


def test_a_condition_decides_where_it_does_not_matter() -> None:
    last = either("Wide", true="255.255.255.255", false="127.255.255.255")
    assert truth("addresses(r.First, r.Last) > 16777216", First=FIRST, Last=last) is True
