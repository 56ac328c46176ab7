"""Resources that exist in some worlds only."""

from __future__ import annotations

from dataclasses import replace

from bodies import either
from judging import edge, graph_of, resource, rule
from yourside.engine.evaluate import evaluate
from yourside.findings.model import Verdict
from yourside.graph.model import Resource
from yourside.values import Choice, Tri


def existing(one: Resource, when: Choice) -> Resource:
    return replace(one, natives=(replace(one.native, when=when),))


def judge(deny: str, *resources: Resource, **links: tuple[Resource, Resource]) -> Verdict:
    edges = [edge(source, path, target) for path, (source, target) in links.items()]
    (found,) = evaluate(graph_of(*resources, edges=edges), [rule(deny)], {})
    return found


IN_PROD = either("IsProd", "false", true=True, false=False)
NESTED = either("Stage", a=False, b=either("IsProd", true=True, false=False))


def worlds(verdict: Verdict) -> list[str]:
    return [str(world) for world in verdict.worlds]


def test_what_fails_wherever_it_exists_fails_and_says_where() -> None:
    found = judge("r.X == 1", existing(resource("thing.a", X=1), IN_PROD))
    assert (found.truth, worlds(found)) == (Tri.TRUE, ["IsProd is true"])


def test_what_is_in_order_wherever_it_exists_passes() -> None:
    found = judge("r.X == 1", existing(resource("thing.a", X=either("IsProd", true=0, false=1)), IN_PROD))
    assert (found.truth, worlds(found)) == (Tri.FALSE, [])


def test_worlds_say_both_why_it_exists_and_why_it_fails() -> None:
    found = judge("r.X == 1", existing(resource("thing.a", X=either("Big", "true", true=1, false=0)), NESTED))
    assert (found.truth, worlds(found)) == (Tri.TRUE, ["Stage is b and IsProd is true and Big is true"])


def test_the_usual_case_of_what_exists_decides() -> None:
    found = judge("r.X == 1", existing(resource("thing.a", X=either("Big", "false", true=1, false=0)), IN_PROD))
    assert (found.truth, worlds(found)) == (Tri.UNKNOWN, ["IsProd is true and Big is true"])


def test_a_referrer_counts_where_it_exists() -> None:
    thing = resource("thing.a")
    log = existing(resource("log.a", "AWS::Test::Log", ThingId="x"), IN_PROD)
    found = judge("!r.referrers('AWS::Test::Log', 'ThingId').exists(l, true)", thing, log, ThingId=(log, thing))
    assert (found.truth, worlds(found)) == (Tri.TRUE, ["IsProd is false"])
