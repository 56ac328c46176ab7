"""What the expressions of a plan's configuration refer to."""

from __future__ import annotations

from typing import Any

import pytest

from planning import block, configured, constant, plan, refers, resource

KEY = resource("aws_kms_key.k")
KEYS = [resource('aws_kms_key.k["a"]'), resource('aws_kms_key.k["b"]')]
INNER = {"outputs": {"arn": {"expression": refers("aws_kms_key.k.arn", "aws_kms_key.k")}}, "resources": []}


@pytest.mark.parametrize(
    ("references", "refs"),
    [
        (["aws_kms_key.k.arn", "aws_kms_key.k"], ("aws_kms_key.k",)),
        (['aws_kms_key.k["a"].arn', 'aws_kms_key.k["a"]', "aws_kms_key.k"], ('aws_kms_key.k["a"]',)),
        (["data.aws_kms_alias.k.arn", "data.aws_kms_alias.k"], ("data.aws_kms_alias.k",)),
        (["var.x", "local.y", "each.key", "path.module", "terraform.workspace"], ()),
        (["module.m.arn", "module.m"], ("module.m.aws_kms_key.k",)),
        (["module.m[0].arn", "module.m[0]", "module.m"], ("module.m[0].aws_kms_key.k",)),
        (["module.other.arn", "module.m.missing", "nonsense", ""], ()),
    ],
)
def test_a_reference_names_a_resource(references: list[str], refs: tuple[str, ...]) -> None:
    written = configured(block("aws_x.y", name=refers(*references)), module_calls={"m": {"module": INNER}})
    found = plan(resource("aws_x.y", name="known"), *KEYS, configuration=written)
    assert found["aws_x.y"].body.entries["name"].origin.refs == refs


def inside(address: str, **expressions: Any) -> dict[str, Any]:
    """A plan with one resource, `aws_x.y`, in the module instance at `address`, called with these."""
    call = {"expressions": expressions, "module": {"resources": [block("aws_x.y", name=refers("var.arn"))]}}
    child = {"address": address, "resources": [resource(f"{address}.aws_x.y", name="known")]}
    return {
        "planned_values": {"root_module": {"resources": [KEY, *KEYS], "child_modules": [child]}},
        "configuration": configured(module_calls={"m": call}),
    }


@pytest.mark.parametrize("address", ["module.m", "module.m[0]", 'module.m["a.b"]', 'module.m["\\"]"]'])
def test_a_variable_stands_for_the_argument_of_its_module(address: str) -> None:
    found = plan(**inside(address, arn=refers("aws_kms_key.k.arn", "aws_kms_key.k")))
    assert found[f"{address}.aws_x.y"].body.entries["name"].origin.refs == ("aws_kms_key.k",)


def test_an_argument_without_references_gives_none() -> None:
    found = plan(**inside("module.m", arn=constant("arn")))
    assert found["module.m.aws_x.y"].body.entries["name"].origin.refs == ()


def test_each_value_stands_for_what_the_resource_repeats() -> None:
    written = block("aws_x.y", name=refers("each.value.arn", "each.value"))
    repeated = written | {"for_each_expression": refers("aws_kms_key.k")}
    found = plan(resource('aws_x.y["a"]', name="known") | {"index": "a"}, *KEYS, configuration=configured(repeated))
    assert found['aws_x.y["a"]'].body.entries["name"].origin.refs == ('aws_kms_key.k["a"]',)


def test_the_instance_of_the_same_key_is_meant_where_the_key_is_not_constant() -> None:
    written = block("aws_x.y", name=refers("aws_kms_key.k", "each.key"))
    found = plan(resource('aws_x.y["b"]', name="known") | {"index": "b"}, *KEYS, configuration=configured(written))
    assert found['aws_x.y["b"]'].body.entries["name"].origin.refs == ('aws_kms_key.k["b"]',)
