"""Sensitive values are used, and never shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planning import by_address, document, plan, resource
from yourside import app
from yourside.config import Options
from yourside.report import FORMATS, View, graph, render
from yourside.values import Map, Scalar

DATA = Path(__file__).parents[3] / "testdata" / "frontends" / "plan"
HIDDEN = "hunter2"


@pytest.mark.parametrize("name", ["state.json", "raw.tfstate", "update.json"])
@pytest.mark.parametrize("format_name", FORMATS)
def test_no_report_shows_a_secret(name: str, format_name: str) -> None:
    report = app.check(Options(paths=(DATA / name,)))
    assert report.findings
    assert HIDDEN not in render(report, format_name, View(undetermined=True))


@pytest.mark.parametrize("name", ["state.json", "raw.tfstate", "update.json"])
def test_the_graph_does_not_show_a_secret(name: str) -> None:
    found = app.reach(Options(paths=(DATA / name,))).graph
    assert HIDDEN not in graph.render_text(found) + graph.render_json(found)


@pytest.mark.parametrize("name", ["state.json", "raw.tfstate", "update.json"])
def test_a_secret_is_used(name: str) -> None:
    value = by_address((DATA / name).read_text("utf-8"))["module.db.aws_db_instance.main"].body.entries["password"]
    assert isinstance(value, Scalar)
    assert value.data == "hunter2-is-secret"
    assert value.origin.sensitive
    assert value.origin.span.text == "*" * len('"hunter2-is-secret"')


def test_what_is_in_a_sensitive_value_is_sensitive() -> None:
    found = plan(
        resource("aws_x.y", None, {"tags": {"a": True}, "block": [True]}, tags={"a": "x", "b": "y"}, block=[{"c": 1}])
    )
    body = found["aws_x.y"].body
    tags, listed = body.entries["tags"], body.entries["block"]
    assert isinstance(tags, Map)
    assert [tags.entries[name].origin.sensitive for name in ("a", "b")] == [True, False]
    assert listed.origin.span.text == "[********]"


def test_what_stands_beside_the_resources_is_blank() -> None:
    text = json.dumps(document(resource("aws_x.y", name="shown"), variables={"password": {"value": HIDDEN}}))
    file = by_address(text)["aws_x.y"].origin.span.file
    assert HIDDEN not in file.text
    assert "shown" in file.text
    assert len(file.text) == len(text)
