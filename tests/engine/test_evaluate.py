"""Verdicts: what they are about, what they point at, what decided them."""

from __future__ import annotations

import pytest

from bodies import either, more
from judging import graph_of, not_known, resource, rule, verdict
from yourside.engine.evaluate import evaluate
from yourside.engine.evidence import MOST_EVIDENCE
from yourside.graph.views import load_views
from yourside.values import Missing, Tri


@pytest.mark.parametrize(
    ("deny", "paths"),
    [
        ("r.A == 1 && r.B.C == 2", ["A", "B.C"]),
        ("r.A == 1 || r.B.C == 2", ["A"]),
        ("r.A == 9 || r.B.C == 2", ["B.C"]),
        ("!(r.A == 9 && r.B.C == 2)", ["A"]),
        ("r.Xs.exists(x, x.P == 2)", ["Xs.1.P"]),
        ("!r.Xs.exists(x, x.P == 3)", ["Xs"]),
        ("!r.Xs.all(x, x.P == 1)", ["Xs.1.P"]),
        ("r.Xs.all(x, x.P > 0)", ["Xs.0.P", "Xs.1.P"]),
        ("!r.Nothing.exists(x, x.P == 1)", ["Nothing"]),
        ("!('c' in r.Words)", ["Words"]),
        ("'b' in r.Words", ["Words.1"]),
        ("(r.Nothing ?? r.A) == 1", ["A"]),
        ("(r.Xs + r.More).exists(x, x.P == 5)", ["More.0.P"]),
        ("r.Xs.filter(x, x.P > 1).exists(x, x.P < 3)", ["Xs.1.P"]),
        ("r.A + 1 == 2", ["A"]),
        ("(r.A == 1 ? r.B.C : r.A) == 2", ["B.C"]),
        ("r.A == 1 && r.A == 1", ["A"]),
        ("true", []),
    ],
)
def test_the_leaves_that_settled_it_are_the_evidence(deny: str, paths: list[str]) -> None:
    found = verdict(deny, A=1, B={"C": 2}, Xs=[{"P": 1}, {"P": 2}], More=[{"P": 5}], Words=["a", "b"])
    assert found.truth is Tri.TRUE
    assert [each.path for each in found.evidence] == paths
    assert found.at.path == (paths[0] if paths else "")


@pytest.mark.parametrize(
    ("deny", "paths"),
    [
        ("r.A == 1 && r.V == 1", ["V"]),
        ("r.V == 1 && r.W == 1", ["V", "W"]),
        ("r.Xs.exists(x, x == 3)", ["Xs"]),
        ("r.Ys.exists(y, y.P == 3)", ["Ys.1.P"]),
        ("r.Nothing < 3", ["Nothing"]),
        ("r.V.Deep.Down == 1", ["V.Deep.Down"]),
    ],
)
def test_what_would_decide_is_the_evidence_of_the_undecided(deny: str, paths: list[str]) -> None:
    v = not_known()
    found = verdict(deny, A=1, V=v, W=v, Xs=more(1), Ys=[{"P": 1}, {"P": v}])
    assert found.truth is Tri.UNKNOWN
    assert [each.path for each in found.evidence] == paths


def test_a_chain_leads_from_the_resource_to_the_leaf() -> None:
    found = verdict("r.Xs.exists(x, x.P == 1)", Xs=[{"P": 1}])
    assert [type(value).__name__ for value in found.at.chain] == ["Map", "Seq", "Map", "Scalar"]
    assert found.at.chain[0] is found.resource.properties


def test_what_is_not_written_leads_to_the_nearest_block() -> None:
    found = verdict("r.Access.Block.Acls != true", Access={"Other": 1})
    assert found.at.path == "Access.Block.Acls"
    assert [type(value).__name__ for value in found.at.chain] == ["Map", "Map", "Missing"]
    assert isinstance(found.at.value, Missing)
    assert found.at.value.origin == found.at.chain[1].origin


def test_a_rule_can_say_where_to_point() -> None:
    assert verdict("r.A == 1 && r.B == 2", "B", A=1, B=2).at.path == "B"
    assert verdict("r.A == 1 && r.B == 2", "C.D", A=1, B=2).at.path == "C.D"
    chosen = verdict("r.A == 1", "B", A=either("P", true=1, false=2), B=either("P", true="x", false="y"))
    assert getattr(chosen.at.value, "data", None) == "x"


def test_evidence_is_bounded() -> None:
    found = verdict("r.Xs.all(x, x > 0)", Xs=list(range(1, 100)))
    assert len(found.evidence) == MOST_EVIDENCE


def test_every_resource_of_the_type_gets_a_verdict_and_no_other() -> None:
    graph = graph_of(resource("a", "T", X=1), resource("b", "T", X=2), resource("c", "U", X=1))
    found = list(evaluate(graph, [rule("r.X == 1", "T"), rule("r.X == 1", "V")], {}))
    assert [(each.resource.id.address, each.truth) for each in found] == [("a", Tri.TRUE), ("b", Tri.FALSE)]


def test_a_view_gives_each_facet_its_verdict_with_the_whole_path() -> None:
    pod = resource(
        "Pod/web",
        "v1/Pod",
        spec={
            "hostNetwork": True,
            "containers": [{"name": "a"}, {"name": "b", "securityContext": {"privileged": True}}],
        },
    )
    deny = "r.securityContext.privileged == true && pod.hostNetwork == true && resource.spec.hostNetwork == true"
    found = list(evaluate(graph_of(pod), [rule(deny, "k8s.Container")], load_views()))
    assert [(each.facet, each.truth) for each in found] == [
        ("spec.containers.0", Tri.FALSE),
        ("spec.containers.1", Tri.TRUE),
    ]
    assert [each.path for each in found[1].evidence] == [
        "spec.containers.1.securityContext.privileged",
        "spec.hostNetwork",
    ]
    assert found[1].at.chain[0] is pod.properties


def test_a_rule_whose_type_is_absent_is_never_compiled() -> None:
    broken = rule("r.(", "V")
    assert list(evaluate(graph_of(resource("a", "T")), [broken], {})) == []
