"""Verdicts that depend on conditions nobody has decided."""

from __future__ import annotations

from bodies import either
from judging import not_known, truth, verdict
from yourside.values import Choice, Scalar, Tri


def worlds(deny: str, /, **properties: object) -> list[str]:
    return [str(world) for world in verdict(deny, **properties).worlds]


def test_what_holds_in_every_world_holds() -> None:
    acl = either("IsProd", true="PublicRead", false="PublicReadWrite")
    assert truth("r.Acl in ['PublicRead', 'PublicReadWrite']", Acl=acl) is True
    assert worlds("r.Acl in ['PublicRead', 'PublicReadWrite']", Acl=acl) == []
    assert truth("r.Acl == 'Private'", Acl=acl) is False


def test_without_a_default_a_failing_world_leaves_it_undecided() -> None:
    found = verdict("r.Acl == 'PublicRead'", Acl=either("IsProd", true="Private", false="PublicRead"))
    assert found.truth is Tri.UNKNOWN
    assert [str(world) for world in found.worlds] == ["IsProd is false"]
    assert found.at.value == Scalar("PublicRead", found.at.value.origin)
    assert isinstance(found.at.chain[-2], Choice)


def test_the_default_decides() -> None:
    public = either("IsProd", "false", true="Private", false="PublicRead")
    assert truth("r.Acl == 'PublicRead'", Acl=public) is True
    assert worlds("r.Acl == 'PublicRead'", Acl=public) == ["IsProd is false"]
    private = either("IsProd", "true", true="Private", false="PublicRead")
    assert truth("r.Acl == 'PublicRead'", Acl=private) is None
    assert worlds("r.Acl == 'PublicRead'", Acl=private) == ["IsProd is false"]


def test_choices_with_one_condition_take_the_same_branch() -> None:
    one, other = either("IsProd", true=1, false=2), either("IsProd", true=2, false=1)
    assert truth("r.A == 1 && r.B == 1", A=one, B=other) is False
    assert truth("r.A == 1 || r.B == 1", A=one, B=other) is True
    assert truth("r.A + r.B == 3", A=one, B=other) is True


def test_a_world_names_no_more_conditions_than_it_must() -> None:
    deny = "r.A && r.B"
    found = worlds(deny, A=either("P", true=True, false=False), B=either("Q", true=True, false=False), C=1)
    assert found == ["P is true and Q is true"]
    assert worlds("r.A || r.B", A=either("P", true=True, false=False), B=either("Q", true=True, false=False)) == [
        "P is true",
        "P is false and Q is true",
    ]


def test_a_choice_inside_a_choice() -> None:
    inner = either("Q", true="PublicRead", false="Private")
    assert worlds("r.Acl == 'PublicRead'", Acl=either("P", true=inner, false=None)) == ["P is true and Q is true"]


def test_a_choice_between_blocks() -> None:
    block = either("P", true={"Block": True}, false=None)
    assert worlds("r.Access.Block != true", Access=block) == ["P is false"]
    assert truth("r.Access.Block == null", Access=either("P", true={"Block": True}, false={"Block": False})) is False


def test_a_choice_inside_a_policy() -> None:
    statement = {"Effect": "Allow", "Action": either("P", "true", true="*", false="s3:Get*"), "Resource": "*"}
    assert worlds("allows(r.P, '*', '*')", P={"Statement": statement}) == ["P is true"]
    assert truth("allows(r.P, '*', '*')", P={"Statement": statement}) is True


def test_an_unknown_in_one_world_leaves_it_undecided() -> None:
    acl = either("P", true=not_known(), false="Private")
    assert truth("r.Acl == 'PublicRead'", Acl=acl) is None
    assert worlds("r.Acl == 'PublicRead'", Acl=acl) == []


def test_conditions_that_do_not_matter_are_not_asked() -> None:
    assert worlds("r.A == 1 || r.B == 1", A=1, B=either("P", true=1, false=2)) == []


def test_more_conditions_than_can_be_tried_leave_it_undecided() -> None:
    flags = {f"F{n}": either(f"C{n}", true=True, false=False) for n in range(8)}
    assert truth(" && ".join(f"r.{name}" for name in flags), **flags) is None
    regions = {f"F{n}": either(f"C{n}", None, **{f"r{i}": i == 99 for i in range(100)}) for n in range(3)}
    assert truth(" && ".join(f"r.{name}" for name in regions), **regions) is None
