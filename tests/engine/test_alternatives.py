"""The next reason that a resource gives for the same verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from judging import TYPE, graph_of, resource, rule
from yourside.engine.alternatives import alternative
from yourside.engine.evaluate import evaluate
from yourside.findings.model import Verdict

OPEN = "r.Items.exists(x, x.open == true)"

# A rule and what a resource has -> the names of the items that decide, one after the other.
CASES: Mapping[str, tuple[str, dict[str, Any], list[str]]] = {
    "each item that would do": (
        OPEN,
        {"Items": [{"n": "a", "open": True}, {"n": "b"}, {"n": "c", "open": True}]},
        ["a", "c"],
    ),
    "the only item": (OPEN, {"Items": [{"n": "a", "open": True}]}, ["a"]),
    "what no item meets": ("!r.Items.exists(x, x.shut == true)", {"Items": [{"n": "a"}, {"n": "b"}]}, [""]),
    "what one item fails": ("!r.Items.all(x, x.shut == true)", {"Items": [{"n": "a"}, {"n": "b"}]}, ["a", "b"]),
    "lists in lists": (
        "r.Items.exists(x, x.ports.exists(p, p == 22))",
        {"Items": [{"n": "a", "ports": [22, 80, 22]}, {"n": "b", "ports": [22]}]},
        ["a", "a", "b"],
    ),
    "what no item of a list in a list meets": (
        "r.Items.exists(x, !x.ports.exists(p, p == 443))",
        {"Items": [{"n": "a", "ports": [22, 80]}, {"n": "b", "ports": [443]}, {"n": "c", "ports": [22]}]},
        ["a", "c"],
    ),
    "no list at all": ("r.open == true", {"open": True}, [""]),
}


def decided(verdict: Verdict) -> str:
    """The name of the item that decided."""
    for value in verdict.at.chain:
        match value:
            case object(entries={"n": name}):
                return str(name.data)
    return ""


@pytest.mark.parametrize("name", CASES)
def test_reasons_come_one_after_the_other(name: str) -> None:
    deny, properties, items = CASES[name]
    one = rule(deny, TYPE)
    graph = graph_of(resource("thing.one", **properties))
    [verdict] = evaluate(graph, [one], {})
    found: list[str] = []
    following: Verdict | None = verdict
    while following:
        found.append(decided(following))
        following = alternative(following, one, graph, {})
    assert found == items
