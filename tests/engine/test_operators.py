"""Every operator on what is known, absent, unknown and undecided."""

from __future__ import annotations

import pytest

from bodies import either, more
from judging import not_known, open_map, truth, verdict
from yourside.values import Why

REFERENCE = not_known(Why.REFERENCE, target="aws_kms_key.k.arn")
VARIABLE = not_known()
ARN = not_known(Why.VARIABLE, "arn:aws:s3:::", ..., "/*")


@pytest.mark.parametrize(
    ("deny", "value", "expected"),
    [
        ("r.X == 1", 1, True),
        ("r.X == 1", 2, False),
        ("r.X != 1", 2, True),
        ("r.X == true", True, True),
        ("r.X == true", "true", True),
        ("r.X == true", "True", True),
        ("r.X == false", "true", False),
        ("r.X == 'true'", True, True),
        ("r.X == 22", "22", True),
        ("r.X == '22'", 22, True),
        ("r.X == 22", "22.0", True),
        ("r.X == 22", "twenty-two", False),
        ("r.X == 1", True, False),
        ("r.X == 'a'", "A", False),
        ("r.X == 'a'", ["a"], False),
        ("r.X == 'a'", {"a": 1}, False),
        ("r.X == ['a', 'b']", ["a", "b"], True),
        ("r.X == ['a', 'b']", ["b", "a"], False),
        ("r.X == ['a', 'b']", ["a"], False),
        ("r.X == ['a', 'b']", ["a", VARIABLE], None),
        ("r.X == ['a', 'b']", ["x", VARIABLE], False),
        ("r.X == ['a', 'b']", more("a"), None),
        ("r.X == ['a', 'b']", more("a", "b", "c"), False),
        ("r.X == {'a': 1}", {"a": "1"}, True),
        ("r.X == {'a': 1}", {"a": 1, "b": 2}, False),
        ("r.X == {'a': 1}", open_map(a=1), None),
        ("r.X == {'a': 1}", open_map(a=2), False),
        ("r.X == {'a': 1, 'b': null}", {"a": 1}, True),
        ("r.X == 'a'", VARIABLE, None),
        ("r.X != 'a'", REFERENCE, None),
        ("r.X == 'arn:aws:s3:::b/*'", ARN, None),
        ("r.X == 'arn:aws:s3:::b'", ARN, False),
        ("r.X == 'arn:aws:s3:::/'", ARN, False),
        ("r.X == '*'", ARN, False),
        ("r.X == ['a']", ARN, False),
        ("r.X == 'a-b-c'", not_known(Why.VARIABLE, "a-", ..., "-", ..., "c"), None),
        ("r.X == 'a-bc'", not_known(Why.VARIABLE, "a-", ..., "-", ..., "c"), False),
        ("r.X == 'ab'", not_known(Why.VARIABLE, "a", "b"), None),
        ("r.X == 'abc'", not_known(Why.VARIABLE, "a", "b"), False),
    ],
)
def test_equality(deny: str, value: object, expected: bool | None) -> None:
    assert truth(deny, X=value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, True),
        ("", False),
        ([], False),
        (REFERENCE, False),
        (ARN, False),
        (VARIABLE, None),
        (not_known(Why.UNLINKED), None),
        (not_known(Why.VARIABLE, ...), None),
        (either("IsProd", true=None, false="a"), None),
        (either("IsProd", true="b", false="a"), False),
        (either("IsProd", true=None, false=None), True),
    ],
)
def test_a_null_test_asks_whether_something_is_set(value: object, expected: bool | None) -> None:
    assert truth("r.X == null", X=value) is expected
    assert truth("r.X != null", X=value) is (None if expected is None else not expected)


def test_absent_equals_null_and_nothing_else() -> None:
    assert truth("r.X == null") is True
    assert truth("r.X.Y[0] == null") is True
    assert truth("r.X == r.Y") is True
    assert truth("r.X == false") is False
    assert truth("r.X == ''") is False
    assert truth("r.X != true") is True


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("r.Whole.Part == null", None),
        ("r.Open.Part == null", None),
        ("r.Open.Known == null", False),
        ("r.More[0] == null", None),
        ("r.Text.Part == null", None),
        ("r.List.Part == null", None),
        ("r.List[1] == null", True),
        ("r.List[0] == 'a'", True),
        ("r['List'][0] == 'a'", True),
        ("r.Table[r.List[0]] == 1", True),
        ("r.Table[r.Whole] == 1", None),
    ],
)
def test_steps_into_what_is_not_known_are_not_known(deny: str, expected: bool | None) -> None:
    things = {"Whole": REFERENCE, "Open": open_map(Known=1), "More": more("a"), "Text": "{", "List": ["a"]}
    assert truth(deny, Table={"a": 1}, **things) is expected


