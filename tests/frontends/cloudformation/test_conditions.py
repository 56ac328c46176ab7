"""Conditions in three truths, and what hangs on them."""

from __future__ import annotations

import pytest

from plainly import Either, Ways, plain
from yourside.frontends.cloudformation import read
from yourside.frontends.native import Reading
from yourside.spans import SourceFile


def prod(yes: object, no: object) -> Ways:
    return Ways("Env", {"prod": yes, "not prod": no}, "not prod")


def dev(yes: object, no: object) -> Ways:
    return Ways("Env", {"prod": no, "dev": yes, "none of prod, dev": no}, "dev")


ALIKE = Either("Env == Name", "yes!", "no!")
PARAMETERS = """
Parameters:
  Env: {Type: String, Default: dev}
  Name: {Type: String}
  Ids: {Type: CommaDelimitedList, Default: "a,b"}
"""


def reading(conditions: str, resource: str) -> Reading:
    text = (
        f"{PARAMETERS}Conditions:\n  IsProd: !Equals [!Ref Env, prod]\n{conditions}\nResources:\n  Thing:\n{resource}\n"
    )
    return read([SourceFile("t.yaml", text)])


def chosen(condition: str) -> object:
    """What `!If` on a condition becomes."""
    found = reading(f"  It: {condition}", "    Type: AWS::Test::Thing\n    Properties: {V: !If [It, yes!, no!]}")
    return plain(found.resources[0].body.entries["V"])


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("!Equals [a, a]", "yes!"),
        ("!Equals [a, b]", "no!"),
        ("!Equals [true, 'true']", "yes!"),
        ("!Equals [[a, b], [a, b]]", "yes!"),
        ("!Equals [[a, b], [a]]", "no!"),
        ("!Equals [!Ref Env, prod]", prod("yes!", "no!")),
        ("!Equals [!Ref Env, dev]", dev("yes!", "no!")),
        ("!Equals [!Ref Name, dev]", Ways("Name", {"dev": "yes!", "not dev": "no!"})),
        ("!Equals [!Sub 'x-${Env}', 'y-dev']", "no!"),
        (
            "!Equals ['x-dev', !Sub 'x-${Env}']",
            Ways("Env", {"prod": "no!", "not prod": Either("It", "yes!", "no!", "true")}, "not prod"),
        ),
        ("!Equals [!Ref AWS::Region, eu-west-1]", Ways("AWS::Region", {"eu-west-1": "yes!", "not eu-west-1": "no!"})),
        ("!Equals [!Ref Name, '']", Ways("Name", {"empty": "yes!", "not empty": "no!"})),
        ("!Equals [!Select [1, !Ref Ids], b]", Either("It", "yes!", "no!", "true")),
        ("!Not [!Equals [!Ref Env, prod]]", prod("no!", "yes!")),
        ("!Not [!Condition IsProd]", prod("no!", "yes!")),
        ("{Condition: IsProd}", prod("yes!", "no!")),
        ("!And [!Equals [a, b], !Equals [!Ref Name, x]]", "no!"),
        (
            "!And [!Condition IsProd, !Equals [!Ref Name, x]]",
            prod(Ways("Name", {"x": "yes!", "not x": "no!"}), "no!"),
        ),
        ("!Or [!Equals [a, a], !Equals [!Ref Name, x]]", "yes!"),
        (
            "!Or [!Condition IsProd, !Equals [!Ref Name, x]]",
            prod("yes!", Ways("Name", {"x": "yes!", "not x": "no!"})),
        ),
        (
            "!Equals [!Ref Env, !Ref Name]",
            prod(Ways("Name", {"prod": "yes!", "not prod": "no!"}), Ways("Name", {"prod": "no!", "not prod": ALIKE})),
        ),
    ],
)
def test_only_what_a_user_cannot_change_is_decided_outright(condition: str, expected: object) -> None:
    assert chosen(condition) == expected


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("!Condition Nobody", "there is no condition Nobody"),
        ("!Condition It", "condition It depends on itself"),
        ("text", "this is not a condition"),
        ("!Equals [a]", "this is not a condition"),
        ("!Not [!Equals [a, b], !Equals [a, b]]", "this is not a condition"),
        ("!And []", "this is not a condition"),
    ],
)
def test_a_wrong_condition_is_undecided(condition: str, message: str) -> None:
    found = reading(f"  It: {condition}", "    Type: AWS::Test::Thing\n    Properties: {V: !If [It, a, b]}")
    assert [(problem.code, problem.message) for problem in found.diagnostics] == [("cloudformation-condition", message)]
    assert plain(found.resources[0].body.entries["V"]) == Either("It", "a", "b")


