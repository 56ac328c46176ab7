"""What expressions evaluate to. The expected values were checked with `terraform console`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Either, Not, plain
from yourside.frontends.native import Reading
from yourside.values import Value

UNKNOWN = """
variable "u" {}
variable "on" { type = bool }
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 2 * 3 - 4 / 2", 5),
        ("0.1 + 0.2", 0.3),
        ("-7 % 3", -1),
        ("7.5 % 2", 1.5),
        ('"5" + 1', 6),
        ('-"5"', -5),
        ("1 < 2 && 2 >= 2 || false", True),
        ('5 > "3"', True),
        ('"1" == 1', False),
        ("1 == 1.0", True),
        ("true == 1", False),
        ('[1, "a"] == [1, "a"]', True),
        ("{ a = 1 } == { a = 2 }", False),
        ('!"true"', False),
        ('true ? 1 : "a"', "1"),
        ("false ? { a = 1 } : { a = 2 }", {"a": 2}),
        ('"${true}"', True),
        ('"a${1.50}b"', "a1.5b"),
        ('"%{if true}yes%{else}no%{endif}"', "yes"),
        ('"%{for i, x in ["a", "b"]}${i}${x},%{endfor}"', "0a,1b,"),
        ("[for x in [1, 2, 3] : x * 2 if x > 1]", [4, 6]),
        ("{ for k, v in { b = 1, a = 2 } : v => k }", {"1": "b", "2": "a"}),
        ('{ for x in ["a", "b", "a"] : x => 1... }', {"a": [1, 1], "b": [1]}),
        ('[for k, v in toset(["b", "a"]) : "${k}${v}"]', ["aa", "bb"]),
        ("[for k, v in { b = 1, a = 2 } : k]", ["a", "b"]),
        ("[{ a = [1] }, { a = [2] }][*].a[0]", [1, 2]),
        ("[{ a = [1] }, { a = [2] }].*.a", [[1], [2]]),
        ("null[*]", []),
        ('"x"[*]', ["x"]),
        ('{ "a b" = 1 }["a b"]', 1),
        ('[1, 2]["0"]', 1),
        ("[[1, 2], [3]].0.1", 2),
        ('{ (upper("x")) = 1 }', {"X": 1}),
        ("{ a = 1, a = 2 }", {"a": 2}),
        ("max([1, 5]...)", 5),
        ("try({}.a, 5)", 5),
        ('try(jsondecode("{").a, { a = 1 }.a)', 1),
        ("can({}.a)", False),
        ("path.module", "."),
    ],
)
def test_known_operands_give_what_terraform_gives(
    attribute: Callable[..., Value], expression: str, expected: object
) -> None:
    assert plain(attribute(expression)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("var.u", Not("VARIABLE", "var.u")),
        ("var.u + 1", Not("VARIABLE", "var.u")),
        ("!var.u", Not("VARIABLE", "var.u")),
        ("var.u.name[0]", Not("VARIABLE", "var.u.name[0]")),
        ('var.u["k"]', Not("VARIABLE", 'var.u["k"]')),
        ("[var.u, 1]", [Not("VARIABLE", "var.u"), 1]),
        ("[1, 2][var.u]", Not("VARIABLE", "var.u")),
        ("var.u && false", False),
        ("true || var.u", True),
        ("var.u && true", Not("VARIABLE", "var.u")),
        ("[var.u, 1] == [1, 2]", False),
        ('"arn:${var.u}" == "url:x"', False),
        ('"arn:${var.u}" == null', False),
        ("{ (var.u) = 1, b = 2 }", {"b": 2, "...": Not("VARIABLE", "var.u")}),
        ("[for x in var.u : x]", Not("VARIABLE", "var.u")),
        ("[for x in [1, 2] : x if x > 1 || var.u]", [2, Not("VARIABLE", "var.u")]),
        ("{ for x in [var.u] : x => 1 }", {"...": Not("VARIABLE", "var.u")}),
        ("var.u[*].id", Not("VARIABLE", "var.u")),
        ("terraform.workspace", Not("ENVIRONMENT", "terraform.workspace")),
        ("timestamp()", Not("FUNCTION", "timestamp()")),
        ("provider::aws::arn_parse(1)", Not("FUNCTION", "provider::aws::arn_parse()")),
        ("plantimestamp()", Not("FUNCTION", "plantimestamp()")),
        ('base64gzip("x")', Not("FUNCTION", "base64gzip()")),
        ('pathexpand("~/x")', Not("FUNCTION", "pathexpand()")),
        ('formatdate("YYYY", timestamp())', Not("FUNCTION", "timestamp()")),
        ("yamldecode(var.u)", Not("VARIABLE", "var.u")),
        ('yamldecode("a: ${var.u}\\nb: 2")', {"a": Not("VARIABLE", "var.u"), "b": 2}),
        ("yamlencode([var.u])", {"json": [Not("VARIABLE", "var.u")]}),
        ("templatestring(var.u, { x = 1 })", Not("VARIABLE", "var.u")),
        ("module.net.vpc_id", Not("MODULE", "module.net.vpc_id")),
        ("data.aws_region.here.name", Not("ENVIRONMENT", "data.aws_region.here.name")),
        ("data.aws_ami.linux.id", Not("DATA", "data.aws_ami.linux.id")),
    ],
)
def test_what_is_not_known_stays_unknown_and_says_what_would_settle_it(
    attribute: Callable[..., Value], expression: str, expected: object
) -> None:
    around = (
        UNKNOWN
        + """
      module "net" { source = "./net" }
      data "aws_region" "here" {}
      data "aws_ami" "linux" {}
    """
    )
    assert plain(attribute(expression, around)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("var.list == []", False),
        ("var.list == tolist([])", True),
        ("length(var.list) == 0", True),
        ("var.tuple == []", True),
        ("templatestring(local.greeting, { name = upper(local.who) })", "Hello BOB"),
        (
            "templatestring(local.greeting, { name = var.u })",
            Not("VARIABLE", "var.u", ("Hello ", Not("VARIABLE", "var.u"))),
        ),
    ],
)
def test_declared_types_and_texts_of_the_module_count(
    attribute: Callable[..., Value], expression: str, expected: object
) -> None:
    around = """
      variable "u" {}
      variable "list" {
        type    = list(string)
        default = []
      }
      variable "tuple" { default = [] }
      locals {
        greeting = "Hello $${name}"
        who      = "Bob"
      }
    """
    assert plain(attribute(expression, around)) == expected


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        ('"x-${var.u}-y"', ("x-", Not("VARIABLE", "var.u"), "-y")),
        ('"a${"b"}c${var.u}"', ("abc", Not("VARIABLE", "var.u"))),
        ('"${"in ${var.u}"} out"', ("in ", Not("VARIABLE", "var.u"), " out")),
        ('"%{for x in ["a", var.u]}${x};%{endfor}"', ("a;", Not("VARIABLE", "var.u"), ";")),
    ],
)
def test_a_string_known_in_part_keeps_its_pieces(
    attribute: Callable[..., Value], expression: str, parts: tuple[object, ...]
) -> None:
    assert plain(attribute(expression, UNKNOWN)) == Not("VARIABLE", "var.u", parts)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("var.on ? 1 : 2", Either("var.on", 1, 2)),
        ("!var.on ? 1 : 2", Either("var.on", 2, 1)),
        ("var.on ? 1 : 1", 1),
        ("(var.on ? 1 : 2) + 1", Either("var.on", 2, 3)),
        ('upper(var.on ? "a" : "b")', Either("var.on", "A", "B")),
        ('"x-${var.on ? "a" : "b"}"', Either("var.on", "x-a", "x-b")),
        ("(var.on ? { k = 1 } : { k = 2 }).k", Either("var.on", 1, 2)),
        ("[for x in var.on ? [1] : [] : x + 1]", Either("var.on", [2], [])),
        ("merge({ a = 1 }, var.on ? { b = 2 } : {})", Either("var.on", {"a": 1, "b": 2}, {"a": 1})),
        ('join(",", [var.on ? "a" : "b", "c"])', Either("var.on", "a,c", "b,c")),
        ("(var.on ? 1 : 2) == (var.on ? 1 : 3)", Either("var.on", True, False)),
        ("var.on ? (var.on ? 1 : 2) : 3", Either("var.on", 1, 3)),
        ("(var.on ? true : false) ? 1 : 2", Either("var.on", 1, 2)),
        ("var.on ? var.u : null", Either("var.on", Not("VARIABLE", "var.u"), None)),
        ("try(var.on ? {}.a : 1, 7)", Either("var.on", 7, 1)),
    ],
)
def test_an_undecided_condition_gives_both_outcomes_and_equal_conditions_agree(
    attribute: Callable[..., Value], expression: str, expected: object
) -> None:
    assert plain(attribute(expression, UNKNOWN)) == expected


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ('"a" + 1', "terraform-expression"),
        ("{}.a", "terraform-expression"),
        ("[1][3]", "terraform-expression"),
        ("null.a", "terraform-expression"),
        ('"${[]}x"', "terraform-expression"),
        ('{ for x in ["a", "a"] : x => 1 }', "terraform-expression"),
        ('for_what("x")', "terraform-function"),
        ("upper()", "terraform-function"),
        ('upper("a", "b")', "terraform-function"),
        ("upper([1])", "terraform-function"),
        ("local.nowhere", "terraform-reference"),
        ("stray", "terraform-reference"),
    ],
)
def test_what_terraform_refuses_is_reported_where_it_stands(
    reading: Callable[..., Reading], expression: str, code: str
) -> None:
    read = reading(f"resource a b {{\n  x = {expression}\n}}")
    assert [found.code for found in read.diagnostics] == [code]
    assert read.diagnostics[0].origin.span.file.line_col(read.diagnostics[0].origin.span.start)[0] == 2
    assert plain(read.resources[0].body) == {"x": Not("INVALID")}
