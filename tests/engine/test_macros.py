"""Quantifiers, filters and maps over lists that may hold what is not known."""

from __future__ import annotations

import pytest

from bodies import either, more
from judging import not_known, truth, verdict

VARIABLE = not_known()
PORTS = [{"P": 22, "Open": True}, {"P": 80, "Open": False}]


@pytest.mark.parametrize(
    ("xs", "exists", "every"),
    [
        ([], False, True),
        (None, False, True),
        ([1], True, True),
        ([2], False, False),
        ([1, 2], True, False),
        ([2, VARIABLE], None, False),
        ([1, VARIABLE], True, None),
        (more(), None, None),
        (more(1), True, None),
        (more(2), None, False),
        (VARIABLE, None, None),
        ("text", None, None),
        ({"a": 1}, None, None),
        ([None, 1], True, True),
        ([None], False, True),
    ],
)
def test_quantifiers(xs: object, exists: bool | None, every: bool | None) -> None:
    assert truth("r.Xs.exists(x, x == 1)", Xs=xs) is exists
    assert truth("r.Xs.all(x, x == 1)", Xs=xs) is every


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("r.Ports.filter(p, p.Open) == [{'P': 22, 'Open': true}]", True),
        ("r.Ports.filter(p, p.Open).exists(p, p.P == 80)", False),
        ("r.Ports.filter(p, p.P == r.V).exists(p, p.Open)", None),
        ("r.Ports.filter(p, p.P == r.V).exists(p, p.P == 443)", None),
        ("r.Ports.filter(p, p.P == 22 || p.P == r.V).exists(p, p.Open)", True),
        ("r.Ports.filter(p, p.P == r.V || p.P == 80)[0].P == 80", None),
        ("r.Ports.filter(p, p.P == 80)[0].P == 80", True),
        ("r.Ports.filter(p, true)[2].P == null", True),
        ("80 in r.Ports.map(p, p.P)", True),
        ("r.Ports.map(p, p.P + 1) == [23, 81]", True),
        ("null in r.Ports.map(p, p.Name)", True),
        ("r.V.map(p, p.P) == []", None),
        ("r.V.filter(p, p.Open) == []", None),
        ("r.Nowhere.map(p, p.P) == []", True),
        ("[22, 80].all(n, r.Ports.exists(p, p.P == n))", True),
        ("[22, 443].exists(n, !r.Ports.exists(p, p.P == n))", True),
        ("r.Ports.exists(p, r.Ports.exists(q, p.P < q.P && p.Open != q.Open))", True),
    ],
)
def test_comprehensions(deny: str, expected: bool | None) -> None:
    assert truth(deny, Ports=PORTS, V=VARIABLE) is expected


def test_an_item_that_is_there_only_in_some_worlds_is_no_item_in_the_others() -> None:
    xs = [either("IsProd", true="a", false=None), "b"]
    assert truth("r.Xs.all(x, x == 'b')", Xs=xs) is None
    assert [str(world) for world in verdict("r.Xs.all(x, x == 'b')", Xs=xs).worlds] == ["IsProd is false"]
    assert truth("size(r.Xs) <= 2", Xs=xs) is True


def test_a_list_too_long_to_look_through_is_not_known() -> None:
    many = list(range(400))
    assert truth("r.Xs.exists(x, r.Xs.exists(y, x + y < 0))", Xs=many) is None