def test_an_if_in_a_condition_is_wrong_use() -> None:
    found = reading(
        "  It: !Equals [!If [It, a, b], a]", "    Type: AWS::Test::Thing\n    Properties: {V: !If [It, a, b]}"
    )
    assert [problem.message for problem in found.diagnostics] == ["Fn::If: is not for conditions"]
    assert plain(found.resources[0].body.entries["V"]) == Either("It", "a", "b")


def test_nested_ifs_of_one_condition_take_the_same_branch() -> None:
    expression = "!If [IsProd, !If [IsProd, a, b], !If [IsProd, c, d]]"
    found = reading("", f"    Type: AWS::Test::Thing\n    Properties: {{V: {expression}}}")
    assert plain(found.resources[0].body.entries["V"]) == prod("a", "d")


def test_a_condition_that_follows_from_the_branch_it_stands_in_is_decided() -> None:
    expression = "!If [IsProd, !If [NotProd, a, b], !If [NotProd, c, d]]"
    found = reading(
        "  NotProd: !Not [!Condition IsProd]", f"    Type: AWS::Test::Thing\n    Properties: {{V: {expression}}}"
    )
    assert plain(found.resources[0].body.entries["V"]) == prod("b", "c")


@pytest.mark.parametrize(
    ("condition", "exists"),
    [
        ("!Equals [a, b]", False),
        ("!Equals [a, a]", True),
        ("!Equals [!Ref Env, prod]", True),
        ("!Equals [!Ref Name, prod]", True),
    ],
)
def test_only_a_resource_that_can_never_exist_is_left_out(condition: str, exists: bool) -> None:
    found = reading(f"  It: {condition}", "    Type: AWS::Test::Thing\n    Condition: It")
    assert [resource.address for resource in found.resources] == ["Thing"] * exists
    assert found.ledger.counts["resources"] == exists


def test_a_conditional_resource_is_seen_where_it_exists() -> None:
    found = reading("", "    Type: AWS::Test::Thing\n    Condition: IsProd\n    Properties: {V: !If [IsProd, a, b]}")
    assert plain(found.resources[0].body) == {"V": "a"}


def test_a_resource_on_a_condition_that_is_not_there_is_kept() -> None:
    found = reading("", "    Type: AWS::Test::Thing\n    Condition: Nobody")
    assert [problem.code for problem in found.diagnostics] == ["cloudformation-condition"]
    assert [resource.address for resource in found.resources] == ["Thing"]


def test_conditions_that_ask_for_each_other_many_times_are_weighed_once() -> None:
    chain = "\n".join(f"  C{n}: !And [!Condition C{n + 1}, !Condition C{n + 1}]" for n in range(30))
    last = "  C30: !Equals [!Ref Name, x]"
    found = reading(f"{chain}\n{last}", "    Type: AWS::Test::Thing\n    Properties: {V: !If [C0, a, b]}")
    assert plain(found.resources[0].body.entries["V"]) == Ways("Name", {"x": "a", "not x": "b"})


def test_a_chain_of_conditions_that_is_too_long_is_undecided() -> None:
    deep = f"{'!Not [' * 40}!Condition C{{}}{']' * 40}"
    chain = "\n".join(f"  C{n}: {deep.format(n + 1)}" for n in range(300))
    found = reading(
        f"{chain}\n  C300: !Equals [a, a]", "    Type: AWS::Test::Thing\n    Properties: {V: !If [C0, a, b]}"
    )
    assert plain(found.resources[0].body.entries["V"]) == Either("C1", "a", "b")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("!Equals [!Ref Other, !Ref Name]", Either("Name == Other", "yes!", "no!")),
        (
            "!Equals [!Ref Name, !Ref Few]",
            Ways(
                "Name",
                {
                    "a": Ways("Few", {"a": "yes!", "b": "no!"}),
                    "b": Ways("Few", {"a": "no!", "b": "yes!"}),
                    "none of a, b": "no!",
                },
            ),
        ),
        ("!Equals [!Ref AWS::AccountId, !Ref Name]", Either("AWS::AccountId == Name", "yes!", "no!")),
        ("!Equals [!Ref Name, !Ref Name]", "yes!"),
        (
            "!And [!Equals [!Ref Name, !Ref Other], !Not [!Equals [!Ref Other, !Ref Name]]]",
            Either("Name == Other", "no!", "no!"),
        ),
    ],
)
def test_whether_two_inputs_are_alike_is_one_question(condition: str, expected: object) -> None:
    text = (
        PARAMETERS
        + f"""
  Other: {{Type: String}}
  Few: {{Type: String, AllowedValues: [a, b]}}
Conditions: {{It: {condition}}}
Resources:
  Thing: {{Type: T::T::T, Properties: {{V: !If [It, yes!, no!]}}}}
"""
    )
    (resource,) = read([SourceFile("t.yaml", text)]).resources
    assert plain(resource.body) == {"V": expected}
