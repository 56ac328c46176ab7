"""Files: which of them make a module, in which syntax, and what is said about each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Either, Not, plain
from yourside.frontends.native import NativeResource, Reading

NATIVE = """
variable "acl" {
  type    = string
  default = "private"
}
locals {
  name = "b-${var.acl}"
}
resource "aws_s3_bucket" "b" {
  bucket = local.name
  acl    = var.acl
  tags   = { "${var.acl}" = [1, true, null] }
  dynamic "rule" {
    for_each = ["x", "y"]
    iterator = each_rule
    content {
      id = "r-${each_rule.value}"
    }
  }
}
data "aws_ami" "a" {
  owners = ["self"]
}
provider "aws" {
  region = "eu-west-1"
}
module "m" {
  source = "./m"
}
"""
JSON = """{
  "//": "not a block",
  "variable": {"acl": {"type": "string", "default": "private"}},
  "locals": {"name": "b-${var.acl}"},
  "resource": {"aws_s3_bucket": {"b": {
    "//": "not an attribute",
    "bucket": "${local.name}",
    "acl": "${var.acl}",
    "tags": {"${var.acl}": [1, true, null]},
    "dynamic": {"rule": {"for_each": ["x", "y"], "iterator": "each_rule", "content": {"id": "r-${each_rule.value}"}}}
  }}},
  "data": {"aws_ami": [{"a": {"owners": ["self"]}}]},
  "provider": [{"aws": {"region": "eu-west-1"}}],
  "module": {"m": {"source": "./m"}}
}"""


def _shown(resources: tuple[NativeResource, ...]) -> list[tuple[str, str, object]]:
    return [(found.type, found.address, plain(found.body)) for found in resources]


def test_both_syntaxes_say_the_same(reading: Callable[..., Reading]) -> None:
    native, json = reading(NATIVE), reading("", {"main.tf.json": JSON})
    assert not json.diagnostics
    assert _shown(json.resources) == _shown(native.resources)
    assert json.ledger.gaps == native.ledger.gaps == {"module not evaluated: ./m (not below the given paths)": 1}


def test_json_values_point_into_the_file(reading: Callable[..., Reading]) -> None:
    acl = reading("", {"main.tf.json": JSON}).resources[0].body.entries["acl"]
    assert (acl.origin.span.text, acl.origin.name and acl.origin.name.text) == ('"${var.acl}"', '"acl"')
    assert [(hop.label, hop.span.text) for hop in acl.origin.via] == [("default of var.acl", '"private"')]


@pytest.mark.parametrize("text", ["[]", '"x"', '{"resource": 1}', '{"resource": {"a": "b"}}', "{", ""])
def test_json_of_another_shape_is_reported(reading: Callable[..., Reading], text: str) -> None:
    assert reading("", {"main.tf.json": text}).diagnostics


def test_files_of_a_directory_are_one_module_and_directories_are_apart(reading: Callable[..., Reading]) -> None:
    read = reading(
        'resource "x" "a" { v = local.v }',
        {
            "locals.tofu": 'locals { v = "here" }',
            "sub/main.tf": 'locals { v = "there" }\nresource "x" "a" { v = local.v }',
        },
    )
    assert [(found.unit, plain(found.body)) for found in read.resources] == [
        (".", {"v": "here"}),
        ("sub", {"v": "there"}),
    ]


def test_override_files_change_what_is_declared(reading: Callable[..., Reading]) -> None:
    read = reading(
        """
        locals { v = 1 }
        resource "x" "a" {
          v = local.v
          w = 1
          rule { port = 1 }
          rule { port = 2 }
          other { n = 1 }
        }
        """,
        {
            "a_override.tf": 'locals { v = 2 }\nresource "x" "a" {\n  w = 2\n  rule { port = 3 }\n}',
            "override.tf": 'resource "x" "a" { w = 3 }',
        },
    )
    assert _shown(read.resources) == [
        ("x", "x.a", {"v": 2, "w": 3, "other": [{"n": 1}], "rule": [{"port": 3}]}),
    ]
    assert not read.diagnostics


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ('resource "x" "a" {}\nresource "x" "a" {}', "terraform-duplicate", "x.a is declared twice"),
        ("locals { a = 1 }\nlocals { a = 2 }", "terraform-duplicate", "local.a is declared twice"),
        ('resource "x" {}', "terraform-block", 'there is no block "resource" with 1 labels'),
        ('resorce "x" "a" {}', "terraform-block", 'there is no block "resorce"'),
        ('resource "x" "a" {\n  dynamic "d" {}\n}', "terraform-dynamic", "needs for_each and a content block"),
    ],
)
def test_declarations_that_terraform_refuses(
    reading: Callable[..., Reading], text: str, code: str, message: str
) -> None:
    assert [(problem.code, problem.message) for problem in reading(text).diagnostics] == [(code, message)]


def test_blocks_about_terraform_itself_are_silent(reading: Callable[..., Reading]) -> None:
    text = """
    terraform { required_version = ">= 1" }
    moved {
      from = a.b
      to   = a.c
    }
    import {
      to = a.b
      id = "x"
    }
    removed { from = a.b }
    check "c" {}
    output "o" { value = 1 }
    """
    read = reading(text)
    assert (read.resources, read.diagnostics) == ((), ())


def test_the_ledger_counts_what_was_and_was_not_evaluated(reading: Callable[..., Reading]) -> None:
    read = reading(
        'module "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = "./a"\n}\n'
        'resource "x" "a" { count = 2 }\ndata "x" "d" {}',
        {"broken.tf": 'resource "x" "c" {\n  v = \n}\nresource "x" "d" {}', "hopeless.tf": "%%%"},
    )
    lines = {line.path: (line.state, line.reasons) for line in read.ledger.files}
    assert lines["main.tf"] == ("partial", ("module not evaluated: ./a (not below the given paths)",))
    assert lines["broken.tf"][0] == "partial"
    assert lines["broken.tf"][1][0].startswith("syntax error at line ")
    assert lines["hopeless.tf"][0] == "unreadable"
    assert read.ledger.counts == {"module calls": 2, "resources": 4}
    assert read.ledger.gaps == {"module not evaluated: ./a (not below the given paths)": 2}


def test_outputs_of_a_module_that_is_not_evaluated_are_unknown(reading: Callable[..., Reading]) -> None:
    read = reading('module "m" {\n  source = "./m"\n}\nresource "x" "a" { v = module.m.ids[0] }')
    assert plain(read.resources[0].body) == {"v": Not("MODULE", "module.m.ids[0]")}


def test_a_problem_in_a_block_with_several_instances_is_told_once(reading: Callable[..., Reading]) -> None:
    assert len(reading('resource "x" "a" {\n  count = 3\n  v     = upper()\n}').diagnostics) == 1


def test_opentofu_has_its_own_files_in_place_of_those_of_the_same_name(reading: Callable[..., Reading]) -> None:
    files = {"main.tofu": 'resource "x" "tofu" {}', "other.tf": 'resource "x" "both" {}'}
    read = reading('resource "x" "tf" {}', files)
    assert [found.address for found in read.resources] == ["x.tofu", "x.both"]
    assert read.ledger.files[0].reasons == ("OpenTofu has a .tofu file of the same name",)


def test_what_is_ephemeral_is_not_known_and_not_deployed(reading: Callable[..., Reading]) -> None:
    read = reading('ephemeral "x" "e" {}\nresource "x" "a" { v = ephemeral.x.e.value }')
    assert _shown(read.resources) == [("x", "x.a", {"v": Not("DATA", "ephemeral.x.e.value")})]
    assert not read.diagnostics


@pytest.mark.parametrize(
    ("count", "when"),
    [
        ("var.on ? 1 : 0", Either("var.on", True, False)),
        ("var.on ? 0 : 2", Either("var.on", False, True)),
        ("var.on ? (var.off ? 1 : 0) : 0", Either("var.on", Either("var.off", True, False), False)),
        ("var.on", None),
        ("1", None),
    ],
)
def test_a_conditional_count_tells_the_worlds_in_which_there_is_an_instance(
    reading: Callable[..., Reading], count: str, when: object
) -> None:
    read = reading(f'variable "on" {{}}\nvariable "off" {{}}\nresource "x" "a" {{ count = {count} }}')
    found = read.resources[0].when
    assert (plain(found) if found else None) == when


def test_a_resource_in_a_conditional_module_exists_where_both_do(reading: Callable[..., Reading]) -> None:
    call = 'module "m" {\n  source = "./m"\n  count = var.on ? 1 : 0\n  v = var.too\n}'
    root = f'variable "on" {{}}\nvariable "too" {{}}\n{call}'
    child = 'variable "v" {}\nresource "x" "a" {}\nresource "x" "b" { count = var.v ? 1 : 0 }'
    a, b = reading(root, {"m/main.tf": child}).resources
    assert a.when
    assert b.when
    assert (plain(a.when), plain(b.when)) == (
        Either("var.on", True, False),
        Either("var.on", Either("var.too", True, False), False),
    )
