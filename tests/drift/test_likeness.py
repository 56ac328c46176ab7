"""Different spellings of one thing are not a difference."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import either, value, var
from yourside.drift.likeness import alike
from yourside.values import Seq, Value

ALIKE = [
    (["a", "b"], ["b", "a"]),
    ("a", ["a"]),
    (443, "443"),
    (True, "true"),
    (1.0, 1),
    ({"AWS": "*"}, "*"),
    ({"AWS": "arn:aws:iam::123456789012:root"}, {"AWS": "123456789012"}),
    (False, None),
    ([], None),
    ({"Enabled": False}, {}),
    ({"Name": "x"}, {"Name": "x", "Arn": "arn:aws:x"}),
    ("#!/bin/sh\n", "IyEvYmluL3NoCg=="),
    ([{"Port": 80}, {"Port": 443}], [{"Port": 443, "Id": "1"}, {"Port": 80, "Id": "2"}]),
]
UNLIKE = [
    ("a", "b"),
    (["a"], ["a", "b"]),
    (["a", "a"], ["a", "b"]),
    (True, None),
    ({"Name": "x"}, {}),
    ({"AWS": "*"}, {"AWS": "123456789012"}),
    ([{"Port": 80}], [{"Port": 81}]),
    ("a", {"a": 1}),
]


@pytest.mark.parametrize(("declared", "live"), ALIKE)
def test_the_same_in_other_words(declared: Any, live: Any) -> None:
    assert alike(value(declared), value(live))


@pytest.mark.parametrize(("declared", "live"), UNLIKE)
def test_what_differs(declared: Any, live: Any) -> None:
    assert not alike(value(declared), value(live))


@pytest.mark.parametrize("unknown", [var("x"), either("x", yes="a", no="b")], ids=["unknown", "undecided"])
def test_what_may_be_the_same_is_no_difference(unknown: Value) -> None:
    assert alike(unknown, value("a"))


def test_an_unknown_item_leaves_the_known_ones_their_partners() -> None:
    declared = Seq((var("x"), value("a")), value([]).origin)
    assert alike(declared, value(["a", "b"]))
    assert not alike(declared, value(["b", "c"]))
