"""Rules and resources from plain data, and what the one says of the other: what the engine is tested on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bodies import NOWHERE, native, value
from yourside.engine.evaluate import evaluate
from yourside.engine.evidence import Operand, Walked
from yourside.engine.rule import Rule
from yourside.findings.model import RuleInfo, Severity, Verdict
from yourside.graph.model import Edge, Resource, ResourceGraph, ResourceId
from yourside.values import Map, Tri, Unknown, Why

TYPE = "AWS::Test::Thing"
TRUTHS = {True: Tri.TRUE, False: Tri.FALSE, None: Tri.UNKNOWN}


def not_known(why: Why = Why.VARIABLE, *parts: object, target: str = "var.x") -> Unknown:
    """A string known in part is given by its parts: texts, and ... for what is not known."""
    pieces = (Unknown(why, NOWHERE, target) if part is ... else value(part) for part in parts)
    return Unknown(why, NOWHERE, target, tuple(pieces))


def open_map(**entries: object) -> Map:
    """A map that may have more keys."""
    return Map({key: value(entry) for key, entry in entries.items()}, NOWHERE, not_known())


def operand(data: object) -> Operand:
    return Walked(value(data))


def resource(address: str, kind: str = TYPE, /, **properties: object) -> Resource:
    body = Map({key: value(entry) for key, entry in properties.items()}, NOWHERE)
    return Resource(ResourceId("main", address), kind, body, (native(address),), NOWHERE)


def edge(source: Resource, path: str, target: Resource) -> Edge:
    return Edge(source.id, target.id, tuple(path.split(".")), NOWHERE)


def graph_of(*resources: Resource, edges: Iterable[Edge] = ()) -> ResourceGraph:
    return ResourceGraph({each.id: each for each in resources}, tuple(edges))


def rule(deny: str, about: str = TYPE, at: str | None = None) -> Rule:
    return Rule(RuleInfo("test", "A test", Severity.LOW, about, "", ""), deny, at)


def verdict(deny: str, at: str | None = None, /, **properties: Any) -> Verdict:
    """What a rule says of one resource with these properties."""
    (found,) = evaluate(graph_of(resource("thing.one", **properties)), [rule(deny, at=at)], {})
    return found


def truth(deny: str, /, **properties: Any) -> bool | None:
    """True: fails. False: passes. None: undecided."""
    found = verdict(deny, **properties).truth
    return {tri: plain for plain, tri in TRUTHS.items()}[found]
