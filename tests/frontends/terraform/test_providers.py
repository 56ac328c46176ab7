"""What providers give: tags and a region, and which provider a resource has."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from plainly import Not, plain
from yourside.frontends.native import Reading
from yourside.values import Value

PROVIDERS = """
variable "env" {}
provider "aws" {
  default_tags {
    tags = { Env = "here", Team = "a" }
  }
}
provider "aws" {
  alias = "west"
  default_tags {
    tags = { Env = "west" }
  }
}
"""
HERE, WEST = {"Env": "here", "Team": "a"}, {"Env": "west"}
MODULE = """
resource "aws_sqs_queue" "q" {}
resource "aws_sqs_queue" "o" { provider = aws.other }
"""


def tags(read: Reading) -> Mapping[str, object]:
    """What each resource's tags are said to be, by address."""
    assert not read.diagnostics
    deployed = (found for found in read.resources if not found.type.startswith("provider."))
    every = ((found.address, found.body.entries.get("tags_all")) for found in deployed)
    return {address: plain(value) if value else None for address, value in every}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ('"aws_sqs_queue" "q" {}', HERE),
        ('"aws_sqs_queue" "q" { tags = { Team = "b", Mine = "m" } }', {"Env": "here", "Team": "b", "Mine": "m"}),
        ('"aws_sqs_queue" "q" { provider = aws.west }', WEST),
        ('"aws_sqs_queue" "q" { provider = "aws.west" }', WEST),
        ('"aws_sqs_queue" "q" { tags = { Env = var.env } }', HERE | {"Env": Not("VARIABLE", "var.env")}),
        ('"aws_autoscaling_group" "g" {}', None),
        ('"google_storage_bucket" "b" {}', None),
    ],
)
def test_a_resource_has_the_tags_of_its_provider(
    reading: Callable[..., Reading], resource: str, expected: object
) -> None:
    (found,) = tags(reading(f"{PROVIDERS}\nresource {resource}")).values()
    assert found == expected


def test_json_syntax_has_them_too(reading: Callable[..., Reading]) -> None:
    text = {
        "provider": {"aws": {"alias": "west", "default_tags": {"tags": WEST}}},
        "resource": {"aws_sqs_queue": {"q": {"provider": "aws.west"}}},
    }
    assert tags(reading("", {"main.tf.json": json.dumps(text)})) == {"aws_sqs_queue.q": WEST}


@pytest.mark.parametrize(
    ("providers", "own", "other"),
    [
        ("", HERE, None),
        ("providers = { aws = aws.west }", WEST, None),
        ("providers = { aws.other = aws }", HERE, HERE),
        ("providers = { aws = aws.west, aws.other = aws.west }", WEST, WEST),
    ],
)
@pytest.mark.parametrize("declared", ["", 'provider "aws" { alias = "other" }'])
def test_a_module_has_the_providers_that_it_is_passed(
    reading: Callable[..., Reading], providers: str, own: object, other: object, declared: str
) -> None:
    call = f'{PROVIDERS}\nmodule "m" {{\n  source = "./m"\n  {providers}\n}}\n'
    read = reading(call, {"m/main.tf": MODULE + declared})
    assert tags(read) == {"module.m.aws_sqs_queue.q": own, "module.m.aws_sqs_queue.o": other}


def test_tags_that_are_not_known_may_be_any(reading: Callable[..., Reading]) -> None:
    providers = """
    variable "given" {}
    provider "aws" {
      dynamic "default_tags" {
        for_each = var.given
        content {
          tags = default_tags.value
        }
      }
    }
    """
    (found,) = tags(reading(providers + 'resource "aws_sqs_queue" "q" { tags = { a = "b" } }')).values()
    assert found == {"a": "b", "...": Not("VARIABLE", "var.given")}


def test_what_a_provider_fills_in_is_not_written_by_the_resource(reading: Callable[..., Reading]) -> None:
    (queue,) = (found for found in reading(PROVIDERS + MODULE).resources if found.address == "aws_sqs_queue.q")
    assert queue.filled == {"tags_all"}


def test_tags_of_a_provider_may_need_resources_of_another(
    reading: Callable[..., Reading],
) -> None:
    text = """
    provider "aws" {
      default_tags {
        tags = { Role = aws_iam_role.r.arn }
      }
    }
    resource "aws_iam_role" "r" { provider = aws.plain }
    provider "aws" { alias = "plain" }
    resource "aws_sqs_queue" "q" {}
    """
    assert tags(reading(text)) == {
        "aws_iam_role.r": None,
        "aws_sqs_queue.q": {"Role": Not("REFERENCE", "aws_iam_role.r.arn")},
    }


@pytest.mark.parametrize(
    ("region", "data", "expected"),
    [
        ('region = "eu-west-1"', "", "eu-west-1"),
        ("region = var.region", "", Not("VARIABLE", "var.region")),
        ("", "", Not("ENVIRONMENT", "data.aws_region.here.name")),
        ('region = "eu-west-1"', "provider = aws.east", "us-east-1"),
    ],
)
def test_the_region_is_that_of_the_provider(
    attribute: Callable[..., Value], region: str, data: str, expected: object
) -> None:
    around = f"""
    variable "region" {{}}
    provider "aws" {{
      {region}
    }}
    provider "aws" {{
      alias  = "east"
      region = "us-east-1"
    }}
    data "aws_region" "here" {{
      {data}
    }}
    """
    assert plain(attribute("data.aws_region.here.name", around)) == expected
