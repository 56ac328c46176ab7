"""Laws of the language, over generated rules and resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from bodies import NOWHERE
from judging import graph_of, resource
from yourside.engine.evidence import Walked
from yourside.engine.frame import Frame
from yourside.engine.language.check import check_text
from yourside.engine.language.compile import Compiler
from yourside.engine.language.parse import parse
from yourside.engine.walking import nothing
from yourside.values import Choice, Map, Scalar, Seq, Tri, Unknown, Value, Why

SCALARS = st.sampled_from(["a", "*", "ab", "true", "22", True, False, 22, 0])
CONDITIONS = ("IsProd", "IsEu")
LABELS = ("true", "false")


@dataclass(frozen=True)
class Reading:
    """What is known of a value, and one thing that it may really be."""

    known: Value
    real: Value


def scalar(data: object) -> Value:
    assert data is None or isinstance(data, str | int)
    return Scalar(data, NOWHERE)


def certain(value: Value) -> Reading:
    return Reading(value, value)


def list_of(items: list[Reading], more: Reading | None) -> Reading:
    known, real = [item.known for item in items], [item.real for item in items]
    if more is None:
        return Reading(Seq(tuple(known), NOWHERE), Seq(tuple(real), NOWHERE))
    rest = Unknown(Why.VARIABLE, NOWHERE)
    return Reading(Seq(tuple(known), NOWHERE, rest), Seq((*real, more.real), NOWHERE))


def map_of(entries: Mapping[str, Reading], more: Reading | None) -> Reading:
    known = {key: entry.known for key, entry in entries.items()}
    real = {key: entry.real for key, entry in entries.items()}
    if more is None:
        return Reading(Map(known, NOWHERE), Map(real, NOWHERE))
    return Reading(Map(known, NOWHERE, Unknown(Why.VARIABLE, NOWHERE)), Map({"d": more.real, **real}, NOWHERE))


@st.composite
def choices(draw: st.DrawFn, world: Mapping[str, str], inner: st.SearchStrategy[Reading]) -> Reading:
    condition = draw(st.sampled_from(CONDITIONS))
    branches = {label: draw(inner | st.just(certain(scalar(None)))) for label in LABELS}
    known = Choice(condition, tuple((label, branch.known) for label, branch in branches.items()), NOWHERE)
    return Reading(known, branches[world[condition]].real)


def partly_known(runs: list[str], fill: str) -> Reading:
    gap = Unknown(Why.VARIABLE, NOWHERE)
    parts = [part for run in runs for part in (scalar(run), gap)]
    return Reading(Unknown(Why.VARIABLE, NOWHERE, parts=tuple(parts)), scalar("".join(run + fill for run in runs)))


def is_set(one: Reading) -> bool:
    return not nothing(one.real)


def is_item(one: Reading) -> bool:
    """An unknown item of a list is one."""
    return is_set(one) or not isinstance(one.known, Unknown)


@cache
def readings(*labels: str) -> st.SearchStrategy[Reading]:
    world = dict(zip(CONDITIONS, labels, strict=True))

    def larger(inner: st.SearchStrategy[Reading]) -> st.SearchStrategy[Reading]:
        unknown = inner.map(lambda one: Reading(Unknown(Why.VARIABLE, NOWHERE), one.real))
        reference = inner.filter(is_set).map(lambda one: Reading(Unknown(Why.REFERENCE, NOWHERE), one.real))
        more = st.none() | inner
        return st.one_of(
            unknown,
            reference,
            choices(world, inner),
            st.builds(list_of, st.lists(inner.filter(is_item), max_size=3), more),
            st.builds(map_of, st.dictionaries(st.sampled_from("abc"), inner, max_size=3), more),
        )

    text = st.builds(partly_known, st.lists(st.sampled_from(["a", "b", "*"]), min_size=1, max_size=2), st.just("x"))
    return st.recursive(SCALARS.map(scalar).map(certain) | text, larger, max_leaves=8)


LITERALS = st.sampled_from(["'a'", "'*'", "true", "22", "null", "['a', 22]", "[]", "'ab'"])


def values(conditions: st.SearchStrategy[str], depth: int) -> st.SearchStrategy[str]:
    paths = st.sampled_from(["r.a", "r.b", "r.c", "r.a.b", "r.b[0]", "r.c.a[1]", "r.d", "r.c['a']", "x", "x.a"])
    if depth == 0:
        return paths | LITERALS
    inner = values(conditions, depth - 1)
    one = st.sampled_from(["list({})", "size({})", "keys({})", "values({})", "lower({})", "{}.map(x, x.a)", "-{}"])
    two = st.sampled_from(["({} ?? {})", "({} + {})", "({} - {})", "{}.filter(x, x == {})"])
    return st.one_of(
        paths,
        LITERALS,
        st.builds(str.format, one, inner),
        st.builds(str.format, two, inner, inner),
        st.builds("({} ? {} : {})".format, conditions, inner, inner),
    )


@cache
def conditions(depth: int = 2) -> st.SearchStrategy[str]:
    if depth == 0:
        return st.sampled_from(["r.a", "(r.b == 'a')", "(r.c.a != 22)", "(x == 'a')", "('a' in r.b)"])
    inner = conditions(depth - 1)
    operands = values(inner, 1)
    two = st.sampled_from(
        [f"({{}} {op} {{}})" for op in ("==", "!=", "<", ">=")] + ["({} in list({}))", "contains({}, 'a')"]
    )
    functions = st.sampled_from(
        ["starts_with({}, 'a')", "ends_with({}, '*')", "is_world({})", "union_is_world({})", "version_below({}, '22')"]
    )
    return st.one_of(
        inner,
        st.builds(str.format, two, operands, operands),
        st.builds(str.format, functions, operands),
        st.builds("({} && {})".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
        st.builds("!{}".format, inner),
        st.builds("{}.exists(x, {})".format, operands, inner),
        st.builds("{}.all(x, {})".format, operands, inner),
    )


def judged(deny: str, properties: Value, world: Mapping[str, str] | None = None) -> Tri:
    compiler = Compiler()
    condition = compiler.condition(parse(deny))
    bindings = {"r": Walked(properties), "x": Walked(scalar("a")), "": Walked(scalar(None))}
    return condition(Frame([bindings[name] for name in compiler.slots], graph_of(), world or {}))[0]


WORLDS = st.fixed_dictionaries({condition: st.sampled_from(LABELS) for condition in CONDITIONS})


@st.composite
def resources(draw: st.DrawFn) -> tuple[Reading, Mapping[str, str]]:
    world = draw(WORLDS)
    reading = readings(*world.values())
    return map_of({key: draw(reading) for key in "abc"}, None), world


@given(conditions(), resources())
def test_learning_more_may_settle_a_verdict_and_never_flips_one(
    deny: str, drawn: tuple[Reading, Mapping[str, str]]
) -> None:
    reading, world = drawn
    truth = judged(deny, reading.known)
    assert truth is Tri.UNKNOWN or judged(deny, reading.real) is truth
    in_world = judged(deny, reading.known, world)
    assert truth is Tri.UNKNOWN or in_world is truth
    assert in_world is Tri.UNKNOWN or judged(deny, reading.real) is in_world


@given(conditions(), conditions(), resources())
def test_de_morgan(one: str, other: str, drawn: tuple[Reading, Mapping[str, str]]) -> None:
    known = drawn[0].known
    assert judged(f"!({one} && {other})", known) is judged(f"!{one} || !{other}", known)
    assert judged(f"!({one} || {other})", known) is judged(f"!{one} && !{other}", known)
    assert judged(f"!!{one}", known) is judged(one, known)


@given(conditions(), resources())
def test_what_holds_of_no_item_fails_of_every_item(deny: str, drawn: tuple[Reading, Mapping[str, str]]) -> None:
    known = drawn[0].known
    assert judged(f"!r.b.exists(x, {deny})", known) is judged(f"r.b.all(x, !{deny})", known)


@given(st.text(alphabet="ra.b[]()'\"0 19&|!?:=<>in,+-{}x\\\n\t*é", max_size=40) | st.text(max_size=40))
def test_a_text_is_an_expression_or_has_a_syntax_error_in_it(text: str) -> None:
    lines = text.split("\n")
    problems = check_text(text, {}, lambda _: None)
    assert all(1 <= problem.line <= len(lines) for problem in problems)
    assert all(1 <= problem.column <= len(lines[problem.line - 1]) + 1 for problem in problems)


@given(conditions())
def test_a_generated_rule_compiles_and_its_verdict_is_one_of_three(deny: str) -> None:
    assert judged(deny, resource("thing.one").properties) in Tri
