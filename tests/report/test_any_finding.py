"""Whatever a finding is about, every format says it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from specimens import ACL, report
from yourside.coverage import Dialect
from yourside.findings.model import Evidence, Verdict
from yourside.frontends.native import NativeResource
from yourside.graph.model import Resource, ResourceId
from yourside.report import FORMATS, View, render
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.values import Choice, Encoded, Map, Missing, Scalar, Seq, Tri, Unknown, Value, Why

WORDS = st.text(max_size=8)
PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
FILES = st.builds(SourceFile, PATHS, st.text(st.sampled_from('ab ="\t\r\n漢😀\x1b\ud800'), max_size=60))


@st.composite
def spans(draw: st.DrawFn, file: SourceFile) -> Span:
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(file.text))] * 2)))
    return Span(file, start, end)


@st.composite
def origins(draw: st.DrawFn, file: SourceFile) -> Origin:
    hops = st.builds(Hop, spans(file), WORDS)
    return Origin(draw(spans(file)), draw(st.none() | spans(file)), tuple(draw(st.lists(hops, max_size=2))))


def values(file: SourceFile) -> st.SearchStrategy[Value]:
    at = origins(file)
    leaves: st.SearchStrategy[Value] = st.one_of(
        st.builds(Scalar, st.none() | st.booleans() | st.integers() | st.floats() | WORDS, at),
        st.builds(Unknown, st.sampled_from(Why), at, WORDS),
        st.builds(Missing, at),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Seq, st.lists(inner, max_size=5).map(tuple), at),
            st.builds(Map, st.dictionaries(WORDS, inner, max_size=3), at),
            st.builds(Choice, WORDS, st.lists(st.tuples(WORDS, inner), max_size=2).map(tuple), at),
            st.builds(Encoded, inner, at),
        ),
        max_leaves=6,
    )


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    file = draw(FILES)
    origin = draw(origins(file))
    dialect = draw(st.sampled_from(Dialect))
    own = NativeResource(dialect, draw(WORDS), draw(WORDS), draw(WORDS), Map({}, origin), origin)
    properties = draw(st.builds(Map, st.just({}), origins(draw(st.just(file) | FILES))))
    of = Resource(ResourceId(own.unit, own.address), "AWS::S3::Bucket", properties, (own,), origin)
    chain = (properties, *draw(st.lists(values(file), max_size=3)))
    evidence = Evidence(".".join("x" for _ in chain[1:]), chain)
    return Verdict(ACL, of, "", draw(st.sampled_from(Tri)), evidence, (evidence,))


@given(st.lists(verdicts(), min_size=1, max_size=3), st.booleans())
def test_any_finding_is_rendered_in_every_format(some: list[Verdict], color: bool) -> None:
    made = report(*some)
    for form in FORMATS:
        render(made, form, View(color, 60, undetermined=True)).encode()


@given(st.lists(verdicts(), max_size=3))
def test_findings_have_one_order_and_distinct_fingerprints(some: list[Verdict]) -> None:
    findings = json.loads(render(report(*some), "json", View()))["findings"]
    assert len({finding["fingerprint"] for finding in findings}) == len(findings)
    paths = [finding["location"]["path"] for finding in findings]
    assert paths == sorted(paths)
