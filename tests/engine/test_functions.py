"""Text, lists, versions and lengths of time."""

from __future__ import annotations

import pytest

from bodies import either, more
from judging import not_known, open_map, truth, verdict
from yourside.engine.language.infer import FUNCTIONS
from yourside.values import Why

VARIABLE = not_known()
ARN = not_known(Why.REFERENCE, "arn:aws:s3:::", ..., "/LOGS")


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("starts_with(r.S, 'arn:')", True),
        ("starts_with(r.S, 'urn:')", False),
        ("starts_with(r.Arn, 'arn:aws:')", True),
        ("starts_with(r.Arn, 'arn:aws-cn:')", False),
        ("starts_with(r.Arn, 'arn:aws:s3:::logs')", None),
        ("ends_with(r.S, '/b')", True),
        ("ends_with(r.Arn, 'LOGS')", True),
        ("ends_with(r.Arn, 'data')", False),
        ("ends_with(r.Arn, 'b/LOGS')", None),
        ("contains(r.S, 's3')", True),
        ("contains(r.S, 'sqs')", False),
        ("contains(r.Arn, 's3')", True),
        ("contains(r.Arn, 'sqs')", None),
        ("contains(r.N, '2')", True),
        ("contains(r.Nowhere, '')", False),
        ("contains(r.V, 'a')", None),
        ("contains(r.List, 'a')", None),
        ("contains(r.S, r.Nowhere)", None),
        ("starts_with(r.Flag, 'tr')", True),
        ("matches(r.S, '^arn:[a-z-]+:s3:')", True),
        ("matches(r.S, '^s3')", False),
        ("matches(r.S, '\\\\d+')", True),
        ("matches(r.Arn, 's3')", None),
        ("matches(r.Nowhere, '.*')", False),
        ("lower(r.Loud) == 'loud'", True),
        ("upper(lower(r.Loud)) == r.Loud", True),
        ("lower(r.Arn) == 'arn:aws:s3:::x/logs'", None),
        ("lower(r.Arn) == 'arn:aws:s3:::x/LOGS'", False),
        ("lower(r.Nowhere) == null", True),
        ("lower(r.N) == 22", True),
        ("lower(r.Either) == 'loud'", None),
        ("decode_base64(r.Coded) == 'secret'", True),
        ("decode_base64(r.S) == 'secret'", None),
        ("decode_base64(r.Nowhere) == null", True),
    ],
)
def test_text(deny: str, expected: bool | None) -> None:
    found = truth(
        deny,
        S="arn:aws:s3:::a1/b",
        Arn=ARN,
        N=22,
        V=VARIABLE,
        List=["a"],
        Flag=True,
        Loud="LOUD",
        Coded="c2Vj\ncmV0",
        Either=either("C", true="LOUD", false="QUIET"),
    )
    assert found is expected


def test_a_regular_expression_takes_linear_time() -> None:
    assert truth("matches(r.S, '^(a+)+$')", S="a" * 50_000 + "b") is False


@pytest.mark.parametrize(
    ("deny", "expected"),
    [
        ("size(r.List) == 2", True),
        ("size(r.Nowhere) == 0", True),
        ("size(r.Text) == 4", True),
        ("size(r.Map) == 2", True),
        ("size(r.More) == 1", None),
        ("size(r.Open) == 1", None),
        ("size(r.V) == 1", None),
        ("size(r.Maybe) == 1", None),
        ("list(r.List) == ['a', 'b']", True),
        ("list(r.Text) == ['text']", True),
        ("list(r.Map).exists(m, m.a == 1)", True),
        ("list(r.Nowhere) == []", True),
        ("'*' in list(r.V)", None),
        ("'*' in list(r.Arn)", False),
        ("'a' in keys(r.Map)", True),
        ("'c' in keys(r.Map)", False),
        ("'c' in keys(r.Open)", None),
        ("'n' in keys(r.Nulls)", False),
        ("pairs(r.Map).exists(p, p.key == 'a' && p.value == r.Map.a)", True),
        ("pairs(r.Map).exists(p, p.key == 'b' && p.value == r.Map.a)", False),
        ("pairs(r.Open).exists(p, p.key == 'c')", None),
        ("pairs(r.Nulls).exists(p, p.key == 'n')", False),
        ("'v' in keys(r.Null)", None),
        ("values(r.Map) == [1, 2]", True),
        ("3 in values(r.Open)", None),
        ("values(r.Nowhere) == []", True),
        ("keys(r.Text) == []", None),
    ],
)
def test_lists_and_maps(deny: str, expected: bool | None) -> None:
    found = truth(
        deny,
        List=["a", "b"],
        Text="text",
        Map={"a": 1, "b": 2},
        More=more("a"),
        Open=open_map(a=1),
        Null={"n": None, "v": VARIABLE},
        Nulls={"n": None, "v": 1},
        V=VARIABLE,
        Arn=ARN,
        Maybe=["a", either("C", true="b", false=None)],
    )
    assert found is expected


@pytest.mark.parametrize(
    ("version", "bound", "expected"),
    [
        ("1.27", "1.28", True),
        ("1.28", "1.28", False),
        (1.9, "1.10", True),
        ("TLSv1_1", "TLSv1.2", True),
        ("TLS_1_2", "1.2", False),
        ("8.0", "8.0.35", True),
        ("8.0.0", "8", False),
        ("5.7.mysql_aurora.2.11.1", "5.7.mysql_aurora.2.12", True),
        ("python3.9", "python3.10", True),
        ("latest", "1.0", None),
        (None, "1.0", None),
        (VARIABLE, "1.0", None),
    ],
)
def test_versions(version: object, bound: str, expected: bool | None) -> None:
    assert truth(f"version_below(r.V, '{bound}')", V=version) is expected


@pytest.mark.parametrize(
    ("length", "days"),
    [
        (90, 90),
        ("90", 90),
        ("90d", 90),
        ("2160h", 90),
        ("2160h0m0s", 90),
        ("7776000s", 90),
        ("12 weeks", 84),
        ("rate(90 days)", 90),
        ("rate(1 day)", 1),
        ("P90D", 90),
        ("P1Y", 365),
        ("P3M", 90),
        ("PT12H", 0.5),
        ("p1w", 7),
    ],
)
def test_lengths_of_time(length: object, days: float) -> None:
    assert truth(f"days(r.L) == {days}", L=length) is True


@pytest.mark.parametrize("length", ["100ms", "P", "PT", "cron(0 0 * * ? *)", "", None, VARIABLE, [90], "1h 5x"])
def test_what_is_no_length_of_time_is_not_known(length: object) -> None:
    assert truth("days(r.L) > 0", L=length) is None


def test_what_a_function_was_computed_from_is_the_evidence() -> None:
    assert verdict("lower(r.A.B) == 'b'", A={"B": "B"}).at.path == "A.B"
    assert verdict("size(r.Xs) > 1", Xs=["a", "b"]).at.path == "Xs"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_says_in_a_line_what_it_does(name: str) -> None:
    function = FUNCTIONS[name]
    assert function.contract.endswith((".", ":", "`"))
    assert function.optional < len(function.parameters)
