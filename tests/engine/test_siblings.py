"""Rules that look at the resources beside one: the other firewall rules of the same network."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bodies import either, ref, var
from judging import edge, graph_of, resource, rule
from yourside.engine.evaluate import evaluate
from yourside.graph.model import Edge, Resource
from yourside.values import Tri, Unknown, Why

FIREWALL, NETWORK = "compute.googleapis.com/Firewall", "compute.googleapis.com/Network"
DENIED = "r.siblings('network', 'denied').exists(f, f.priority <= 1000)"
DENY = [{"IPProtocol": "tcp"}]


def ask(*around: Resource, edges: Iterable[Edge] = ()) -> Tri:
    """What the rule says of the first of the resources."""
    return next(evaluate(graph_of(*around, edges=edges), [rule(DENIED, FIREWALL)], {})).truth


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("default", "default", Tri.TRUE),
        ("default", "other", Tri.FALSE),
        (None, None, Tri.TRUE),
        (var("network"), var("network"), Tri.TRUE),
        (var("network"), var("other"), Tri.UNKNOWN),
        (var("network"), "default", Tri.UNKNOWN),
        (either("C", true="default", false="other"), "default", Tri.UNKNOWN),
    ],
)
def test_the_same_value_says_that_it_is_the_same_thing(ours: object, theirs: object, expected: Tri) -> None:
    one = resource("firewall.a", FIREWALL, network=ours)
    other = resource("firewall.b", FIREWALL, network=theirs, denied=DENY, priority=900)
    assert ask(one, other) is expected


def test_a_reference_is_to_one_resource_and_no_text() -> None:
    main, spare = resource("network.main", NETWORK), resource("network.spare", NETWORK)
    one = resource("firewall.a", FIREWALL, network=ref("network.main.id"))
    same = resource("firewall.b", FIREWALL, network=ref("network.main.name"), denied=DENY, priority=900)
    other = resource("firewall.c", FIREWALL, network=ref("network.spare.id"), denied=DENY, priority=900)
    named = resource("firewall.d", FIREWALL, network="default", denied=DENY, priority=900)
    ends = ((one, main), (same, main), (other, spare))
    edges = [edge(source, "network", target) for source, target in ends]
    everything = (main, spare, one, other, named)
    assert ask(*everything, edges=[e for e in edges if e.source != same.id]) is Tri.FALSE
    assert ask(*everything, same, edges=edges) is Tri.TRUE


@pytest.mark.parametrize(
    ("denied", "expected"),
    [(None, Tri.FALSE), (DENY, Tri.UNKNOWN), (Unknown(Why.VARIABLE, var("x").origin), Tri.UNKNOWN)],
)
def test_only_those_count_that_have_what_is_asked_for(denied: object, expected: Tri) -> None:
    one = resource("firewall.a", FIREWALL, network=var("network"))
    other = resource("firewall.b", FIREWALL, network=var("other"), denied=denied, priority=900)
    assert ask(one, other) is expected


def test_so_many_that_nobody_wrote_them_are_not_compared() -> None:
    one = resource("firewall.a", FIREWALL, network="default")
    many = [resource(f"firewall.{n}", FIREWALL, network="other", denied=DENY) for n in range(300)]
    assert ask(one, *many) is Tri.UNKNOWN
