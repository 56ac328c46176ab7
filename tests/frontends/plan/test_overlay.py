"""A plan laid over its sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plainly import plain
from planning import block, configured, constant, document, refers, resource
from yourside import app
from yourside.config import Options
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource, Reading
from yourside.frontends.plan import joined
from yourside.frontends.terraform import read
from yourside.spans import SourceFile


def over(source: str, *resources: Any, audited: bool = False, **sections: Any) -> Reading:
    sources = read([SourceFile("live/main.tf", source)], Inputs())
    return joined(sources, SourceFile("plan.json", json.dumps(document(*resources, **sections))), audited)


def only(reading: Reading) -> NativeResource:
    (native,) = reading.resources
    return native


VARIABLE = 'variable "acl" {}\n\nresource "aws_s3_bucket" "b" {\n  acl = var.acl\n}\n'


def test_a_value_that_the_sources_leave_open_is_the_plan_s_at_the_line_of_the_sources() -> None:
    native = only(over(VARIABLE, resource("aws_s3_bucket.b", acl="public-read")))
    value = native.body.entries["acl"]
    assert plain(value) == "public-read"
    assert (value.origin.span.file.path, value.origin.span.text) == ("live/main.tf", "var.acl")
    assert [(hop.span.file.path, hop.label) for hop in value.origin.via][-1] == ("plan.json", "the plan")
    assert (native.unit, native.address) == ("live", "aws_s3_bucket.b")


def test_a_value_that_agrees_keeps_its_own_way() -> None:
    source = 'locals {\n  acl = "private"\n}\n\nresource "aws_s3_bucket" "b" {\n  acl = local.acl\n}\n'
    value = only(over(source, resource("aws_s3_bucket.b", acl="private"))).body.entries["acl"]
    assert [hop.label for hop in value.origin.via] == ["local.acl"]


def test_a_value_that_disagrees_is_the_plan_s() -> None:
    source = 'resource "aws_s3_bucket" "b" {\n  acl = "private"\n}\n'
    value = only(over(source, resource("aws_s3_bucket.b", acl="public-read"))).body.entries["acl"]
    assert plain(value) == "public-read"
    assert value.origin.span.text == '"private"'


def test_an_open_value_that_is_planned_to_be_null_is_not_set() -> None:
    assert plain(only(over(VARIABLE, resource("aws_s3_bucket.b", acl=None))).body) == {}


def test_blocks_that_the_sources_leave_open_and_nobody_plans_are_not_there() -> None:
    content = 'dynamic "logging" {\n    for_each = var.acl\n    content {}\n  }'
    source = VARIABLE.replace("acl = var.acl", content)
    assert plain(only(over(source, resource("aws_s3_bucket.b", logging=[]))).body) == {}


def test_a_resource_of_unknown_count_becomes_its_instances() -> None:
    source = 'variable "n" {}\n\nresource "aws_sns_topic" "t" {\n  count = var.n\n  name  = "t-${count.index}"\n}\n'
    planned = [resource(f"aws_sns_topic.t[{n}]", name=f"t-{n}") | {"index": n} for n in range(2)]
    found = over(source, *planned).resources
    assert {native.address: plain(native.body) for native in found} == {
        "aws_sns_topic.t[0]": {"name": "t-0"},
        "aws_sns_topic.t[1]": {"name": "t-1"},
    }
    assert all(native.origin.span.file.path == "live/main.tf" for native in found)


def test_a_resource_that_only_the_plan_has_stays_where_it_is() -> None:
    found = over("", resource("module.far.aws_sns_topic.t", name="t"))
    assert only(found).origin.span.file.path == "plan.json"


def test_the_planned_root_is_the_one_that_shares_its_addresses() -> None:
    files = [
        SourceFile("a/main.tf", 'resource "aws_sns_topic" "other" {}\n'),
        SourceFile("b/main.tf", 'resource "aws_sns_topic" "t" {}\n'),
    ]
    plan = SourceFile("plan.json", json.dumps(document(resource("aws_sns_topic.t", name="t"))))
    found = joined(read(files, Inputs()), plan, False).resources
    assert sorted((native.unit, native.address) for native in found) == [
        ("a", "aws_sns_topic.other"),
        ("b", "aws_sns_topic.t"),
    ]


RULES = """
variable "open" {}

