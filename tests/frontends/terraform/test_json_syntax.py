"""What is a block in JSON syntax, which only a provider's schema tells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plainly import plain
from yourside import app
from yourside.catalog.load import load_catalog
from yourside.config import Options
from yourside.frontends.native import NativeResource, Reading

SYNTAXES = Path(__file__).parents[3] / "testdata" / "frontends" / "terraform" / "syntaxes"
DYNAMIC = {"rule": {"for_each": ["a", "b"], "content": {"name": "${rule.value}"}}}
MADE = [{"name": "a"}, {"name": "b"}]


def reached(syntax: str) -> app.Reached:
    return app.reach(Options(paths=(SYNTAXES / syntax,)))


def test_both_syntaxes_are_one_graph() -> None:
    graphs = [reached(syntax).graph for syntax in ("native", "json")]
    native, read = ({id_.address: plain(it.properties) for id_, it in graph.resources.items()} for graph in graphs)
    assert len(native) > 5
    assert read == native
    assert graphs[0].ledger.gaps == graphs[1].ledger.gaps


def test_both_syntaxes_have_the_same_verdicts() -> None:
    catalog = load_catalog()
    rules = app.load(Options())
    reports = [app.judge(reached(syntax), rules, catalog) for syntax in ("native", "json")]
    native, read = (
        sorted((each.verdict.rule.id, each.outcome, each.message) for each in report.findings) for report in reports
    )
    assert len(native) > 5
    assert read == native


@pytest.fixture
def resource(reading: Callable[..., Reading]) -> Callable[[object], NativeResource]:
    def read(body: object) -> NativeResource:
        read = reading("", {"main.tf.json": json.dumps({"resource": {"test_thing": {"it": body}}})})
        assert not read.diagnostics
        return read.resources[0]

    return read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"dynamic": DYNAMIC}, {"rule": MADE}, id="alone"),
        pytest.param({"dynamic": [DYNAMIC, DYNAMIC]}, {"rule": [*MADE, *MADE]}, id="in an array"),
        pytest.param({"rule": {"name": "z"}, "dynamic": DYNAMIC}, {"rule": [{"name": "z"}, *MADE]}, id="after a block"),
        pytest.param({"dynamic": DYNAMIC, "rule": [{"name": "z"}]}, {"rule": [*MADE, {"name": "z"}]}, id="before one"),
        pytest.param({"set": {"dynamic": DYNAMIC}}, {"set": [{"rule": MADE}]}, id="in a block"),
        pytest.param(
            {"set": [{"id": 1}, {"dynamic": DYNAMIC}]}, {"set": [{"id": 1}, {"rule": MADE}]}, id="in one of two"
        ),
        pytest.param({"set": {"of": {"dynamic": DYNAMIC}}}, {"set": [{"of": [{"rule": MADE}]}]}, id="further in"),
        pytest.param({"tags": {"dynamic": "x"}}, {"tags": {"dynamic": "x"}}, id="a key of the user's"),
    ],
)
def test_dynamic_blocks_make_blocks(
    resource: Callable[[object], NativeResource], body: object, expected: object
) -> None:
    assert plain(resource(body).body) == expected


def test_objects_of_the_users_own_stay_as_they_are(reading: Callable[..., Reading]) -> None:
    own = {"rule": {"name": "z"}}
    files = {
        "main.tf.json": json.dumps(
            {
                "variable": {"own": {"default": own}},
                "locals": {"own": own, "dynamic": "d"},
                "module": {"m": {"source": "./m", "dynamic": "${local.dynamic}"}},
                "resource": {"test_thing": {"it": {"a": "${var.own}", "b": "${local.own}"}}},
            }
        ),
        "m/main.tf.json": json.dumps(
            {"variable": {"dynamic": {}}, "resource": {"test_thing": {"in": {"a": "${var.dynamic}"}}}}
        ),
    }
    read = reading("", files)
    assert not read.diagnostics
    assert [plain(found.body) for found in read.resources] == [{"a": own, "b": own}, {"a": "d"}]


def test_blocks_about_terraform_itself_are_silent(reading: Callable[..., Reading]) -> None:
    text = {
        "moved": [{"from": "a.b", "to": "a.c"}],
        "import": {"to": "a.b", "id": "x"},
        "removed": [{"from": "a.b", "lifecycle": {"destroy": False}}],
        "check": {"health": {"data": {"http": {"it": {"url": "x"}}}, "assert": [{"condition": "${true}"}]}},
    }
    read = reading("", {"main.tf.json": json.dumps(text)})
    assert (read.resources, read.diagnostics) == ((), ())