@pytest.mark.parametrize(
    ("deny", "value", "expected"),
    [
        ("r.X < 10", 9, True),
        ("r.X < 10", 10, False),
        ("r.X <= 10", 10, True),
        ("r.X > 10", "11", True),
        ("r.X >= '10'", 9.5, False),
        ("10 <= r.X", 10, True),
        ("r.X < 10", None, None),
        ("r.X < 10", VARIABLE, None),
        ("r.X < 10", "soon", None),
        ("r.X < 10", [1], None),
        ("r.X < 10", True, None),
        ("r.X < 10", either("IsProd", true=1, false=2), True),
        ("r.X < 10", either("IsProd", true=1, false=20), None),
    ],
)
def test_order(deny: str, value: object, expected: bool | None) -> None:
    assert truth(deny, X=value) is expected


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("r.A in ['a', 'b']", True),
        ("r.A in ['b']", False),
        ("!(r.A in ['b'])", True),
        ("r.A in [r.B, 'a']", True),
        ("r.N in [22, 3389]", True),
        ("r.A in r.List", True),
        ("'c' in r.List", False),
        ("'c' in r.More", None),
        ("'a' in r.More", True),
        ("'a' in r.Doubtful", True),
        ("'c' in r.Doubtful", None),
        ("'a' in r.Nowhere", False),
        ("'a' in r.V", None),
        ("r.V in ['a']", None),
        ("r.Arn in ['a', '*']", False),
        ("r.Nowhere in ['a']", False),
        ("r.Nowhere in ['a', null]", True),
        ("'a' in r.A", None),
        ("r.A in []", False),
        ("'a' in r.Nulls", True),
    ],
)
def test_membership(deny: str, expected: bool | None) -> None:
    lists = {"List": ["a", "b"], "More": more("a"), "Doubtful": ["a", VARIABLE], "Nulls": [None, "a"]}
    assert truth(deny, A="a", B="b", N="22", V=VARIABLE, Arn=ARN, **lists) is expected


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("r.T && r.T", True),
        ("r.T && r.F", False),
        ("r.U && r.F", False),
        ("r.F && r.U", False),
        ("r.U && r.T", None),
        ("r.T || r.U", True),
        ("r.U || r.T", True),
        ("r.U || r.F", None),
        ("r.F || r.F", False),
        ("!r.U", None),
        ("!r.F && !r.Nowhere", True),
        ("r.F || r.F || r.T", True),
        ("r.T || r.F && r.F", True),
        ("(r.T || r.F) && r.F", False),
    ],
)
def test_connectives_are_kleenes(deny: str, expected: bool | None) -> None:
    assert truth(deny, T=True, F=False, U=VARIABLE) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        ("true", True),
        (False, False),
        ("FALSE", False),
        (None, False),
        (VARIABLE, None),
        ("yes", None),
        (1, None),
        ([], None),
        ({}, None),
    ],
)
def test_a_bare_value_is_a_condition(value: object, expected: bool | None) -> None:
    assert truth("r.X", X=value) is expected


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("(r.A ?? 'z') == 'a'", True),
        ("(r.Nowhere ?? 'z') == 'z'", True),
        ("(r.Null ?? r.Nowhere ?? 'z') == 'z'", True),
        ("(r.V ?? 'z') == 'z'", None),
        ("(r.V ?? 'z') == null", None),
        ("(r.Arn ?? 'z') == 'z'", False),
        ("(r.Ref ?? null) == null", False),
        ("(r.Maybe ?? 'z') == 'z'", None),
        ("(r.Either ?? 'z') == 'z'", False),
        ("r.Nowhere ?? true", True),
    ],
)
def test_the_first_that_is_present(deny: str, expected: bool | None) -> None:
    undecided = {"Maybe": either("C", true=None, false="a"), "Either": either("D", true="b", false="a")}
    assert truth(deny, A="a", Null=None, V=VARIABLE, Arn=ARN, Ref=REFERENCE, **undecided) is expected


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("(r.A + r.B) == ['a', 'b']", True),
        ("(r.A + r.Nowhere) == ['a']", True),
        ("(r.Nowhere + r.Nothing) == []", True),
        ("'b' in r.A + r.V", None),
        ("'a' in r.V + r.A", True),
        ("'a' in r.V + r.V", None),
        ("1 + 2 == 3", True),
        ("r.N - 1 == 21", True),
        ("-r.N < 0", True),
        ("r.N + r.V == 3", None),
        ("r.N + r.Nowhere == 22", None),
        ("'a' in r.A + r.N", True),
        ("'b' in r.A + r.N", None),
        ("'x' in r.More + r.A", None),
    ],
)
def test_sums(deny: str, expected: bool | None) -> None:
    assert truth(deny, A=["a"], B=["b"], N="22", V=VARIABLE, More=more("m")) is expected


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("(r.T ? 1 : 2) == 1", True),
        ("(r.F ? 1 : 2) == 1", False),
        ("(r.U ? 1 : 2) == 1", None),
        ("r.T ? r.F : r.U", False),
        ("r.U ? r.T : r.T", True),
        ("r.U ? r.T : r.F", None),
        ("r.Nowhere ? r.T : r.F", False),
        ("r.F ? r.T : r.F ? r.F : r.T", True),
        ("(r.T && r.F) == false", True),
        ("(r.T && r.U) == false", None),
        ("[r.T || r.F, 1] == [true, 1]", True),
    ],
)
def test_conditionals(deny: str, expected: bool | None) -> None:
    assert truth(deny, T=True, F=False, U=VARIABLE) is expected


def test_unary_minus_and_not_bind_tighter_than_a_comparison() -> None:
    assert truth("-1 < r.N && !r.F == true", N=0, F=False) is True


def test_the_literal_list_does_not_hide_what_decided() -> None:
    assert [each.path for each in verdict("r.A in ['a', 'b']", A="a").evidence] == ["A"]
