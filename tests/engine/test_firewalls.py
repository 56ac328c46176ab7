"""What an entry of a Google Cloud firewall rule names: protocols by name and number, ports as intervals."""

from __future__ import annotations

import pytest

from bodies import either, more
from judging import not_known, truth
from yourside.values import Why

VARIABLE = not_known()


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"IPProtocol": "tcp", "ports": ["22"]}, True),
        ({"IPProtocol": "TCP", "ports": [22]}, True),
        ({"IPProtocol": "6", "ports": ["20-25"]}, True),
        ({"IPProtocol": 6, "ports": ["80", "1-22"]}, True),
        ({"IPProtocol": "tcp", "ports": "22"}, True),
        ({"IPProtocol": "tcp", "ports": [" 22 - 22 "]}, True),
        ({"IPProtocol": "tcp"}, True),
        ({"IPProtocol": "tcp", "ports": []}, True),
        ({"IPProtocol": "all"}, True),
        ({"IPProtocol": "tcp", "ports": ["23-65535"]}, False),
        ({"IPProtocol": "tcp", "ports": ["22a", "ssh", ""]}, False),
        ({"IPProtocol": "udp"}, False),
        ({"IPProtocol": "17", "ports": ["22"]}, False),
        ({"IPProtocol": "icmp"}, False),
        ({"IPProtocol": VARIABLE, "ports": ["80"]}, False),
        ({"IPProtocol": VARIABLE, "ports": ["22"]}, None),
        ({"IPProtocol": "tcp", "ports": VARIABLE}, None),
        ({"IPProtocol": "tcp", "ports": ["22", VARIABLE]}, True),
        ({"IPProtocol": "tcp", "ports": [VARIABLE, "80"]}, None),
        ({"IPProtocol": "tcp", "ports": more("80")}, None),
        ({"IPProtocol": "udp", "ports": VARIABLE}, False),
        ({"IPProtocol": either("C", true="tcp", false="6"), "ports": ["22"]}, True),
        (VARIABLE, None),
    ],
)
def test_a_port(entry: object, expected: bool | None) -> None:
    assert truth("names_port(r.Entry, 22)", Entry=entry) is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"IPProtocol": "udp", "ports": ["3389"]}, True),
        ({"IPProtocol": "17"}, True),
        ({"IPProtocol": "all"}, True),
        ({"IPProtocol": "tcp", "ports": ["3389"]}, False),
    ],
)
def test_a_port_of_another_protocol(entry: object, expected: bool) -> None:
    assert truth("names_port(r.Entry, 3389, 'udp')", Entry=entry) is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"IPProtocol": "all"}, True),
        ({"IPProtocol": "tcp"}, True),
        ({"IPProtocol": "udp", "ports": ["0-65535"]}, True),
        ({"IPProtocol": "6", "ports": ["22", "1-65535"]}, True),
        ({"IPProtocol": "tcp", "ports": ["32768-65535", "0-20000", "20001-32767"]}, True),
        ({"IPProtocol": "tcp", "ports": ["32768-65535", "0-32766"]}, False),
        ({"IPProtocol": "tcp", "ports": ["0-32766", VARIABLE]}, None),
        ({"IPProtocol": "tcp", "ports": ["1024-65535"]}, False),
        ({"IPProtocol": "tcp", "ports": ["9" * 9000]}, False),
        ({"IPProtocol": "tcp", "ports": ["0-1023"]}, False),
        ({"IPProtocol": "icmp"}, False),
        ({"IPProtocol": "esp"}, False),
        ({"IPProtocol": VARIABLE}, None),
        ({"IPProtocol": "tcp", "ports": VARIABLE}, None),
    ],
)
def test_every_port(entry: object, expected: bool | None) -> None:
    assert truth("names_every_port(r.Entry)", Entry=entry) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (["0.0.0.0/0"], ["10.0.0.0/8", "0.0.0.0/0"], True),
        (["0.0.0.0/0"], ["0.0.0.0/0", "::/0"], False),
        (["::/0", "0.0.0.0/0"], ["0.0.0.0/0", "::/0"], True),
        (["10.0.0.0/8"], ["10.1.0.0/16"], True),
        (["10.1.0.0/16"], ["10.0.0.0/8"], False),
        ("10.0.0.0/8", "10.0.0.7", True),
        (["10.0.0.0/8"], [], True),
        (None, ["10.0.0.0/8"], False),
        (["nonsense"], ["10.0.0.0/8"], False),
        ([VARIABLE], ["10.0.0.0/8"], None),
        (["10.0.0.0/8"], [VARIABLE], None),
        (["0.0.0.0/0", VARIABLE], ["10.0.0.0/8"], True),
        (VARIABLE, ["10.0.0.0/8"], None),
        (["10.0.0.0/8"], not_known(Why.VARIABLE), None),
    ],
)
def test_address_blocks_inside_of_others(outer: object, inner: object, expected: bool | None) -> None:
    assert truth("holds_addresses(r.Outer, r.Inner)", Outer=outer, Inner=inner) is expected
