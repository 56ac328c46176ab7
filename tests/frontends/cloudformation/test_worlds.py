"""Worlds against brute force: what is said of a template is what every assignment of its parameters says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from judging import rule
from plainly import Not, plain
from yourside.catalog.load import load_catalog
from yourside.coverage import Ledger
from yourside.engine.evaluate import evaluate
from yourside.findings.model import Verdict
from yourside.frontends.cloudformation import read
from yourside.frontends.cloudformation.choices import leaves
from yourside.frontends.inputs import Inputs
from yourside.graph.build import build
from yourside.spans import SourceFile
from yourside.values import Choice, Tri, Value

# Those that may be anything can be the text that they are compared with, and two others.
ANYTHING = ("dev", "elsewhere", "afar")
VALUES = {"Stage": ("dev", "prod"), "Open": ("yes", "no"), "Zone": ANYTHING, "Area": ANYTHING}
FREE = ("Zone", "Area")
RULE = rule("r.V == 'bad' && r.W != 'good'", "AWS::Test::Thing")

Tree = Mapping[str, object]
Assignment = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """A template, and the default of each parameter that has one."""

    document: Tree
    defaults: Assignment


def equals() -> st.SearchStrategy[Tree]:
    return st.sampled_from(sorted(VALUES)).flatmap(
        lambda name: st.sampled_from(comparable(name)).flatmap(
            lambda other: st.permutations([{"Ref": name}, other]).map(lambda sides: {"Fn::Equals": sides})
        )
    )


def comparable(name: str) -> list[object]:
    """The texts, and the parameters, that a parameter is compared with."""
    return ["dev", *({"Ref": other} for other in FREE)] if name in FREE else list(VALUES[name])


def conditions(earlier: list[str]) -> st.SearchStrategy[Tree]:
    leaf = equals() | st.sampled_from(earlier).map(lambda name: {"Condition": name}) if earlier else equals()
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"Fn::And": parts})
            | st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"Fn::Or": parts})
            | inner.map(lambda part: {"Fn::Not": [part]})
        ),
        max_leaves=4,
    )


def values(names: list[str]) -> st.SearchStrategy[object]:
    leaf = st.sampled_from(["bad", "good", {"Ref": "AWS::NoValue"}, {"Ref": "Open"}, {"Fn::Sub": "${Stage}"}])
    return st.recursive(
        leaf,
        lambda inner: st.tuples(st.sampled_from(names), inner, inner).map(lambda parts: {"Fn::If": list(parts)}),
        max_leaves=5,
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    written: dict[str, Tree] = {}
    for number in range(draw(st.integers(1, 3))):
        written[f"C{number}"] = draw(conditions(list(written)))
    defaults = {name: draw(st.sampled_from(options)) for name, options in VALUES.items() if draw(st.booleans())}
    parameters = {
        name: {"Type": "String"}
        | ({"Default": defaults[name]} if name in defaults else {})
        | ({} if name in FREE else {"AllowedValues": list(options)})
        for name, options in VALUES.items()
    }
    thing: dict[str, object] = {
        "Type": "AWS::Test::Thing",
        "Properties": {"V": draw(values(list(written))), "W": draw(values(list(written)))},
    }
    if draw(st.booleans()):
        thing["Condition"] = draw(st.sampled_from(list(written)))
    return Case({"Parameters": parameters, "Conditions": written, "Resources": {"Thing": thing}}, defaults)


def judged(document: Tree, assignment: Assignment | None = None) -> Verdict | None:
    """The verdict on the one resource, None where there is none."""
    chosen = (SourceFile("p.json", json.dumps({"Parameters": assignment})),) if assignment else ()
    found = read([SourceFile("t.json", json.dumps(document))], Inputs(parameters=chosen))
    assert not found.diagnostics
    graph = build(found.resources, load_catalog(), Ledger())
    return next(iter(evaluate(graph, [RULE], {})), None)


def assignments() -> Iterator[Assignment]:
    return (dict(zip(VALUES, chosen, strict=True)) for chosen in product(*VALUES.values()))


def holds(label: str, value: str) -> bool:
    """Whether a parameter that has this value is in the way that turns out under this label."""
    others = label.removeprefix("not ").removeprefix("none of ")
    return label == value if others == label else value not in others.split(", ")


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_verdict_is_what_all_assignments_say(case: Case) -> None:
    every = {tuple(each.values()): judged(case.document, each) for each in assignments()}
    there = {key: verdict.truth for key, verdict in every.items() if verdict}
    assert Tri.UNKNOWN not in there.values()
    failing = {key for key, truth in there.items() if truth is Tri.TRUE}
    verdict = judged(case.document)
    if verdict is None:
        assert not there
        return
    told = {key for key in every if any(_in(world.labels, key) for world in verdict.worlds)}
    if not failing:
        assert (verdict.truth, told) == (Tri.FALSE, set())
    elif len(failing) == len(every):
        assert (verdict.truth, verdict.worlds) == (Tri.TRUE, ())
    else:
        assert told & there.keys() == failing
        usual = tuple(case.defaults.get(name, "") for name in VALUES)
        if len(failing) == len(there) or usual in failing:
            assert verdict.truth is Tri.TRUE
        elif usual in there:
            assert verdict.truth is Tri.UNKNOWN


@settings(max_examples=40, deadline=None)
@given(cases(), conditions([]), st.booleans())
def test_what_assertions_forbid_is_in_no_world(case: Case, asserted: Tree, conditional: bool) -> None:
    given_that = {"RuleCondition": {"Fn::Equals": [{"Ref": "Open"}, "yes"]}} if conditional else {}
    document = {**case.document, "Rules": {"Rule": {**given_that, "Assertions": [{"Assert": asserted}]}}}
    possible = [each for each in assignments() if (conditional and each["Open"] != "yes") or _is_true(asserted, each)]
    assume(possible)
    every = {tuple(each.values()): judged(case.document, each) for each in possible}
    there = {key: verdict.truth for key, verdict in every.items() if verdict}
    failing = {key for key, truth in there.items() if truth is Tri.TRUE}
    verdict = judged(document)
    if verdict is None:
        assert not there
    elif verdict.worlds:
        assert {key for key in there if any(_in(world.labels, key) for world in verdict.worlds)} == failing != set()
    else:
        assert failing == (there.keys() if verdict.truth is Tri.TRUE else set())


PAIRS = {"AB": ("A", "B"), "BC": ("C", "B"), "AC": ("A", "C")}


@pytest.mark.parametrize("possible", list(product([True, False], repeat=3)))
def test_what_is_the_same_as_two_others_makes_those_the_same(possible: tuple[bool, bool, bool]) -> None:
    """The resource is bad in one way only that three pairs may turn out."""
    same: object = "bad"
    for name, wanted in zip(PAIRS, possible, strict=True):
        same = {"Fn::If": [name, same, "no"] if wanted else [name, "no", same]}
    document = {
        "Parameters": {name: {"Type": "String"} for name in "ABC"},
        "Conditions": {key: {"Fn::Equals": [{"Ref": one}, {"Ref": other}]} for key, (one, other) in PAIRS.items()},
        "Resources": {"Thing": {"Type": "AWS::Test::Thing", "Properties": {"V": same}}},
    }
    verdict = judged(document)
    assert verdict
    assert verdict.truth is (Tri.FALSE if sum(possible) == 2 else Tri.UNKNOWN)


def _is_true(expression: object, assignment: Assignment) -> bool:
    match expression:
        case {"Fn::Equals": [left, right]}:
            return _side(left, assignment) == _side(right, assignment)
        case {"Fn::And": parts}:
            return all(_is_true(part, assignment) for part in parts)
        case {"Fn::Or": parts}:
            return any(_is_true(part, assignment) for part in parts)
        case {"Fn::Not": [part]}:
            return not _is_true(part, assignment)
    raise AssertionError(expression)


def _side(side: object, assignment: Assignment) -> object:
    return assignment[side["Ref"]] if isinstance(side, Mapping) else side


def _in(labels: tuple[tuple[str, str], ...], key: tuple[str, ...]) -> bool:
    chosen = dict(zip(VALUES, key, strict=True))
    return all(
        holds(label, chosen[name]) if name in chosen else _alike(name, chosen) is (label == "true")
        for name, label in labels
    )


def _alike(axis: str, assignment: Assignment) -> bool:
    one, other = axis.split(" == ")
    return assignment[one] == assignment[other]


MANY = ", ".join(f"v{number}" for number in range(12))
PARAMETERS = "".join(f"  {name}: {{Type: String, AllowedValues: [{MANY}]}}\n" for name in "ABC")
TWO = "  Both: !And [!Equals [!Ref A, v1], !Equals [!Ref B, v1]]\n"
ONE_OF = "  OneOf: !Or [!Equals [!Ref A, v1], !Equals [!Ref B, v1]]\n"


def thing(properties: str) -> Value:
    conditions = f"  IsA: !Equals [!Ref A, v1]\n  IsB: !Equals [!Ref B, v1]\n{TWO}{ONE_OF}"
    text = f"Parameters:\n{PARAMETERS}Conditions:\n{conditions}Resources: {{R: {{Type: T::T::T, {properties}}}}}"
    (resource,) = read([SourceFile("t.yaml", text)]).resources
    return resource.when or resource.body.entries["V"]


@pytest.mark.parametrize(
    ("properties", "worlds"),
    [
        ("Condition: Both", 23),
        ("Properties: {V: !If [Both, 1, 2]}", 23),
        ("Properties: {V: !If [OneOf, 1, 1]}", 1),
        ("Properties: {V: !If [IsA, !If [IsB, 1, 2], 2]}", 23),
        ("Properties: {V: !If [IsA, 1, !If [IsB, 2, 2]]}", 12),
    ],
)
def test_worlds_that_nothing_hangs_on_are_not_counted(properties: str, worlds: int) -> None:
    assert leaves(thing(properties)) == worlds


def test_a_condition_over_too_many_worlds_is_past_the_limits() -> None:
    assert plain(thing("Properties: {V: !If [OneOf, 1, 2]}")) == Not("LIMIT", "OneOf")


def test_what_is_written_around_a_value_past_the_limits_stays_known() -> None:
    value = thing("Properties: {V: !Sub 'arn:${A}:${B}'}")
    assert isinstance(value, Choice)
    assert plain(dict(value.branches)["v1"]) == Not("LIMIT", "B", ("arn:v1:", Not("LIMIT", "B")))
