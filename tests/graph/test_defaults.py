"""What silence means: written, else the source's default, else the API's, else absent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bodies import catalog, cfn, either, graph, more, native, only, plain, properties, var
from yourside.values import Map, Scalar, Unknown, Why

TABLES = """
canonical:
  x-AWS::Test::Thing:
    defaults: {}
lower:
  aws_thing: {to: x-AWS::Test::Thing, defaults: DEFAULTS}
"""
SHAPES = """
types:
  x-AWS::Test::Thing:
    shape:
      struct:
        Size: integer
        Rules: {list: {struct: {Open: boolean, Deep: {struct: {Er: boolean}}}}}
        Block: {struct: {Enabled: boolean, Inner: {struct: {Off: boolean}}}}
"""


def thing(defaults: str, **body: Any) -> Any:
    tables = catalog(TABLES.replace("DEFAULTS", defaults), SHAPES)
    return properties(graph(native("aws_thing.t", **body), tables=tables), "aws_thing.t")


VERSIONED = """{
  Size: {versions: {"<3": 1, ">=3,<5": 3, "==6": 6}, source: x}
}"""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", "?the version of the provider"),
        (">= 2.0", "?the version of the provider"),
        (">= 2.0, < 4.0", "?the version of the provider"),
        ("~> 2.0", 1),
        ("2.9.1", 1),
        ("= v2.9.1", 1),
        ("< 3", 1),
        ("<= 2.99.99", 1),
        ("<= 3.0.0", "?the version of the provider"),
        ("~> 3.1", 3),
        ("~> 3.1.4", 3),
        ("~>4", 3),
        ("~> 4.0, != 4.2.0", 3),
        ("> 3.0, < 3.5", 3),
        (">= 3.0, ~> 4.1", 3),
        (">= 4.0, < 6.0", "?the version of the provider"),
        ("6.0.0", 6),
        ("~> 6.1", None),
        ("> 5.0.0, < 6.0.0", None),
        (">= 3.0, < 2.0", "?the version of the provider"),
        ("latest", "?the version of the provider"),
        ("~> 3.0, latest", 3),
    ],
)
def test_a_default_is_that_of_the_versions_that_are_asked_for(asked: str, expected: object) -> None:
    """Where a range is left out there is no default of the provider."""
    tables = catalog(TABLES.replace("DEFAULTS", VERSIONED), SHAPES)
    found = properties(graph(replace(native("aws_thing.t"), versions=asked), tables=tables), "aws_thing.t")
    assert found.get("Size") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"backup_retention_period": 7}, 7, id="written"),
        pytest.param({"backup_retention_period": var("d")}, "?var.d", id="written, whatever it is"),
        pytest.param({}, 0, id="the provider's"),
    ],
)
def test_the_providers_default_goes_before_the_apis(body: dict[str, Any], expected: object) -> None:
    found = properties(graph(native("aws_db_instance.d", **body)), "aws_db_instance.d")
    assert found["BackupRetentionPeriod"] == expected


def test_other_sources_have_the_apis_default() -> None:
    found = properties(graph(cfn("Db", "AWS::RDS::DBInstance")), "Db")
    assert found == {"BackupRetentionPeriod": 1, "StorageEncrypted": False, "PubliclyAccessible": "?the subnet group"}


def test_a_default_that_differs_between_versions_is_unknown_when_the_version_is() -> None:
    found = only(graph(native("aws_db_instance.d")), "aws_db_instance.d").properties.entries["PubliclyAccessible"]
    assert isinstance(found, Unknown)
    assert found.why is Why.DEFAULT


def test_a_default_points_at_its_resource() -> None:
    resource = only(graph(native("aws_db_instance.d")), "aws_db_instance.d")
    assert resource.properties.entries["StorageEncrypted"] == Scalar(False, resource.origin)
    assert resource.properties.origin == resource.origin


def test_a_default_in_a_block_that_a_companion_wrote_points_at_the_companion() -> None:
    companion = native("aws_s3_bucket_public_access_block.p", bucket="b", ignore_public_acls=True)
    found = only(graph(native("aws_s3_bucket.b", bucket="b"), companion), "aws_s3_bucket.b")
    block = found.properties.entries["PublicAccessBlockConfiguration"]
    assert isinstance(block, Map)
    assert block.entries["BlockPublicAcls"].origin == companion.origin != found.origin


@pytest.mark.parametrize(
    ("defaults", "body", "expected"),
    [
        pytest.param("{Block.Enabled: true}", {}, {"Block": {"Enabled": True}}, id="the block is made"),
        pytest.param(
            "{Block.Enabled: true}", {"block": [{}]}, {"Block": {"Enabled": True}}, id="inside a written block"
        ),
        pytest.param("{Block.Enabled: {value: true, within: true}}", {}, {}, id="within: no block, no default"),
        pytest.param(
            "{Block.Enabled: {value: true, within: true}}",
            {"block": [{}]},
            {"Block": {"Enabled": True}},
            id="within a block",
        ),
        pytest.param(
            "{Block.Enabled: true, Block.Inner.Off: false}",
            {},
            {"Block": {"Enabled": True, "Inner": {"Off": False}}},
            id="several in one block that is made",
        ),
        pytest.param(
            "{Block.Enabled: true}", {"block": var("b")}, {"Block": "?var.b"}, id="an unknown block stays unknown"
        ),
        pytest.param(
            "{Block.Enabled: true}",
            {"block": either("c", true=[{}], false=None)},
            {"Block": {"c is true": {"Enabled": True}, "c is false": {"Enabled": True}}},
            id="in each branch",
        ),
        pytest.param(
            "{Block.Enabled: {value: true, within: true}}",
            {"block": either("c", true=[{}], false=None)},
            {"Block": {"c is true": {"Enabled": True}, "c is false": None}},
            id="within: only in the branch that has the block",
        ),
        pytest.param("{'Rules[].Open': true}", {}, {}, id="no item, no default"),
        pytest.param(
            "{'Rules[].Open': true}",
            {"rules": [{"open": False}, {}, var("r")]},
            {"Rules": [{"Open": False}, {"Open": True}, "?var.r"]},
            id="in each item",
        ),
        pytest.param(
            "{'Rules[].Deep.Er': true}",
            {"rules": more({})},
            {"Rules": [{"Deep": {"Er": True}}, "...", "?var.more"]},
            id="open list",
        ),
        pytest.param("{Rules: []}", {}, {"Rules": []}, id="an empty list"),
        pytest.param("{Rules: [{Open: true}]}", {}, {"Rules": [{"Open": True}]}, id="a list"),
        pytest.param("{Block: {value: {Enabled: true}}}", {}, {"Block": {"Enabled": True}}, id="an object"),
        pytest.param("{Size: {unknown: the weather}}", {}, {"Size": "?the weather"}, id="unknown"),
    ],
)
def test_defaults(defaults: str, body: dict[str, Any], expected: object) -> None:
    assert thing(defaults, **body) == expected


def test_a_companions_defaults_hold_where_it_is_written() -> None:
    companion = native("aws_s3_bucket_public_access_block.p", bucket="b", ignore_public_acls=True)
    found = graph(native("aws_s3_bucket.b", bucket="b"), companion)
    body = only(found, "aws_s3_bucket.b").properties.entries["PublicAccessBlockConfiguration"]
    assert plain(body) == {"IgnorePublicAcls": True, "BlockPublicAcls": False, "BlockPublicPolicy": False}
