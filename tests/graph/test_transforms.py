"""What tables do to values, each on its own."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import catalog, either, encoded, graph, more, native, properties, var

SHAPES = """
types:
  x-AWS::Test::Thing:
    shape:
      struct:
        Text: string
        Flag: boolean
        Texts: {list: string}
        Parameters: json
        Blocks: {list: {struct: {Name: string, Type: string, Deep: {struct: {Port: integer}}}}}
        Types: {list: {struct: {Type: string}}}
"""


def thing(attr: str, data: object) -> Any:
    table = f"lower: {{aws_thing: {{to: 'x-AWS::Test::Thing', attrs: {{a: {attr}}}}}}}"
    found = graph(native("aws_thing.t", a=data), tables=catalog(table, SHAPES))
    return properties(found, "aws_thing.t")


@pytest.mark.parametrize(
    ("attr", "data", "expected"),
    [
        ("{to: Flag, invert: true}", True, {"Flag": False}),
        ("{to: Flag, invert: true}", "true", {"Flag": False}),
        ("{to: Flag, invert: true}", var("a"), {"Flag": "?var.a"}),
        ("{to: Text, bool: ['yes', 'no'], invert: true}", False, {"Text": "yes"}),
        ("{to: Flag, enum: {Enabled: true, Disabled: false}}", "Disabled", {"Flag": False}),
        ("{to: Text, fmt: Standard_%s}", "LRS", {"Text": "Standard_LRS"}),
        ("{to: Text, fmt: Standard_%s}", var("a"), {"Text": "?var.a"}),
        ("{to: Texts, enum: {a: A}}", ["a", "b", var("a")], {"Texts": ["A", "b", "?var.a"]}),
        ("{to: Texts, enum: {a: A}}", ["a", None], {"Texts": ["A"]}),
        ("{to: Flag, present: true}", [{"anything": 1}], {"Flag": True}),
        ("{to: Flag, present: true}", None, {}),
        ("{to: Flag, present: true}", var("a"), {"Flag": "?var.a"}),
        ("{to: Flag, present: true}", either("c", x=1, y=None), {"Flag": {"c is x": True, "c is y": None}}),
        ("{to: Types, wrap: Type}", ["api", var("a")], {"Types": [{"Type": "api"}, "?var.a"]}),
        ("{to: Types, wrap: Type}", "api", {"Types": [{"Type": "api"}]}),
        ("{to: Texts}", "one", {"Texts": ["one"]}),
        ("'Texts[]'", "one", {"Texts": ["one"]}),
        ("'Texts[]'", ["one", "two"], {"Texts": ["one", "two"]}),
        ("'Texts[]'", var("a"), {"Texts": ["...", "?var.a"]}),
        ("'Texts[]'", either("c", x=["one"], y=[]), {"Texts": [{"c is x": "one", "c is y": None}]}),
    ],
)
def test_leaves(attr: str, data: object, expected: object) -> None:
    assert thing(attr, data) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([{"name": "a", "value": 1}, {"name": "b", "value": var("b")}], {"a": 1, "b": "?var.b"}),
        ({"name": "a", "value": 1}, {"a": 1}),
        ([{"name": var("n"), "value": 1}, {"name": "b", "value": 2}], {"b": 2, "...": "?"}),
        (more({"name": "a", "value": 1}), {"a": 1, "...": "?var.more"}),
        (var("all"), "?var.all"),
    ],
)
def test_blocks_become_a_map(blocks: object, expected: object) -> None:
    assert thing("{to: Parameters, map: [name, value]}", blocks) == {"Parameters": expected}


def test_blocks_become_a_nested_map() -> None:
    blocks = [
        {"test": "Bool", "variable": "mfa", "values": ["true"]},
        {"test": "Bool", "variable": "mfa", "values": ["false"]},
        {"test": "IpAddress", "variable": "ip", "values": ["10.0.0.0/8"]},
    ]
    assert thing("{to: Parameters, map: [test, variable, values]}", blocks) == {
        "Parameters": {"Bool": {"mfa": ["true", "false"]}, "IpAddress": {"ip": ["10.0.0.0/8"]}}
    }


@pytest.mark.parametrize(
    "text", ['[{"name": "a", "deep": {"port": "80"}}]', encoded([{"name": "a", "deep": {"port": 80}}])]
)
def test_json_text_is_read_like_blocks(text: object) -> None:
    assert thing("{to: Blocks, json: true}", text) == {"Blocks": [{"Name": "a", "Deep": {"Port": 80}}]}


def test_constants_are_added_where_a_block_does_not_say_otherwise() -> None:
    blocks = [{"name": "a"}, {"name": "b", "type": "t"}, either("c", x={"name": "c"}, y=None)]
    assert thing("{to: Blocks, add: {Type: default}}", blocks)["Blocks"] == [
        {"Name": "a", "Type": "default"},
        {"Name": "b", "Type": "t"},
        {"c is x": {"Name": "c", "Type": "default"}, "c is y": None},
    ]


def test_a_flattened_choice_is_an_object_of_choices() -> None:
    found = thing("'.'", either("c", x=[{"text": "t", "flag": True}], y=[{"flag": False}], z=None))
    assert found == {
        "Text": {"c is x": "t", "c is y": None, "c is z": None},
        "Flag": {"c is x": True, "c is y": False, "c is z": None},
    }
