"""Plans and states as native resources."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainly import Not, plain
from planning import block, by_address, configured, constant, plan, refers, resource
from yourside.coverage import State
from yourside.frontends.inputs import Inputs
from yourside.frontends.plan import read
from yourside.spans import SourceFile
from yourside.values import Map, Seq, Unknown

DATA = Path(__file__).parents[3] / "testdata" / "frontends" / "plan"
DATABASE, VERSIONING = "module.db.aws_db_instance.main", "aws_s3_bucket_versioning.logs"


@pytest.mark.parametrize("name", ["state.json", "raw.tfstate"])
def test_both_forms_of_a_state_give_the_same_resources(name: str) -> None:
    found = by_address((DATA / name).read_text("utf-8"))
    assert sorted(found) == ['aws_s3_bucket.logs["a"]', 'aws_s3_bucket.logs["b"]', VERSIONING, DATABASE]
    assert found['aws_s3_bucket.logs["a"]'].instance == '["a"]'
    assert plain(found[VERSIONING].body) == {
        "bucket": "acme-a",
        "id": "acme-a",
        "versioning_configuration": [{"status": "Enabled"}],
    }


@pytest.mark.parametrize("name", ["state.json", "raw.tfstate"])
def test_a_state_tells_by_its_values_which_dependency_they_were_taken_from(name: str) -> None:
    found = by_address((DATA / name).read_text("utf-8"))
    assert found[VERSIONING].body.entries["bucket"].origin.refs == ('aws_s3_bucket.logs["a"]',)


def test_what_a_plan_deletes_is_not_there() -> None:
    found = by_address((DATA / "update.json").read_text("utf-8"))
    assert sorted(found) == ['aws_s3_bucket.logs["a"]', VERSIONING, DATABASE, "provider.aws"]
    assert plain(found[VERSIONING].body.entries["versioning_configuration"]) == [{"status": "Suspended"}]


@pytest.mark.parametrize("name", ["state.json", "raw.tfstate", "update.json"])
def test_places_are_those_of_the_document(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    native = by_address(text)['aws_s3_bucket.logs["a"]']
    value = native.body.entries["acl"]
    assert value.origin.span.text == '"public-read"'
    assert value.origin.name is not None
    assert value.origin.name.text == '"acl"'
    assert native.origin.span.contains(value.origin.span)
    assert text[value.origin.span.start : value.origin.span.end] == '"public-read"'


def test_places_count_characters_and_not_bytes() -> None:
    found = plan(resource("aws_sns_topic.ü", name="wörld", display_name="d"))["aws_sns_topic.ü"]
    assert found.body.entries["display_name"].origin.span.text == '"d"'


def test_null_is_absence() -> None:
    found = plan(resource("aws_s3_bucket.b", bucket="b", acl=None, tags={"a": None, "b": "1"}))
    assert plain(found["aws_s3_bucket.b"].body) == {"bucket": "b", "tags": {"b": "1"}}


def test_what_is_known_after_apply_is_set() -> None:
    written = configured(block("aws_ebs_volume.v", kms_key_id=refers("aws_kms_key.k.arn", "aws_kms_key.k")))
    found = plan(
        resource("aws_kms_key.k", {"arn": True}),
        resource("aws_ebs_volume.v", {"kms_key_id": True}),
        configuration=written,
    )
    value = found["aws_ebs_volume.v"].body.entries["kms_key_id"]
    assert plain(value) == Not("REFERENCE", "aws_kms_key.k.arn")
    assert value.origin.refs == ("aws_kms_key.k",)


def test_what_nobody_wrote_and_nobody_knows_is_not_set() -> None:
    found = plan(
        resource("aws_ebs_volume.v", {"kms_key_id": True, "id": True}, size=8),
        configuration=configured(block("aws_ebs_volume.v", size=constant(8))),
    )
    assert plain(found["aws_ebs_volume.v"].body) == {"size": 8}


def test_empty_values_count_where_they_are_written() -> None:
    found = plan(
        resource("aws_security_group.g", ingress=[], name="", cidr_blocks=[], description=""),
        configuration=configured(block("aws_security_group.g", name=constant(""), cidr_blocks=constant([]))),
    )
    assert plain(found["aws_security_group.g"].body) == {"name": "", "cidr_blocks": []}


def test_an_unknown_item_of_a_list_keeps_its_place_and_its_reference() -> None:
    written = block("aws_instance.i", groups=refers("aws_sg.a.id", "aws_sg.a", "aws_sg.b.id", "aws_sg.b"))
    found = plan(
        resource("aws_instance.i", {"groups": [True, True]}, groups=[None, None]),
        configuration=configured(written),
    )
    groups = found["aws_instance.i"].body.entries["groups"]
    assert isinstance(groups, Seq)
    assert [item.origin.refs for item in groups.items] == [("aws_sg.a",), ("aws_sg.b",)]


def test_unknown_attributes_of_nested_blocks_are_found_in_the_expressions() -> None:
    rule = {"apply": [{"key": refers("aws_kms_key.k.arn", "aws_kms_key.k"), "algorithm": constant("aws:kms")}]}
    found = plan(
        resource(
            "aws_x.y", {"rule": [{"apply": [{"key": True, "other": True}]}]}, rule=[{"apply": [{"algorithm": "x"}]}]
        ),
        configuration=configured(block("aws_x.y", rule=[rule])),
    )
    assert plain(found["aws_x.y"].body) == {
        "rule": [{"apply": [{"algorithm": "x", "key": Not("REFERENCE", "aws_kms_key.k.arn")}]}]
    }


def test_a_resource_of_which_nothing_is_known_is_there() -> None:
    known_later = resource("aws_s3_bucket_policy.p", {"policy": True})
    del known_later["values"]
    found = plan(known_later, configuration=configured(block("aws_s3_bucket_policy.p", policy=refers("local.p"))))
    assert plain(found["aws_s3_bucket_policy.p"].body) == {"policy": Not("REFERENCE")}


def test_data_sources_that_were_read_while_planning_are_there() -> None:
    read_already = resource("data.aws_ami.a", id="ami-1") | {"mode": "data", "type": "aws_ami"}
    stale = resource("aws_s3_bucket.b", bucket="old")
    state = {"values": {"root_module": {"resources": [read_already, stale]}}}
    found = plan(resource("aws_s3_bucket.b", bucket="new"), prior_state=state)
    assert {address: native.type for address, native in found.items()} == {
        "data.aws_ami.a": "data.aws_ami",
        "aws_s3_bucket.b": "aws_s3_bucket",
    }
    assert plain(found["aws_s3_bucket.b"].body) == {"bucket": "new"}


def test_providers_are_read_as_they_are_configured() -> None:
    providers = {
        "aws": {"name": "aws", "expressions": {"region": constant("eu-west-1")}},
        "aws.west": {"name": "aws", "alias": "west", "expressions": {"region": refers("var.region")}},
    }
    found = plan(configuration={"provider_config": providers})
    assert plain(found["provider.aws"].body) == {"region": "eu-west-1"}
    assert plain(found["provider.aws.west"].body) == {"region": Not("VARIABLE", "var.region")}
    assert found["provider.aws.west"].type == "provider.aws"


def test_what_a_provider_filled_in_needs_no_table() -> None:
    found = plan(
        resource("aws_s3_bucket.b", bucket="b", hosted_zone_id="Z1"),
        configuration=configured(block("aws_s3_bucket.b", bucket=constant("b"))),
    )
    assert found["aws_s3_bucket.b"].filled == {"hosted_zone_id"}


@pytest.mark.parametrize(
    "text",
    [
        '{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {"resources": [',
        '{"terraform_version": "1", "lineage": "x", "resources": [{"type": "a" "name": "b"}]}',
        '{"format_version": ' + "[" * 100_000,
        "",
    ],
)
def test_a_broken_document_is_reported_and_counted(text: str) -> None:
    reading = read([SourceFile("plan.json", text)], Inputs())
    assert reading.resources == ()
    assert reading.diagnostics
    assert [line.state for line in reading.ledger.files] == [State.UNREADABLE]


@pytest.mark.parametrize(
    "section",
    [
        {"planned_values": []},
        {"planned_values": {"root_module": {"resources": {"a": 1}, "child_modules": [1, {"resources": [None, {}]}]}}},
        {"planned_values": {"root_module": {"resources": [{"address": 1, "type": [], "values": 3}]}}},
        {"configuration": [], "resource_changes": {"a": 1}},
        {"configuration": {"root_module": {"resources": [1], "module_calls": 3}, "provider_config": {"aws": 1}}},
        {
            "resources": [
                {"type": "a", "name": "b", "instances": [1, {"attributes": {"x": 1}, "sensitive_attributes": [1]}]}
            ]
        },
    ],
)
def test_a_document_of_another_shape_is_read_as_far_as_it_goes(section: dict[str, object]) -> None:
    assert all(isinstance(native.body, Map) for native in plan(**section).values())


def test_modules_that_refer_to_one_another_come_to_an_end() -> None:
    call = {
        "expressions": {"x": refers("module.m.out")},
        "module": {"outputs": {"out": {"expression": refers("var.x")}}},
    }
    found = plan(
        resource("aws_x.y", {"name": True}),
        configuration=configured(block("aws_x.y", name=refers("module.m.out")), module_calls={"m": call}),
    )
    assert isinstance(found["aws_x.y"].body.entries["name"], Unknown)