resource "aws_x" "y" {
  rule {
    port = 443
  }
  rule {
    port = 22
    open = var.open
  }
}
"""


def test_items_are_matched_in_whatever_order_terraform_keeps_them() -> None:
    native = only(over(RULES, resource("aws_x.y", rule=[{"port": 22, "open": True}, {"port": 443, "open": None}])))
    assert plain(native.body) == {"rule": [{"port": 443}, {"port": 22, "open": True}]}


def test_lists_nested_deeply_come_to_an_end() -> None:
    deep: Any = 1
    for _ in range(60):
        deep = ["a", deep, "b"]
    source = f'resource "aws_x" "y" {{\n  deep = {json.dumps(deep)}\n}}\n'
    found = over(source, resource("aws_x.y", deep=deep), audited=True)
    assert found.diagnostics == ()


BUCKET = 'resource "aws_s3_bucket" "b" {\n  acl = "private"\n}\n'
WRITTEN = configured(block("aws_s3_bucket.b", acl=constant("private"), policy=refers("var.p")))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"acl": "private"}, []),
        ({"acl": "private", "force_destroy": False}, []),
        ({"acl": "public-read"}, ['aws_s3_bucket.b: acl is "private" by our evaluation and "public-read" in the plan']),
        ({"acl": None}, ['aws_s3_bucket.b: acl is "private" by our evaluation and not set in the plan']),
        (
            {"acl": "private", "policy": "{}"},
            ['aws_s3_bucket.b: policy is not set by our evaluation and "{}" in the plan'],
        ),
    ],
)
def test_an_audit_compares_what_is_written(values: dict[str, Any], told: list[str]) -> None:
    found = over(BUCKET, resource("aws_s3_bucket.b", **values), audited=True, configuration=WRITTEN)
    assert [problem.message for problem in found.diagnostics] == told


def test_an_audit_names_resources_that_only_one_side_has() -> None:
    found = over(
        BUCKET, resource("aws_sns_topic.t", name="t"), resource("aws_s3_bucket.b", acl="private"), audited=True
    )
    more = over(BUCKET + 'resource "aws_sns_topic" "t" {}\n', resource("aws_s3_bucket.b", acl="private"), audited=True)
    assert [problem.message for problem in (*found.diagnostics, *more.diagnostics)] == [
        "aws_sns_topic.t is in the plan and not in our evaluation of the sources",
        "aws_sns_topic.t is in our evaluation of the sources and not in the plan",
    ]


def test_an_audit_does_not_tell_secrets() -> None:
    planned = resource("aws_s3_bucket.b", None, {"acl": True}, acl="hunter2")
    found = over(BUCKET, planned, audited=True, configuration=WRITTEN)
    assert "hunter2" not in found.diagnostics[0].message


def test_a_resource_that_may_have_no_instance_is_not_missed() -> None:
    source = 'variable "n" {}\n\nresource "aws_sns_topic" "t" {\n  count = var.n\n}\n' + BUCKET
    repeated = block("aws_sns_topic.t") | {"count_expression": refers("var.n")}
    written = configured(repeated, block("aws_s3_bucket.b", acl=constant("private")))
    found = over(source, resource("aws_s3_bucket.b", acl="private"), audited=True, configuration=written)
    assert found.diagnostics == ()


def test_findings_of_a_plan_stand_on_the_lines_of_its_sources() -> None:
    data = Path(__file__).parents[3] / "testdata" / "frontends" / "plan"
    report = app.check(
        Options(paths=(data / "source",), plan=data / "update.json", select=("aws-s3-bucket-versioning-off",))
    )
    (finding,) = report.findings
    span = finding.place.span
    assert (Path(span.file.path).name, span.text) == ("main.tf", 'status = "Suspended"')


GIVEN = """
provider "aws" {
  default_tags {
    tags = { Env = "prod" }
  }
}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "p" {}
"""


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ("prod", []),
        ("dev", ['aws_s3_bucket.b: tags_all.Env is "prod" by our evaluation and "dev" in the plan']),
    ],
)
def test_tags_of_a_provider_are_compared_where_the_plan_has_them(env: str, told: list[str]) -> None:
    planned = (resource("aws_s3_bucket.b", tags_all={"Env": env}), resource("aws_s3_bucket_policy.p"))
    found = over(GIVEN, *planned, audited=True)
    assert [problem.message for problem in found.diagnostics] == told
    (bucket,) = (native for native in found.resources if native.address == "aws_s3_bucket.b")
    assert plain(bucket.body) == {"tags_all": {"Env": env}}
    assert bucket.filled == {"tags_all"}
