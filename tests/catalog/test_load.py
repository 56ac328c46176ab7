from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from bodies import TESTDATA, catalog
from yourside.catalog.load import load_catalog, read_table
from yourside.catalog.model import Attr, Default, Fold, Keyed

SCHEMA = json.loads((files("yourside.catalog") / "table.schema.json").read_text("utf-8"))


def accepts(tables: Any) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(tables)


def test_the_schema_of_tables_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_tables_that_the_graph_is_tested_on_are_valid() -> None:
    assert accepts(yaml.safe_load((TESTDATA / "tables.yaml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("attr", "expected"),
    [
        (None, Attr(drop=True)),
        ("A.B", Attr(to=("A", "B"))),
        (".", Attr(to=())),
        ({"to": "A[]", "add": {"X": 1}}, Attr(to=("A[]",), add={"X": 1})),
        ({"bool": ["on", "off"], "invert": True}, Attr(truth=("on", "off"), invert=True)),
        ({"keyed": {"in": "A", "name": "n", "key": "K"}}, Attr(keyed=Keyed(("A",), "n", "K"))),
        ({"map": ["name", "value"]}, Attr(pairs=("name", "value"))),
        ({"split": "AWS::S3::BucketPolicy", "link": "Bucket"}, Attr(split="AWS::S3::BucketPolicy", link=("Bucket",))),
        ({"explode": {"cidr_blocks": "CidrIp"}}, Attr(explode={"cidr_blocks": ("CidrIp",)})),
    ],
)
def test_what_a_table_says_of_an_attribute(attr: Any, expected: Attr) -> None:
    entry = {"to": "AWS::S3::Bucket", "attrs": {"a.b": attr}}
    assert accepts({"lower": {"aws_thing": entry}})
    assert read_table("aws_thing", entry).attrs == {("a", "b"): expected}


@pytest.mark.parametrize(
    ("default", "expected"),
    [
        (False, Default(("A",), False)),
        ([], Default(("A",), [])),
        ({"unknown": "the weather"}, Default(("A",), unknown="the weather")),
        (
            {"value": {"B": 1}, "within": True, "source": "https://x"},
            Default(("A",), {"B": 1}, "", {}, True, "https://x"),
        ),
        ({"versions": {"<6": True, ">=6,<7": False}}, Default(("A",), versions={"<6": True, ">=6,<7": False})),
    ],
)
def test_what_a_table_says_of_silence(default: Any, expected: Default) -> None:
    entry = {"to": "AWS::S3::Bucket", "defaults": {"A": default}}
    assert accepts({"lower": {"aws_thing": entry}})
    assert read_table("aws_thing", entry).defaults == (expected,)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param({}, id="neither a type nor an owner"),
        pytest.param({"to": "aws_s3_bucket"}, id="not a canonical type"),
        pytest.param({"to": "AWS::S3::Bucket", "atrs": {}}, id="a misspelt key"),
        pytest.param({"to": "AWS::S3::Bucket", "attrs": {"a": {"enmu": {}}}}, id="a misspelt operator"),
        pytest.param(
            {"to": "AWS::S3::Bucket", "attrs": {"a": {"split": "AWS::S3::BucketPolicy"}}}, id="split, no link"
        ),
        pytest.param({"to": "AWS::S3::Bucket", "attrs": {"a": {"fmt": "%s%s"}}}, id="a format of two"),
        pytest.param({"to": "AWS::S3::Bucket", "defaults": {"A": None}}, id="null is no default"),
        pytest.param(
            {"to": "AWS::S3::Bucket", "defaults": {"A": {"value": 1, "unknown": "x"}}}, id="known and unknown"
        ),
        pytest.param({"to": "AWS::S3::Bucket", "defaults": {"A": {"versions": {"6": 1}}}}, id="not a range"),
        pytest.param({"fold": {"into": "AWS::S3::Bucket", "by": "bucket"}}, id="a fold without a place"),
    ],
)
def test_what_the_schema_refuses(entry: Any) -> None:
    assert not accepts({"lower": {"aws_thing": entry}})


def test_a_case_goes_over_its_table() -> None:
    table = catalog().tables["aws_security_group_rule"]
    assert table.switch is not None
    ingress = table.switch.cases["ingress"]
    assert ingress.to == "AWS::EC2::SecurityGroupIngress"
    assert ingress.attrs[("security_group_id",)] == Attr(to=("GroupId",))
    assert table.switch.cases["egress"].explode == {"cidr_blocks": ("CidrIp",)}


def test_a_companion_may_have_several_owners() -> None:
    assert catalog().tables["aws_iam_policy_attachment"].folds == (
        Fold("AWS::IAM::Role", ("roles",), ("ManagedPolicyArns",), True),
        Fold("AWS::IAM::Group", ("groups",), ("ManagedPolicyArns",), True),
    )


def test_a_type_that_nothing_is_said_of() -> None:
    assert catalog().table("aws_unheard_of") is None
    assert catalog().canonical("AWS::Odd::Thing").defaults == ()
    assert catalog().shape("AWS::Odd::Thing") is None


def test_the_tables_that_ship_are_read_once() -> None:
    assert load_catalog() is load_catalog()


def test_every_table_that_folds_is_a_companion_of_what_it_folds_into() -> None:
    catalog = load_catalog()
    tables = {
        name: [table, *(table.switch.cases.values() if table.switch else ())] for name, table in catalog.tables.items()
    }
    folds = {name: [fold for case in cases for fold in case.folds] for name, cases in tables.items()}
    own = {
        name: [fold for case in cases for fold in catalog.canonical(case.to).folds] for name, cases in tables.items()
    }

    into = {(fold.into, name) for name in tables for fold in folds[name] or own[name]}

    assert into
    assert into == {(owner, name) for owner, names in catalog.companions.items() for name in names}
