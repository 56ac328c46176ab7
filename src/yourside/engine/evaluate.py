"""Rules on a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from yourside.engine.evidence import Judged, Operand, Walked, collect, locate
from yourside.engine.frame import Frame
from yourside.engine.rule import Program, Rule
from yourside.engine.worlds import Decision, decide
from yourside.findings.model import Evidence, Verdict
from yourside.graph.model import Resource, ResourceGraph
from yourside.graph.views import Facet, View, facets
from yourside.values import Choice, Tri, Value


@dataclass(frozen=True, slots=True)
class Subject:
    """What one verdict is about. `bindings` are the variables that the rule is given, `r` and `resource` among them."""

    resource: Resource
    facet: str
    bindings: Mapping[str, Walked]
    whole: Evidence


def evaluate(graph: ResourceGraph, rules: Iterable[Rule], views: Mapping[str, View]) -> Iterator[Verdict]:
    """One verdict for every rule and every resource, or facet of one, that the rule is for; rules on the same come
    together."""
    alike: dict[str, list[Rule]] = {}
    for rule in rules:
        alike.setdefault(rule.info.resource, []).append(rule)
    for about, together in alike.items():
        yield from (judge(rule, subject, graph) for subject in subjects(graph, about, views) for rule in together)


def judge(rule: Rule, subject: Subject, graph: ResourceGraph) -> Verdict:
    """What a rule says of one subject."""
    program = rule.program
    frame = _frame(program, subject, graph, {})
    first = program.deny(frame)
    if first[0] is Tri.FALSE:
        return Verdict(rule.info, subject.resource, subject.facet, Tri.FALSE, subject.whole, ())
    whole = _frame(program, subject, graph, {})
    certain = whole.exists(subject.resource) is Tri.TRUE
    touched = frame.touched if certain else whole.touched
    decision = decide(first, touched, partial(_trial, program, subject, graph), certain)
    evidence = collect((decision.truth, decision.leaves), subject.resource)
    at = _pointed_at(program, subject, graph, decision) or next(iter(evidence), subject.whole)
    return Verdict(rule.info, subject.resource, subject.facet, decision.truth, at, evidence, decision.failing)


def subjects(graph: ResourceGraph, about: str, views: Mapping[str, View]) -> Iterator[Subject]:
    if about in views:
        yield from (_of_facet(facet) for facet in facets(views[about], graph))
    for resource in graph.of_type(about):
        top = Walked(resource.properties, resource)
        yield Subject(resource, "", {"r": top, "resource": top}, locate(top))


def _of_facet(facet: Facet) -> Subject:
    here = _walked(facet, facet.chain)
    parents = {name: _walked(facet, chain) for name, chain in facet.parents.items()}
    top = Walked(facet.resource.properties, facet.resource)
    return Subject(facet.resource, facet.path, {**parents, "r": here, "resource": top}, locate(here))


def _walked(facet: Facet, chain: Sequence[Value]) -> Walked:
    """The steps along `chain`, which starts like the facet's own; what no key leads to is the rest of a list."""
    keys = iter(facet.path.split(".") if facet.path else ())
    step = Walked(chain[0], facet.resource)
    for value in chain[1:]:
        step = Walked(value, step, next(keys, None))
    return step


def _trial(
    program: Program, subject: Subject, graph: ResourceGraph, world: Mapping[str, str]
) -> tuple[Judged | None, Mapping[str, Choice]]:
    frame = _frame(program, subject, graph, world)
    exists = frame.exists(subject.resource)
    if exists is Tri.TRUE:
        return program.deny(frame), frame.touched
    return None if exists is Tri.FALSE else (Tri.UNKNOWN, ()), frame.touched


def _pointed_at(program: Program, subject: Subject, graph: ResourceGraph, decision: Decision) -> Evidence | None:
    """What the rule itself wants to point at, in the world that the evidence is from."""
    if program.at is None:
        return None
    operand = program.at(_frame(program, subject, graph, decision.world))
    return locate(operand) if isinstance(operand, Walked) else None


def _frame(program: Program, subject: Subject, graph: ResourceGraph, world: Mapping[str, str]) -> Frame:
    bindings = subject.bindings
    variables: list[Operand] = [bindings[name or "r"] for name in program.slots]
    return Frame(variables, graph, world)
