"""Sensitive values: used, and marked wherever they go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import plain
from yourside.frontends.native import Reading
from yourside.frontends.terraform.origins import sensitive
from yourside.values import Map, Scalar, Seq, Value

AROUND = """
variable "pw" {
  sensitive = true
  default   = "hunter2"
}
variable "db" {
  sensitive = true
  default   = { password = "hunter2", port = 1 }
}
variable "open" { default = "open" }
locals { copy = var.pw }
"""


@pytest.mark.parametrize(
    "expression",
    [
        "var.pw",
        "local.copy",
        "var.db.password",
        'var.db["port"]',
        '"x-${var.pw}"',
        "upper(var.pw)",
        "jsonencode({ a = var.pw })",
        '"x-${jsonencode({ a = [var.pw] })}"',
        "[for v in [var.pw] : v][0]",
        'var.pw == "x"',
        'join(",", ["a", var.pw])',
        "sensitive(var.open)",
        "upper(sensitive(var.open))",
        'try(var.pw, "x")',
        'merge({ a = 1 }, { b = var.pw })["b"]',
    ],
)
def test_what_is_made_of_a_sensitive_value_is_sensitive(attribute: Callable[..., Value], expression: str) -> None:
    assert attribute(expression, AROUND).origin.sensitive


@pytest.mark.parametrize(
    "expression", ["var.open", "nonsensitive(var.pw)", 'merge({ a = "x" }, { b = var.pw })["a"]', '[var.pw, "x"][1]']
)
def test_what_is_not_is_not(attribute: Callable[..., Value], expression: str) -> None:
    value = attribute(expression, AROUND)
    assert not sensitive([value])
    assert isinstance(value, Scalar | Seq | Map)


def test_the_mark_crosses_modules(reading: Callable[..., Reading]) -> None:
    child = 'variable "v" {}\nresource "x" "y" { v = var.v }\noutput "o" {\n  value     = "made"\n  sensitive = true\n}'
    root = 'module "m" {\n  source = "./m"\n  v      = var.pw\n}\nresource "x" "z" { v = module.m.o }'
    read = reading(AROUND + root, {"m/main.tf": child})
    assert [(plain(found.body), sensitive([found.body])) for found in read.resources] == [
        ({"v": "made"}, True),
        ({"v": "hunter2"}, True),
    ]


@pytest.mark.parametrize("expression", ["tonumber(var.pw)", "var.pw + 1", "var.pw[0]", "[for v in var.pw : v]"])
def test_no_message_quotes_one(reading: Callable[..., Reading], expression: str) -> None:
    read = reading(f'{AROUND}resource "x" "y" {{ v = {expression} }}')
    assert read.diagnostics
    assert not any("hunter2" in problem.message for problem in read.diagnostics)


def test_no_address_is_made_of_one(reading: Callable[..., Reading]) -> None:
    read = reading(AROUND + 'resource "x" "y" { for_each = toset([var.pw]) }')
    assert [found.address for found in read.resources] == ["x.y"]
