"""From text to tree, and what is said of texts that are none."""

from __future__ import annotations

import pytest

from yourside.engine.language.parse import parse
from yourside.engine.language.tokens import RuleSyntaxError
from yourside.engine.language.tree import Arithmetic, Coalesce, Compare, Conditional, Literal, Logic, Name, Not, Path


def test_precedence_from_loose_to_tight() -> None:
    match parse("a ? b : c || d && e == f ?? g + -h"):
        case Conditional(
            test=Name(name="a"),
            then=Name(name="b"),
            otherwise=Logic(
                op="||",
                operands=(
                    Name(name="c"),
                    Logic(
                        op="&&",
                        operands=(
                            Name(name="d"),
                            Compare(op="==", right=Coalesce(right=Arithmetic(op="+", right=Arithmetic(op="-")))),
                        ),
                    ),
                ),
            ),
        ):
            return
    pytest.fail("another tree")


def test_a_path_is_one_node_and_knows_where_its_steps_are() -> None:
    path = parse("r.a['b c'][0]")
    assert isinstance(path, Path)
    assert [(step.data, step.at) for step in path.steps if isinstance(step, Literal)] == [("a", 2), ("b c", 4), (0, 11)]


def test_not_applies_to_the_whole_path() -> None:
    match parse("!r.a.b"):
        case Not(operand=Path()):
            return
    pytest.fail("another tree")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("'it''s'"[:4], "it"),
        (r"'it\'s'", "it's"),
        (r'"a\"b"', 'a"b'),
        (r"'\\d\n\t\u00e9'", "\\d\n\té"),
        ("12", 12),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
    ],
)
def test_literals(text: str, data: object) -> None:
    literal = parse(text)
    assert isinstance(literal, Literal)
    assert literal.data == data
    assert type(literal.data) is type(data)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "expected a value, found 'the end'"),
        ("r.", 1, 3, "expected a name after '.', found 'the end'"),
        ("r.A = 1", 1, 5, "unexpected '='; equality is written '=='"),
        ("r.A & r.B", 1, 5, "unexpected '&'; the connectives are '&&' and '||'"),
        ("r.A\n  && 'text", 2, 6, "this string does not end"),
        ("r.A == 'a\n'", 1, 8, "this string does not end"),
        (r"matches(r.A, '\d')", 1, 15, r"no escape '\d'; a backslash is written '\\'"),
        ("12abc", 1, 1, "this number cannot be read"),
        ("r.A # no", 1, 5, "unexpected character '#'"),
        ("a < b < c", 1, 7, "comparisons do not chain; join two with '&&'"),
        ("r.Xs.exist(x, x)", 1, 6, "no method 'exist'; did you mean 'exists'?"),
        ("r.Xs.frobnicate(x)", 1, 6, "no method 'frobnicate'"),
        ("r.Xs.exists(x)", 1, 14, "expected ',', found ')'"),
        ("r.Xs.exists(1, x)", 1, 13, "expected the name of the item, found '1'"),
        ("r.A r.B", 1, 5, "unexpected 'r'"),
        ("[1, 2", 1, 6, "expected ',', found 'the end'"),
        ("a ? b", 1, 6, "expected ':', found 'the end'"),
        ("(a", 1, 3, "expected ')', found 'the end'"),
    ],
)
def test_errors_say_where_and_what(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(RuleSyntaxError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column, caught.value.message) == (line, column, message)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1_000 + "r" + ")" * 1_000,
        "!" * 1_000 + "r",
        "[" * 1_000,
        " + ".join(["r"] * 1_000),
        " ?? ".join(["r"] * 1_000),
        "r ? r : " * 1_000 + "r",
        "r" + ".map(x, x)" * 1_000,
        "9" * 5_000,
        "r || " * 5_000 + "r",
    ],
)
def test_what_is_too_much_for_one_expression_is_refused(text: str) -> None:
    with pytest.raises(RuleSyntaxError):
        parse(text)


def test_long_lists_and_long_chains_are_no_trouble() -> None:
    parse("r.A in [" + ", ".join(f"'{n}'" for n in range(1_000)) + "]")
    parse(" || ".join(["r"] * 1_000))
    parse("r" + ".a" * 1_000)
