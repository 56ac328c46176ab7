"""The section `Rules`: a stack whose parameters break an assertion is not made."""

from __future__ import annotations

import pytest

from plainly import Either, Not, Ways, plain
from yourside.coverage import State
from yourside.frontends.cloudformation import read
from yourside.frontends.cloudformation.assertions import UNREAD
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import Reading
from yourside.spans import Level, SourceFile
from yourside.values import Choice

NOT_DEV = "{Fn::Not: [{Fn::Equals: [!Ref Stage, dev]}]}"


def of(rule: str, properties: str = "V: !Ref Stage, W: !Ref Free", given: str = "") -> Reading:
    text = f"""
Parameters:
  Stage: {{Type: String, AllowedValues: [dev, test, prod]}}
  Open: {{Type: String, AllowedValues: [one, other]}}
  Usual: {{Type: String, AllowedValues: [dev, test, prod], Default: dev}}
  Free: {{Type: String}}
  Many: {{Type: CommaDelimitedList}}
Rules:
  Rule: {{{rule}}}
Resources:
  A: {{Type: T::T::T, Properties: {{{properties}}}}}
"""
    chosen = (SourceFile("p.json", given),) if given else ()
    return read([SourceFile("t.yaml", text)], Inputs(parameters=chosen))


@pytest.mark.parametrize(
    ("assertion", "left"),
    [
        ("Fn::Contains: [[test, prod], !Ref Stage]", {"test": "test", "prod": "prod"}),
        ("Fn::Equals: [!Ref Stage, prod]", "prod"),
        (f"Fn::And: [{NOT_DEV}, {{Fn::Contains: [[dev, test], !Ref Stage]}}]", "test"),
        ("Fn::Or: [{Fn::Equals: [!Ref Stage, dev]}, {Fn::Equals: [test, !Ref Stage]}]", {"dev": "dev", "test": "test"}),
        ("Fn::EachMemberIn: [[!Ref Stage], [dev, prod]]", {"dev": "dev", "prod": "prod"}),
        ("Fn::EachMemberEquals: [[!Ref Stage, !Ref Stage], test]", "test"),
        ("Fn::EachMemberIn: [[prod, !Ref Stage], [test, prod]]", {"test": "test", "prod": "prod"}),
        ("Fn::Not: [{Fn::EachMemberEquals: [[!Ref Stage, dev], dev]}]", {"test": "test", "prod": "prod"}),
    ],
)
def test_an_assertion_leaves_a_parameter_the_values_that_it_allows(assertion: str, left: object) -> None:
    found = of(f"Assertions: [{{Assert: {{{assertion}}}, AssertDescription: why}}]")
    (resource,) = found.resources
    expected = Ways("Stage", left) if isinstance(left, dict) else left
    body = plain(resource.body)
    assert isinstance(body, dict)
    assert body["V"] == expected
    assert not found.diagnostics
    assert not found.ledger.gaps


@pytest.mark.parametrize(("allowed", "default"), [("[dev, test]", "dev"), ("[test, prod]", None)])
def test_a_default_stays_where_it_is_allowed(allowed: str, default: str | None) -> None:
    (resource,) = of(f"Assertions: [{{Assert: {{Fn::Contains: [{allowed}, !Ref Usual]}}}}]", "V: !Ref Usual").resources
    value = resource.body.entries["V"]
    assert isinstance(value, Choice)
    assert value.default == default
    assert len(value.branches) == 2


def test_an_assertion_makes_a_parameter_that_may_be_anything_one_of_a_few() -> None:
    (resource,) = of("Assertions: [{Assert: {Fn::Contains: [[a, b], !Ref Free]}}]", "W: !Ref Free").resources
    assert plain(resource.body) == {"W": Ways("Free", {"a": "a", "b": "b"})}


@pytest.mark.parametrize(
    ("assertion", "first", "second"),
    [
        ("Fn::EachMemberIn: [{'Fn::RefAll': 'AWS::EC2::VPC::Id'}, [vpc-1]]", "vpc-1", "vpc-1"),
        ("Fn::EachMemberEquals: [{'Fn::RefAll': 'AWS::EC2::VPC::Id'}, vpc-1]", "vpc-1", "vpc-1"),
        ("Fn::Equals: [!Ref One, vpc-1]", "vpc-1", Not("VARIABLE", "Two")),
    ],
)
def test_an_assertion_over_all_parameters_of_a_type_is_one_over_each(
    assertion: str, first: str, second: object
) -> None:
    text = f"""
Parameters: {{One: {{Type: "AWS::EC2::VPC::Id"}}, Two: {{Type: "AWS::EC2::VPC::Id"}}, Name: {{Type: String}}}}
Rules: {{Same: {{Assertions: [{{Assert: {{{assertion}}}}}]}}}}
Resources: {{A: {{Type: T::T::T, Properties: {{V: !Ref One, W: !Ref Two, X: !Ref Name}}}}}}
"""
    found = read([SourceFile("t.yaml", text)])
    assert plain(found.resources[0].body) == {"V": first, "W": second, "X": Not("VARIABLE", "Name")}
    assert not found.ledger.gaps


def test_a_rule_with_a_condition_excludes_combinations() -> None:
    rule = f"RuleCondition: {{Fn::Equals: [!Ref Open, one]}}, Assertions: [{{Assert: {NOT_DEV}}}]"
    (resource,) = of(rule, "V: !Ref Stage, W: !Ref Open").resources
    assert resource.when is not None
    assert plain(resource.when) == Ways(
        "Open", {"one": Ways("Stage", {"dev": False, "test": True, "prod": True}), "other": True}
    )


