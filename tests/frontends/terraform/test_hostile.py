"""Input that is made to hurt: it costs little, raises nothing, and what is not computed is unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainly import Not, plain
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import Reading
from yourside.frontends.terraform import read
from yourside.frontends.terraform.functions.table import FUNCTIONS, NOT_EVALUATED
from yourside.frontends.terraform.limits import within_limits
from yourside.spans import SourceFile
from yourside.values import Unknown, Value, Why


@pytest.mark.parametrize(
    ("start", "step"),
    [
        ('"x"', '"${local.l%d}${local.l%d}"'),
        ("[1]", "[local.l%d, local.l%d]"),
        ("[1]", "concat(local.l%d, local.l%d)"),
        ("{}", "{ a = local.l%d, b = local.l%d }"),
        ('"x"', 'join(",", [local.l%d, local.l%d])'),
        ("3", "local.l%d * local.l%d"),
        ("{}", "jsonencode([local.l%d, local.l%d])"),
    ],
)
def test_doubling_ends(attribute: Callable[..., Value], start: str, step: str) -> None:
    doubled = "\n".join(f"  l{n + 1} = {step % (n, n)}" for n in range(40))
    assert within_limits([attribute("local.l40", f"locals {{\n  l0 = {start}\n{doubled}\n}}")])


def test_nested_loops_end(attribute: Callable[..., Value]) -> None:
    loop = "1"
    for name in "abcdefgh":
        loop = f"[for {name} in range(1000) : {loop}]"
    assert plain(attribute(f"{{ l = {loop} }}")) is not None


@pytest.mark.parametrize(
    "expression",
    [
        "range(100000000)",
        "pow(10, 100000)",
        "pow(pow(9, 500), 500)",
        '"1e999999999" + 1',
        f'"{"9" * 10000}" + 1',
        'format("%999999999d", 1)',
        f'format("%{"9" * 5000}d", 1)',
        f'timeadd("2017-11-22T00:00:00Z", "{"9" * 5000}h")',
        f'yamldecode("a: {"9" * 5000}")',
        'indent(999999999, "\\n")',
        'parseint("9", 99)',
        'join("x", setproduct(range(1000), range(1000), range(1000)))',
        "count.index",
        "each.value",
        "self.id",
    ],
)
def test_excess_is_an_error_and_not_a_wait(attribute: Callable[..., Value], expression: str) -> None:
    assert plain(attribute(expression)) == Not("INVALID")


@pytest.mark.parametrize(
    "expression",
    ['regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")', 'replace("aaaaaaaaaaaaaaaaa!", "/(a|a)*b/", "")'],
)
def test_a_pattern_that_may_take_long_is_not_run(attribute: Callable[..., Value], expression: str) -> None:
    value = attribute(expression)
    assert isinstance(value, Unknown)
    assert value.why is Why.FUNCTION


@pytest.mark.parametrize("nest", ["[%s]", "{ a = %s }", "(%s)", "upper(%s)", "!%s", "[for x in [1] : %s]", '"a${%s}"'])
def test_deep_nesting_is_survived(reading: Callable[..., Reading], nest: str) -> None:
    expression = "1"
    for _ in range(500):
        expression = nest % expression
    read = reading(f'resource "x" "y" {{\n  v = {expression}\n}}\nresource "x" "z" {{ v = 1 }}')
    assert [plain(found.body) for found in read.resources if found.address == "x.z"] == [{"v": 1}]


def test_many_undecided_conditions_do_not_multiply(attribute: Callable[..., Value]) -> None:
    around = "\n".join(f'variable "v{n}" {{}}' for n in range(40))
    text = "".join(f"${{var.v{n} ? 1 : 2}}" for n in range(40))
    assert plain(attribute(f'"{text}"', around)) is not None


_leaves = st.sampled_from(
    ["1", "-2.5", "true", "null", '"a"', '""', "[]", "{}", "var.u", "var.on", "local.l", "x.y.id", "x.y", "each.key"]
)
_names = st.sampled_from(sorted({*FUNCTIONS, *NOT_EVALUATED, "try", "can", "no::such", "nothing"}))


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||"])
    return st.one_of(
        st.tuples(_names, st.lists(inner, max_size=4)).map(lambda call: f"{call[0]}({', '.join(call[1])})"),
        st.tuples(_names, inner).map(lambda call: f"{call[0]}({call[1]}...)"),
        st.tuples(inner, operators, inner).map(lambda sides: f"({' '.join(sides)})"),
        st.tuples(inner, inner, inner).map(lambda arms: f"({arms[0]} ? {arms[1]} : {arms[2]})"),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(inner, inner).map(lambda pair: f"{{ ({pair[0]}) = {pair[1]} }}"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]})[{pair[1]}]"),
        inner.map(lambda source: f"({source}).a"),
        inner.map(lambda source: f"({source})[*].a"),
        inner.map(lambda operand: f"(!{operand})"),
        st.tuples(inner, inner, inner).map(lambda p: f"[for k, v in {p[0]} : {p[1]} if {p[2]}]"),
        st.tuples(inner, inner, inner).map(lambda p: f"{{ for v in {p[0]} : {p[1]} => {p[2]}... }}"),
        st.tuples(inner, inner).map(lambda p: f'"x${{{p[0]}}}%{{for v in {p[1]}}}${{v}}%{{endfor}}"'),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(_leaves, _grown, max_leaves=10))
def test_whatever_an_expression_says_there_is_a_value(expression: str) -> None:
    text = f"""
    variable "u" {{}}
    variable "on" {{ type = bool }}
    locals {{
      l = {expression}
    }}
    resource "x" "y" {{
      for_each = {expression}
      v        = {expression}
      dynamic "b" {{
        for_each = {expression}
        content {{ v = b.value }}
      }}
    }}
    data "aws_iam_policy_document" "d" {{
      source_policy_documents = {expression}
      statement {{ actions = {expression} }}
      dynamic "statement" {{
        for_each = {expression}
        content {{ sid = statement.value }}
      }}
    }}
    resource "x" "z" {{ v = [data.aws_iam_policy_document.d.json, x.y["a"].v] }}
    """
    found = read([SourceFile("main.tf", text)], Inputs())
    assert len(found.ledger.files) == 1
