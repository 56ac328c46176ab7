"""What is found wrong with a rule before it ever runs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from yourside.catalog.shapes import Kind, Shape
from yourside.engine.language.check import check_text


def struct(**fields: Shape) -> Shape:
    return Shape(Kind.STRUCT, fields)


def list_of(item: Shape) -> Shape:
    return Shape(Kind.LIST, item=item)


TEXT, WHOLE, TRUTH = Shape(Kind.STRING), Shape(Kind.INTEGER), Shape(Kind.BOOLEAN)
RULE = struct(CidrIp=TEXT, FromPort=WHOLE, ToPort=WHOLE)
THING = struct(
    Name=TEXT,
    Enabled=TRUTH,
    Size=WHOLE,
    Rules=list_of(RULE),
    Network=struct(SubnetIds=list_of(TEXT), Public=TRUTH),
    Labels=Shape(Kind.MAP, item=TEXT),
    Policy=Shape(Kind.JSON),
    Anything=Shape(Kind.ANY),
)
SHAPES: Mapping[str, Shape] = {"AWS::Test::Log": struct(ThingId=TEXT, Enabled=TRUTH)}


def problems(deny: str) -> list[tuple[int, int, str]]:
    found = check_text(deny, {"r": THING, "pod": Shape(Kind.ANY)}, SHAPES.get)
    return [(problem.line, problem.column, problem.message) for problem in found]


@pytest.mark.parametrize(
    "deny",
    [
        "r.Enabled != true && r.Network.Public",
        "r.Rules.exists(x, x.CidrIp == '0.0.0.0/0' && x.FromPort <= 22)",
        "r.Rules[0].CidrIp == 'a'",
        "r['Rules'].all(x, x['CidrIp'] != null)",
        "r.Labels.anything == 'a' || r.Labels['any thing'] == 'b'",
        "r.Policy.Statement.exists(s, s.Effect == 'Allow')",
        "list(r.Policy.Statement).exists(s, allows(s, '*', '*') && !requires_mfa(s))",
        "r.Anything.at.all[0]",
        "list(r.Network).exists(n, n.Public)",
        "(r.Rules + r.Rules).exists(x, covers(x, 22))",
        "(r.Rules ?? []).exists(x, covers(x, 53, 'udp'))",
        "r.Rules.filter(x, x.FromPort == 22).map(x, x.CidrIp).exists(c, is_world(c))",
        "r.Rules.map(x, {'port': x.FromPort}).exists(y, y.port == 22)",
        "values(r.Labels).exists(v, v == 'a') || keys(r.Labels).exists(k, starts_with(k, 'a'))",
        "r.refs('Network.SubnetIds').exists(s, s.whatever)",
        "r.referrers('AWS::Test::Log').exists(l, l.Enabled)",
        "r.referrers('AWS::Test::Log', 'ThingId').all(l, !l.Enabled)",
        "pod.spec.hostNetwork == true",
        "(r.Enabled ? r.Name : r.Labels.name) == 'a'",
        "size(r.Rules) > 0 && days(r.Name) > 90",
        "-r.Size < 0",
    ],
)
def test_a_right_rule_has_no_problem(deny: str) -> None:
    assert problems(deny) == []


@pytest.mark.parametrize(
    ("deny", "line", "column", "message"),
    [
        ("r.Enabeld", 1, 3, "no property 'Enabeld'; did you mean 'Enabled'?"),
        ("r.enabled", 1, 3, "no property 'enabled'; did you mean 'Enabled'?"),
        ("r.Zzz", 1, 3, "no property 'Zzz'"),
        ("r.Network\n  .Publik == true", 2, 4, "no property 'Publik'; did you mean 'Public'?"),
        ("r.Rules.exists(x, x.CidrIP == 'a')", 1, 21, "no property 'CidrIP'; did you mean 'CidrIp'?"),
        ("r.Rules.CidrIp == 'a'", 1, 9, "a list has no property 'CidrIp'; ask its items: .exists(x, x.CidrIp ...)"),
        ("r.Name.First == 'a'", 1, 8, "a string cannot be walked into with 'First'"),
        ("r.Network.exists(x, x)", 1, 11, "a struct has no .exists; ask of values(...), keys(...) or list(...)"),
        ("r.Name.exists(x, x == 'a')", 1, 8, "a string has no .exists; list(...) makes a list of it"),
        ("q.Name", 1, 1, "no variable 'q'"),
        ("pud.Name", 1, 1, "no variable 'pud'; did you mean 'pod'?"),
        ("r.Rules.exists(r, true)", 1, 9, "'r' has a meaning here already; call the item something else"),
        ("is_wrld(r.Name)", 1, 1, "no function 'is_wrld'; did you mean 'is_world'?"),
        ("covers(r.Rules[0])", 1, 1, "covers is written covers(rule, port, protocol)"),
        ("is_world()", 1, 1, "is_world is written is_world(cidr)"),
        ("matches(r.Name, r.Name)", 1, 17, "a regular expression is a literal string"),
        ("matches(r.Name, '(a')", 1, 17, "this regular expression cannot be read: missing ): (a"),
        ("r.Name in 'abc'", 1, 11, "'in' asks for a list, not a string"),
        ("r.Size && r.Enabled", 1, 1, "a condition is true or false, not an integer; compare it with something"),
        ("!r.Rules", 1, 2, "a condition is true or false, not a list; compare it with something"),
        ("r.refs(r.Name) == []", 1, 3, "this is written refs('Path')"),
        ("r.refs('Network.SubnetId') == []", 1, 8, "no property 'SubnetId'; did you mean 'SubnetIds'?"),
        ("r.referrers('AWS::Test::Lag').exists(l, true)", 1, 13, "no type 'AWS::Test::Lag'"),
        ("r.referrers('AWS::Test::Log', 'Thing') == []", 1, 31, "no property 'Thing'; did you mean 'ThingId'?"),
        ("{1: 2} == null", 1, 2, "the keys of a map are strings"),
        ("r.A = 1", 1, 5, "unexpected '='; equality is written '=='"),
    ],
)
def test_a_wrong_rule_is_told_where_and_how(deny: str, line: int, column: int, message: str) -> None:
    assert problems(deny) == [(line, column, message)]


def test_every_problem_is_told_at_once_in_order() -> None:
    assert [column for _, column, _ in problems("r.Nam == 'a' && r.Siz > 1")] == [3, 19]
