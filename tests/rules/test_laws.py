"""Of every rule over its own examples: to know less may leave a verdict open and never turns it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from bodies import NOWHERE
from yourside import app
from yourside.coverage import Dialect
from yourside.engine.directory import read_rules
from yourside.engine.evaluate import evaluate
from yourside.engine.rule import Rule
from yourside.engine.ruledata import to_rule
from yourside.engine.rulefile import RuleFile
from yourside.examples import FILES, MARK
from yourside.graph.model import Resource, ResourceGraph, ResourceId
from yourside.graph.views import load_views
from yourside.spans import SourceFile
from yourside.values import Map, Seq, Tri, Unknown, Value, Why

BUILTIN = read_rules(Path(__file__).parents[2] / "rules")
MOST = 60  # things to forget of one resource


def graphs(file: RuleFile) -> Iterator[ResourceGraph]:
    for example in file.data["examples"]:
        for dialect in (each for each in Dialect if each in example):
            text = MARK.sub("", example[dialect]) if dialect is Dialect.LIVE else example[dialect]
            yield app.assemble({dialect: [SourceFile(FILES[dialect], text)]}).graph


def less_known(graph: ResourceGraph) -> Iterator[tuple[str, ResourceGraph]]:
    """Graphs in which one value is not known, each with the place of that value."""
    for resource in graph.resources.values():
        for path, body in islice(forgetting(resource.properties, ""), MOST):
            if isinstance(body, Map):
                changed: dict[ResourceId, Resource] = {resource.id: replace(resource, properties=body)}
                known = replace(graph, resources={**graph.resources, **changed})
                yield f"{resource.id.address}{path}", known


def forgetting(value: Value, path: str) -> Iterator[tuple[str, Value]]:
    """The value with one thing in it forgotten: the innermost first, itself last."""
    match value:
        case Map(entries=entries):
            for name, entry in entries.items():
                for place, less in forgetting(entry, f"{path}.{name}"):
                    yield place, replace(value, entries={**entries, name: less})
        case Seq(items=items):
            for position, item in enumerate(items):
                for place, less in forgetting(item, f"{path}.{position}"):
                    yield place, replace(value, items=(*items[:position], less, *items[position + 1 :]))
    if path:
        yield path, Unknown(Why.VARIABLE, NOWHERE, "var.forgotten")


def verdicts(rule: Rule, graph: ResourceGraph) -> dict[ResourceId, Tri]:
    """Of each resource that has any: it fails when one of its facets does."""
    found: dict[ResourceId, Tri] = {}
    for verdict in evaluate(graph, [rule], load_views()):
        found[verdict.resource.id] = found.get(verdict.resource.id, Tri.FALSE) | verdict.truth
    return found


@pytest.mark.parametrize("file", BUILTIN.files, ids=lambda file: file.data["id"])
def test_to_know_less_turns_no_verdict(file: RuleFile) -> None:
    rule = to_rule(file.data)
    turned = []
    for graph in graphs(file):
        before = verdicts(rule, graph)
        for place, known in less_known(graph):
            for resource, truth in verdicts(rule, known).items():
                if truth is not Tri.UNKNOWN and truth is not before.get(resource, Tri.FALSE):
                    turned.append(f"{place}: {resource.address} is {truth.name}, was {before.get(resource)}")
    assert turned == []
