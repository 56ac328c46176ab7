"""Inputs: where a variable's value comes from, and what its type makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from plainly import Not, plain
from yourside.frontends.native import Reading
from yourside.values import Value

DECLARED = 'variable "v" { default = "default" }\nresource "test_thing" "it" { a = var.v }\n'

FILES = {
    "terraform.tfvars": 'v = "terraform.tfvars"',
    "terraform.tfvars.json": '{"v": "terraform.tfvars.json"}',
    "a.auto.tfvars": 'v = "a.auto.tfvars"',
    "b.auto.tfvars.json": '{"v": "b.auto.tfvars.json"}',
    "c.auto.tfvars": 'v = "c.auto.tfvars"',
}


@pytest.mark.parametrize("number", range(len(FILES) + 1))
def test_the_last_file_in_terraforms_order_wins(reading: Callable[..., Reading], number: int) -> None:
    present = dict(list(FILES.items())[:number])
    read = reading(DECLARED, dict(reversed(present.items())))
    assert plain(read.resources[0].body) == {"a": [*present, "default"][number - 1 if number else 0]}


def test_files_that_the_user_names_win_and_the_last_of_them_most(reading: Callable[..., Reading]) -> None:
    read = reading(DECLARED, FILES, {"x/1.tfvars": 'v = "one"', "x/0.tfvars": 'v = "zero"'})
    value = read.resources[0].body.entries["a"]
    assert plain(value) == "zero"
    assert [(hop.label, hop.span.file.path) for hop in value.origin.via] == [("0.tfvars", "x/0.tfvars")]


def test_variable_files_hold_for_their_own_directory(reading: Callable[..., Reading]) -> None:
    read = reading(DECLARED, {"prod/main.tf": DECLARED, "prod/terraform.tfvars": 'v = "prod"'})
    assert {found.unit: plain(found.body) for found in read.resources} == {".": {"a": "default"}, "prod": {"a": "prod"}}


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("terraform.tfvars", "evaluated", None),
        ("prod.tfvars", "skipped", "Terraform does not load this file by itself; name it with --var-file"),
        (".terraform.lock.hcl", "skipped", "a lock of provider versions declares nothing"),
        ("terragrunt.hcl", "skipped", "not a Terraform configuration"),
    ],
)
def test_every_file_has_a_line_in_the_ledger(
    reading: Callable[..., Reading], path: str, state: str, reason: str | None
) -> None:
    line = reading(DECLARED, {path: 'v = "x"'}).ledger.files[1]
    assert (line.path, line.state, line.reasons) == (path, state, (reason,) if reason else ())


@pytest.mark.parametrize(
    ("type_", "default", "expected"),
    [
        ("string", "5", "5"),
        ("string", "true", "true"),
        ("number", '"5"', 5),
        ("bool", '"true"', True),
        ("any", '"5"', "5"),
        ('"string"', "5", "5"),
        ("list(string)", "[1, true]", ["1", "true"]),
        ("set(string)", '["b", "a", "b"]', ["a", "b"]),
        ("map(string)", "{ a = 1 }", {"a": "1"}),
        ("tuple([string, number])", '[1, "2"]', ["1", 2]),
        ("object({ a = string })", "{ a = 1, b = 2 }", {"a": "1"}),
        ("object({ a = optional(string) })", "{}", {}),
        ('object({ a = optional(string, "d") })', "{ a = null }", {"a": "d"}),
        ("object({ a = optional(bool, true), b = optional(list(number), [1]) })", "{}", {"a": True, "b": [1]}),
        ("list(object({ p = optional(object({ q = optional(number, 3) }), {}) }))", "[{}]", [{"p": {"q": 3}}]),
        ("string", "null", None),
    ],
)
def test_a_value_takes_the_type_of_its_variable(
    attribute: Callable[..., Value], type_: str, default: str, expected: object
) -> None:
    around = f'variable "v" {{\n  type = {type_}\n  default = {default}\n}}'
    assert plain(attribute("[var.v]", around)) == ([expected])


@pytest.mark.parametrize(
    ("type_", "default"),
    [("number", '"five"'), ("list(string)", '"x"'), ("object({ a = string })", "{}"), ("tuple([string])", "[]")],
)
def test_a_value_of_another_type_is_an_error_where_it_stands(
    reading: Callable[..., Reading], type_: str, default: str
) -> None:
    read = reading(f'variable "v" {{\n  type = {type_}\n  default = {default}\n}}\nresource "x" "y" {{ a = var.v }}')
    (problem,) = read.diagnostics
    assert (problem.code, problem.origin.span.text) == ("terraform-type", default)
    assert plain(read.resources[0].body) == {"a": Not("INVALID")}


def test_a_variable_without_a_value_is_unknown(attribute: Callable[..., Value]) -> None:
    assert plain(attribute("var.v", 'variable "v" { type = string }')) == Not("VARIABLE", "var.v")


@pytest.mark.parametrize("others", [{"terraform.tfvars": "v = upper("}, {"terraform.tfvars.json": '{"v":'}])
def test_a_variable_file_that_cannot_be_read_is_reported(
    reading: Callable[..., Reading], others: Mapping[str, str]
) -> None:
    read = reading(DECLARED, others)
    assert read.diagnostics
    assert read.ledger.files[1].state in ("partial", "unreadable")


@pytest.mark.parametrize(
    ("constraint", "text", "expected"),
    [
        ("", "5", "5"),
        ("type = string", "[1]", "[1]"),
        ("type = number", "5", 5),
        ("type = bool", "true", True),
        ("type = list(string)", '["a", 1]', ["a", "1"]),
        ("type = object({ a = number })", "{ a = 1, b = 2 }", {"a": 1}),
    ],
)
def test_a_flag_is_read_by_the_type_of_its_variable(
    attribute: Callable[..., Value], constraint: str, text: str, expected: object
) -> None:
    around = f'variable "v" {{\n{constraint}\n}}'
    assert plain(attribute("var.v", around, variables={"v": text})) == expected
    assert plain(attribute("var.v", around, environment={"v": text})) == expected


def test_flags_win_over_files_and_files_over_the_environment(reading: Callable[..., Reading]) -> None:
    given: dict[str, dict[str, str]] = {"environment": {"v": "environment"}}
    for source, files in (("environment", {}), ("file", {"terraform.tfvars": 'v = "file"'})):
        assert plain(reading(DECLARED, files, **given).resources[0].body) == {"a": source}
    named = reading(DECLARED, {}, {"x.tfvars": 'v = "named"'}, variables={"v": "flag"}, **given)
    value = named.resources[0].body.entries["a"]
    assert (plain(value), value.origin.via[-1].label, value.origin.via[-1].span.text) == ("flag", "--var v", "flag")


def test_a_flag_that_reaches_no_variable_is_reported(reading: Callable[..., Reading]) -> None:
    (problem,) = reading(DECLARED, variables={"w": "1"}).diagnostics
    assert problem.message == 'no root module has a variable "w"'


def test_a_variable_file_of_a_called_module_is_not_loaded(reading: Callable[..., Reading]) -> None:
    read = reading('module "m" { source = "./m" }', {"m/main.tf": DECLARED, "m/terraform.tfvars": 'v = "own"'})
    assert plain(read.resources[0].body) == {"a": "default"}