def test_a_resource_that_hangs_on_one_of_two_parameters_is_possible_in_every_way_of_that() -> None:
    rule = f"RuleCondition: {{Fn::Equals: [!Ref Open, one]}}, Assertions: [{{Assert: {NOT_DEV}}}]"
    (resource,) = of(rule, "V: !Ref Stage").resources
    assert resource.when is None


def together(*rules: str) -> Reading:
    text = """
Parameters:
  A: {Type: String, AllowedValues: [x, y]}
  B: {Type: String, AllowedValues: [x, y]}
  C: {Type: String, AllowedValues: [x, y]}
Rules:
"""
    text += "".join(f"  Rule{number}: {{{rule}}}\n" for number, rule in enumerate(rules))
    return read(
        [SourceFile("t.yaml", f"{text}Resources: {{R: {{Type: T::T::T, Properties: {{V: !Ref A, W: !Ref C}}}}}}")]
    )


def implies(one: str, other: str) -> str:
    return (
        f"RuleCondition: {{Fn::Equals: [!Ref {one}, x]}}, Assertions: [{{Assert: {{Fn::Equals: [!Ref {other}, x]}}}}]"
    )


@pytest.mark.parametrize("rules", [(implies("A", "B"), implies("B", "C")), (implies("B", "C"), implies("A", "B"))])
def test_rules_that_share_a_parameter_are_taken_together(rules: tuple[str, ...]) -> None:
    (resource,) = together(*rules).resources
    assert resource.when is not None
    worlds = plain(resource.when)
    assert worlds in (
        Ways("A", {"x": Ways("C", {"x": True, "y": False}), "y": True}),
        Ways("C", {"x": True, "y": Ways("A", {"x": False, "y": True})}),
    )


def test_what_follows_from_several_rules_is_certain() -> None:
    found = together(implies("B", "C"), implies("A", "B"), "Assertions: [{Assert: {Fn::Equals: [!Ref A, x]}}]")
    (resource,) = found.resources
    assert (resource.when, plain(resource.body)) == (None, {"V": "x", "W": "x"})
    assert not found.diagnostics


NEVER = "no parameters that the stack may have fulfil this rule: it cannot be deployed"


@pytest.mark.parametrize(
    "rules",
    [
        ["Assertions: [{Assert: {Fn::Equals: [!Ref A, nowhere]}}]"],
        [f"Assertions: [{{Assert: {{Fn::Equals: [!Ref A, {value}]}}}}]" for value in "xy"],
    ],
)
def test_a_template_that_its_rules_forbid_is_told(rules: list[str]) -> None:
    found = together(*rules)
    assert [(each.message, each.level) for each in found.diagnostics] == [(NEVER, Level.WARNING)]
    assert [file.state for file in found.ledger.files] == [State.EVALUATED]
    assert len(found.resources) == 1


def test_an_assertion_over_a_fact_of_the_place_decides_conditions_over_it() -> None:
    text = """
Parameters: {Peer: {Type: String}}
Rules: {Own: {Assertions: [{Assert: !Equals [!Ref Peer, !Ref AWS::AccountId]}]}}
Conditions: {IsOwn: !Equals [!Ref AWS::AccountId, !Ref Peer]}
Resources: {A: {Type: T::T::T, Properties: {V: !If [IsOwn, own, foreign]}}}
"""
    (resource,) = read([SourceFile("t.yaml", text)]).resources
    assert resource.when is not None
    assert plain(resource.when) == Either("AWS::AccountId == Peer", True, False)


@pytest.mark.parametrize(
    "assertion",
    [
        "Fn::EachMemberIn: [!Ref Many, [a, b]]",
        "Fn::EachMemberIn: [{'Fn::ValueOfAll': [AWS::EC2::VPC::Id, Tags.Name]}, {'Fn::RefAll': 'AWS::EC2::VPC::Id'}]",
        "Fn::Equals: [!Ref Nobody, x]",
        "Fn::EachMemberIn: [[!Ref Stage], {'Fn::ValueOfAll': ['AWS::EC2::VPC::Id', Tags.Name]}]",
        "Fn::EachMemberEquals: [{'Fn::RefAll': 'AWS::EC2::VPC::Id'}, vpc-1]",
        "Fn::EachMemberEquals: [[], x]",
        "Fn::Contains: [[a, b], {'Fn::ValueOf': [Stage, x]}]",
        "Fn::Not: [{Fn::Equals: [{'Fn::ValueOf': [Stage, x]}, x]}]",
        "Condition: IsProd",
    ],
)
def test_an_assertion_over_more_than_parameters_is_counted(assertion: str) -> None:
    found = of(f"Assertions: [{{Assert: {{{assertion}}}}}]", "V: !Ref Open")
    assert found.ledger.gaps == {UNREAD: 1}
    assert not found.diagnostics


@pytest.mark.parametrize("rule", ["", "Assertions: x", "Assertions: []", "RuleCondition: x"])
def test_a_rule_without_assertions_says_nothing(rule: str) -> None:
    found = of(rule)
    assert not found.ledger.gaps


def test_a_rule_that_nothing_fulfils_forbids_nothing() -> None:
    (resource,) = of("Assertions: [{Assert: {Fn::Equals: [!Ref Stage, nowhere]}}]", "V: !Ref Open").resources
    assert resource.when is None


def test_what_the_user_gives_stays() -> None:
    (resource,) = of(
        "Assertions: [{Assert: {Fn::Equals: [!Ref Stage, prod]}}]", "V: !Ref Stage", '["Stage=dev"]'
    ).resources
    assert plain(resource.body) == {"V": "dev"}
