"""Blocks: resources, their instances, nested and dynamic blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Either, Not, plain
from yourside.frontends.native import Reading
from yourside.values import Map, Seq, Value


def _bodies(read: Reading) -> dict[str, object]:
    return {found.address: plain(found.body) for found in read.resources}


def _inside(value: Value, *path: str | int) -> Value:
    for step in path:
        match value:
            case Map(entries=entries):
                value = entries[str(step)]
            case Seq(items=items):
                value = items[int(step)]
    return value


def _key(value: Value) -> str:
    assert value.origin.name is not None
    return value.origin.name.text


def test_a_resource_has_its_place_its_unit_and_no_meta_arguments(reading: Callable[..., Reading]) -> None:
    text = """resource "aws_s3_bucket" "b" {
  provider   = aws.west
  depends_on = [aws_iam_role.r]
  bucket     = "x"
  acl        = null
  lifecycle {
    prevent_destroy = true
  }
  provisioner "local-exec" {
    command = self.id
  }
}"""
    (bucket,) = reading("", {"envs/prod/s3.tf": text}).resources
    assert (bucket.dialect, bucket.type, bucket.address) == ("terraform", "aws_s3_bucket", "aws_s3_bucket.b")
    assert (bucket.unit, bucket.instance) == ("envs/prod", "")
    assert bucket.origin.span.text == text
    assert bucket.origin.name is not None
    assert bucket.origin.name.text == '"aws_s3_bucket" "b"'
    assert plain(bucket.body) == {"bucket": "x"}


def test_data_sources_and_providers_are_resources_too(reading: Callable[..., Reading]) -> None:
    read = reading(
        """
        data "aws_ami" "linux" { owners = ["self"] }
        provider "aws" { region = "eu-west-1" }
        provider "aws" {
          alias  = "west"
          region = "us-west-2"
        }
        """
    )
    assert [(found.type, found.address, plain(found.body)) for found in read.resources] == [
        ("data.aws_ami", "data.aws_ami.linux", {"owners": ["self"]}),
        ("provider.aws", "provider.aws", {"region": "eu-west-1"}),
        ("provider.aws", "provider.aws.west", {"region": "us-west-2"}),
    ]
    assert read.ledger.counts.get("resources", 0) == 0


def test_nested_blocks_are_lists_that_know_their_blocks(reading: Callable[..., Reading]) -> None:
    (group,) = reading(
        """
        resource "aws_security_group" "g" {
          ingress {
            from_port = 22
          }
          ingress {
            from_port = 80
          }
        }
        """
    ).resources
    assert plain(group.body) == {"ingress": [{"from_port": 22}, {"from_port": 80}]}
    second = _inside(group.body, "ingress", 1)
    assert second.origin.span.text.startswith("ingress {")
    assert (_key(second), _key(_inside(second, "from_port"))) == ("ingress", "from_port")


@pytest.mark.parametrize(
    ("repeat", "expected"),
    [
        ("count = 0", {}),
        ("count = 1", {"x.y[0]": {"v": 0}}),
        ("count = length([1, 2])", {"x.y[0]": {"v": 0}, "x.y[1]": {"v": 1}}),
        ("count = var.u", {"x.y": {"v": Not("VARIABLE", "count.index")}}),
        ("count = var.on ? 1 : 0", {"x.y": {"v": 0}}),
        ("count = var.on ? 3 : 0", {"x.y": {"v": Not("VARIABLE", "count.index")}}),
    ],
)
def test_count(reading: Callable[..., Reading], repeat: str, expected: object) -> None:
    around = 'variable "u" {}\nvariable "on" {}\n'
    assert _bodies(reading(f'{around}resource "x" "y" {{\n  {repeat}\n  v = count.index\n}}')) == expected


@pytest.mark.parametrize(
    ("collection", "expected"),
    [
        ('toset(["b", "a"])', {'x.y["a"]': ["a", "a"], 'x.y["b"]': ["b", "b"]}),
        ("{ k = { n = 1 } }", {'x.y["k"]': ["k", {"n": 1}]}),
        ("{ k = var.u }", {'x.y["k"]': ["k", Not("VARIABLE", "var.u")]}),
        ("{}", {}),
        ("var.u", {"x.y": [Not("VARIABLE", "each.key"), Not("VARIABLE", "each.value")]}),
        ("toset([var.u])", {"x.y": [Not("VARIABLE", "each.key"), Not("VARIABLE", "each.value")]}),
        ("{ (var.u) = 1 }", {"x.y": [Not("VARIABLE", "each.key"), Not("VARIABLE", "each.value")]}),
    ],
)
def test_for_each(reading: Callable[..., Reading], collection: str, expected: object) -> None:
    text = f'variable "u" {{}}\nresource "x" "y" {{\n  for_each = {collection}\n  v = [each.key, each.value]\n}}'
    assert {found.address: plain(found.body.entries["v"]) for found in reading(text).resources} == expected


@pytest.mark.parametrize(
    ("repeat", "expression", "expected", "refs"),
    [
        ("count = 2", "x.y[1].v", "v", ("x.y[1]",)),
        ("count = 2", "x.y[1].id", Not("REFERENCE", "x.y[1].id"), ("x.y[1]",)),
        ("count = 2", "x.y[*].v", ["v", "v"], ()),
        ("count = 0", "one(x.y[*].id)", None, ()),
        ("count = 0", 'try(x.y[0].id, "none")', "none", ()),
        ('for_each = toset(["k"])', 'x.y["k"].v', "v", ('x.y["k"]',)),
        ('for_each = toset(["k"])', "values(x.y)[0].id", Not("REFERENCE", 'x.y["k"].id'), ('x.y["k"]',)),
        ("count = var.u", "x.y[0].v", "v", ("x.y",)),
        ("count = var.u", "x.y.0.v", "v", ("x.y",)),
        ("count = var.u", "x.y[0].id", Not("REFERENCE", "x.y.id"), ("x.y",)),
        ("count = var.u", "x.y[*].id", Not("REFERENCE", "x.y"), ("x.y",)),
        ("for_each = var.u", 'x.y["k"].v', "v", ("x.y",)),
    ],
)
def test_references_to_instances(
    reading: Callable[..., Reading], repeat: str, expression: str, expected: object, refs: tuple[str, ...]
) -> None:
    text = (
        f'variable "u" {{}}\nresource "x" "y" {{\n  {repeat}\n  v = "v"\n}}\nresource "z" "z" {{\n a = {expression}\n}}'
    )
    value = reading(text).resources[-1].body.entries.get("a")
    assert (plain(value) if value else None) == expected
    assert (value.origin.refs if value else ()) == refs


def test_dynamic_blocks_take_their_place_among_static_ones(reading: Callable[..., Reading]) -> None:
    read = reading(
        """
        resource "x" "y" {
          rule { port = 22 }
          dynamic "rule" {
            for_each = { web = 80, tls = 443 }
            iterator = each_rule
            content {
              name = each_rule.key
              port = each_rule.value
              dynamic "peer" {
                for_each = ["p", "q"]
                content { id = "${each_rule.key}-${peer.key}-${peer.value}" }
              }
            }
          }
          rule { port = 53 }
        }
        """
    )
    assert _bodies(read)["x.y"] == {
        "rule": [
            {"port": 22},
            {"name": "tls", "port": 443, "peer": [{"id": "tls-0-p"}, {"id": "tls-1-q"}]},
            {"name": "web", "port": 80, "peer": [{"id": "web-0-p"}, {"id": "web-1-q"}]},
            {"port": 53},
        ]
    }


@pytest.mark.parametrize(
    ("collection", "expected"),
    [
        ("var.u", [{"port": 22}, Not("VARIABLE", "var.u")]),
        ("concat([80], var.u)", [{"port": 22}, Not("VARIABLE", "var.u")]),
        ("[80, var.u]", [{"port": 22}, {"port": 80}, {"port": Not("VARIABLE", "var.u")}]),
        ("[]", [{"port": 22}]),
        ("var.on ? [80] : []", Either("var.on", [{"port": 22}, {"port": 80}], [{"port": 22}])),
    ],
)
def test_dynamic_blocks_that_cannot_be_counted(
    reading: Callable[..., Reading], collection: str, expected: object
) -> None:
    text = f"""
    variable "u" {{}}
    variable "on" {{}}
    resource "x" "y" {{
      rule {{ port = 22 }}
      dynamic "rule" {{
        for_each = {collection}
        content {{ port = rule.value }}
      }}
    }}
    """
    assert _bodies(reading(text))["x.y"] == {"rule": expected}


def test_the_content_of_a_dynamic_block_points_to_the_content_and_to_the_item(reading: Callable[..., Reading]) -> None:
    read = reading(
        """
        variable "ports" { default = [80, 443] }
        resource "x" "y" {
          dynamic "rule" {
            for_each = var.ports
            content { port = rule.value }
          }
        }
        """
    )
    port = _inside(read.resources[0].body, "rule", 1, "port")
    assert port.origin.span.text == "rule.value"
    assert [(hop.label, hop.span.text) for hop in port.origin.via][-1] == ("default of var.ports", "443")


def test_an_error_in_count_is_reported_and_the_resource_kept(reading: Callable[..., Reading]) -> None:
    read = reading('resource "x" "y" {\n  count = "many"\n  a = 1\n}')
    assert [problem.code for problem in read.diagnostics] == ["terraform-instances"]
    assert _bodies(read) == {"x.y": {"a": 1}}


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ('"a b.c"', 'x.y["a b.c"]'),
        (r'"say \"hi\""', r'x.y["say \"hi\""]'),
        (r'"back\\slash\n"', r'x.y["back\\slash\n"]'),
        ('"$${x} %%{y} $z"', 'x.y["$${x} %%{y} $z"]'),
        (r'"\u0007ü"', r'x.y["\u0007ü"]'),
    ],
)
def test_a_key_is_quoted_in_the_address_as_terraform_does(
    reading: Callable[..., Reading], key: str, address: str
) -> None:
    (found,) = reading(f'resource "x" "y" {{ for_each = toset([{key}]) }}').resources
    assert found.address == address
