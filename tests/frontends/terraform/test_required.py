"""Which versions of its provider a resource may have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from yourside.frontends.native import Reading

BUCKET = 'resource "aws_s3_bucket" "b" {}\n'
CALL = 'module "m" {\n  source = "./m"\n}\n'


def wants(providers: str) -> str:
    return f"terraform {{\n  required_providers {{\n    {providers}\n  }}\n}}\n"


def versions(read: Reading) -> Mapping[str, str]:
    assert not read.diagnostics
    return {found.address: found.versions for found in read.resources}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (wants('aws = { source = "hashicorp/aws", version = "~> 5.0" }'), "~> 5.0"),
        (wants('aws = { "version" = "~> 5.0" }'), "~> 5.0"),
        (wants('aws = "~> 5.0"'), "~> 5.0"),
        (wants('aws = { source = "hashicorp/aws" }'), ""),
        (wants('random = "~> 3.0"'), ""),
        (wants('aws = ">= 4.0"') + wants('aws = "< 6.0"'), ">= 4.0, < 6.0"),
        ('provider "aws" {\n  version = "~> 2.0"\n}\n', "~> 2.0"),
        ('variable "v" {}\nprovider "aws" {\n  version = var.v\n}\n', ""),
    ],
)
def test_a_resource_has_the_versions_that_its_module_asks_for(
    reading: Callable[..., Reading], text: str, expected: str
) -> None:
    assert versions(reading(BUCKET + text))["aws_s3_bucket.b"] == expected


def test_a_module_below_has_those_of_its_callers_as_well(reading: Callable[..., Reading]) -> None:
    read = reading(CALL + wants('aws = "~> 5.0"'), {"m/main.tf": BUCKET + wants('aws = ">= 4.0"')})
    assert versions(read) == {"module.m.aws_s3_bucket.b": "~> 5.0, >= 4.0"}


def test_a_data_source_has_the_versions_of_its_provider(reading: Callable[..., Reading]) -> None:
    read = reading(wants('aws = "5.1.0"') + 'data "aws_iam_role" "r" {\n  name = "r"\n}\n')
    assert versions(read) == {"data.aws_iam_role.r": "5.1.0"}


def test_json_syntax_says_the_same(reading: Callable[..., Reading]) -> None:
    asked = '{"terraform": {"required_providers": {"aws": {"version": "~> 5.0"}}}}'
    assert versions(reading(BUCKET, {"versions.tf.json": asked})) == {"aws_s3_bucket.b": "~> 5.0"}
