"""Names: what they lead to, and the way that is remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Not, plain
from yourside.frontends.native import Reading
from yourside.values import Map, Value

BUCKET = """
resource "aws_s3_bucket" "logs" {
  acl  = "private"
  tags = { team = "red" }
  versioning {
    enabled = true
  }
}
"""


def _way(value: Value) -> list[tuple[str, str]]:
    return [(hop.label, hop.span.text) for hop in value.origin.via]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("aws_s3_bucket.logs.acl", "private"),
        ("aws_s3_bucket.logs.tags.team", "red"),
        ("aws_s3_bucket.logs.versioning[0].enabled", True),
        ("resource.aws_s3_bucket.logs.acl", "private"),
        ("aws_s3_bucket.logs.id", Not("REFERENCE", "aws_s3_bucket.logs.id")),
        ("aws_s3_bucket.logs.versioning[0].mfa", Not("REFERENCE", "aws_s3_bucket.logs.versioning[0].mfa")),
        ("aws_s3_bucket.logs.grant[0].id", Not("REFERENCE", "aws_s3_bucket.logs.grant[0].id")),
        ("aws_s3_bucket.logs == null", False),
    ],
)
def test_an_attribute_that_is_written_is_known_and_any_other_exists_after_deployment(
    attribute: Callable[..., Value], expression: str, expected: object
) -> None:
    value = attribute(expression, BUCKET)
    assert plain(value) == expected
    assert value.origin.refs == ("aws_s3_bucket.logs",)


def test_every_piece_of_a_value_keeps_its_reference(attribute: Callable[..., Value]) -> None:
    value = attribute('lower("${aws_s3_bucket.logs.arn}/${aws_sns_topic.t.name}")', BUCKET)
    assert value.origin.refs == ("aws_s3_bucket.logs", "aws_sns_topic.t")


def test_a_resource_that_is_not_declared_is_referred_to_all_the_same(reading: Callable[..., Reading]) -> None:
    read = reading('resource "a_b" "c" { d = aws_s3_bucket.elsewhere.id }')
    assert plain(read.resources[0].body) == {"d": Not("REFERENCE", "aws_s3_bucket.elsewhere.id")}
    assert read.resources[0].body.entries["d"].origin.refs == ("aws_s3_bucket.elsewhere",)
    assert [problem.message for problem in read.diagnostics] == [
        "aws_s3_bucket.elsewhere is not declared in this module"
    ]


def test_the_origin_of_an_attribute_is_its_place_and_the_way_ends_at_the_literal(
    attribute: Callable[..., Value],
) -> None:
    value = attribute("local.acl", 'variable "acl" { default = "public-read" }\nlocals {\n  acl = lower(var.acl)\n}')
    assert plain(value) == "public-read"
    assert (value.origin.span.text, value.origin.name and value.origin.name.text) == ("local.acl", "a")
    assert _way(value) == [("local.acl", "lower(var.acl)"), ("default of var.acl", '"public-read"')]


def test_an_attribute_of_an_object_leads_to_its_own_literal(attribute: Callable[..., Value]) -> None:
    value = attribute("local.s.acl", 'locals {\n  s = { acl = "private", name = "x" }\n}')
    assert _way(value) == [("local.s", '"private"')]


def test_items_of_a_list_that_comes_from_elsewhere_keep_their_places(attribute: Callable[..., Value]) -> None:
    around = 'variable "cidrs" { default = ["10.0.0.0/8", "0.0.0.0/0"] }'
    for expression in ("var.cidrs[1]", "element(var.cidrs, 1)", "[for c in var.cidrs : c][1]"):
        value = attribute(expression, around)
        assert _way(value)[-1] == ("default of var.cidrs", '"0.0.0.0/0"'), expression


def test_a_value_written_in_another_resource_leads_there(attribute: Callable[..., Value]) -> None:
    assert _way(attribute("aws_s3_bucket.logs.acl", BUCKET)) == [("aws_s3_bucket.logs", '"private"')]


def test_an_input_without_a_value_leads_to_its_declaration(attribute: Callable[..., Value]) -> None:
    value = attribute("var.acl", 'variable "acl" {}')
    assert _way(value) == [("var.acl", 'variable "acl"')]


def test_names_that_need_one_another_are_reported_once(reading: Callable[..., Reading]) -> None:
    read = reading('locals {\n  a = local.b\n  b = local.c\n  c = [local.a]\n}\nresource "x" "y" { v = local.b }')
    assert [(problem.code, problem.message) for problem in read.diagnostics] == [
        ("terraform-cycle", "these names need one another: local.b -> local.c -> local.a -> local.b")
    ]
    assert plain(read.resources[0].body) == {"v": [Not("INVALID", "local.b")]}


def test_resources_that_need_one_another_are_read_as_far_as_possible(reading: Callable[..., Reading]) -> None:
    read = reading('resource "x" "a" {\n  o = x.b.id\n  n = 1\n}\nresource "x" "b" {\n  o = x.a.n\n}')
    assert [problem.code for problem in read.diagnostics] == ["terraform-cycle"]
    assert plain(read.resources[0].body) == {"o": Not("REFERENCE", "x.b.id"), "n": 1}
    assert plain(read.resources[1].body) == {"o": Not("REFERENCE", "x.a.n")}


def test_a_chain_of_names_may_be_long(reading: Callable[..., Reading]) -> None:
    links = "\n".join(f"  l{n} = local.l{n + 1}" for n in range(3000))
    read = reading(f'locals {{\n{links}\n  l3000 = "end"\n}}\nresource "x" "y" {{ v = local.l0 }}')
    (thing,) = read.resources
    assert plain(thing.body) == {"v": "end"}
    assert _way(thing.body.entries["v"])[-1] == ("local.l3000", '"end"')


def test_loop_variables_hide_names_of_the_module(attribute: Callable[..., Value]) -> None:
    assert plain(attribute("[for local in [{ x = 1 }] : local.x]", "locals { x = 2 }")) == [1]


def test_a_body_in_a_reference_is_not_copied_into_the_reader(reading: Callable[..., Reading]) -> None:
    read = reading(BUCKET + 'resource "x" "y" {\n  whole = aws_s3_bucket.logs\n}')
    whole = read.resources[1].body.entries["whole"]
    assert isinstance(whole, Map)
    assert whole.rest is not None
    assert whole.rest.target == "aws_s3_bucket.logs"
