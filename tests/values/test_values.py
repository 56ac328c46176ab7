"""The laws of three-valued logic, and what counts as known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies import NOWHERE, either, encoded, more, var
from yourside.values import Choice, Missing, Scalar, Tri, Unknown, Value, Why, known, over_branches

TRUTHS = st.sampled_from(Tri)


@given(TRUTHS, TRUTHS, TRUTHS)
def test_kleenes_laws(a: Tri, b: Tri, c: Tri) -> None:
    assert ~~a is a
    assert a & b is b & a
    assert a | b is b | a
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (b & c) is (a | b) & (a | c)
    assert ~(a & b) is ~a | ~b
    assert ~(a | b) is ~a & ~b
    assert a & (a | b) is a
    assert a | (a & b) is a
    assert a & a is a
    assert a & Tri.TRUE is a
    assert a | Tri.FALSE is a
    assert a & Tri.FALSE is Tri.FALSE
    assert a | Tri.TRUE is Tri.TRUE


@given(st.booleans(), st.booleans())
def test_on_what_is_known_it_is_ordinary_logic(a: bool, b: bool) -> None:
    assert Tri.of(a) & Tri.of(b) is Tri.of(a and b)
    assert Tri.of(a) | Tri.of(b) is Tri.of(a or b)
    assert ~Tri.of(a) is Tri.of(not a)


def test_not_knowing_stays_not_knowing() -> None:
    assert ~Tri.UNKNOWN is Tri.UNKNOWN
    assert Tri.UNKNOWN & Tri.TRUE is Tri.UNKNOWN
    assert Tri.UNKNOWN | ~Tri.UNKNOWN is Tri.UNKNOWN


@pytest.mark.parametrize("truth", Tri)
def test_a_truth_cannot_be_taken_for_a_boolean(truth: Tri) -> None:
    with pytest.raises(TypeError):
        bool(truth)


@pytest.mark.parametrize(
    ("parts", "prefix"),
    [
        ((), ""),
        ((Scalar("arn:", NOWHERE), var("x")), "arn:"),
        ((var("x"), Scalar("/*", NOWHERE)), ""),
        ((Scalar(1, NOWHERE), var("x")), ""),
    ],
)
def test_the_prefix_of_a_string_known_in_part(parts: tuple[Value, ...], prefix: str) -> None:
    assert Unknown(Why.VARIABLE, NOWHERE, "var.x", parts).prefix == prefix


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Scalar("a", NOWHERE), True),
        (Scalar(None, NOWHERE), True),
        (encoded({"a": ["b", {"c": 1}]}), True),
        (encoded({"a": ["b", {"c": var("x")}]}), False),
        (encoded([1]).value, True),
        (more("a"), False),
        (var("x"), False),
        (either("C", true=1, false=1), False),
        (Missing(NOWHERE), False),
    ],
)
def test_known_to_the_last_leaf(value: Value, expected: bool) -> None:
    assert known(value) is expected


def test_a_change_reaches_every_branch_and_passes_what_is_not_known() -> None:
    def doubled(value: Value) -> Value:
        assert isinstance(value, Scalar)
        return Scalar(f"{value.data}{value.data}", value.origin)

    inner = either("Q", true="a", false=var("x"))
    changed = over_branches(either("P", "true", true=inner, false="b"), doubled)
    assert changed == either("P", "true", true=either("Q", true="aa", false=var("x")), false="bb")
    assert isinstance(changed, Choice)
    assert over_branches(var("x"), doubled) == var("x")
