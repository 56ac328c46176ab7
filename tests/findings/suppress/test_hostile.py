"""Whatever stands in comments, reading them ends, and every place is in its file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yourside.findings.suppress import comments
from yourside.findings.suppress.model import Extent
from yourside.findings.suppress.nested import Nested
from yourside.findings.suppress.words import marked, read, read_named
from yourside.spans import SourceFile, Span

PIECES = st.sampled_from(
    (
        "# ", "//", "/*", "*/", "\n", "\r\n", " ", "\t", "---", "- ", "{", "}", '"', "<<E\n", "E\n", "{{", "}}", ": ",
        "a", "b = 1", "resource", "yourside:", " ignore", "[", "]", "x", ",", "*", "until ", "2027-01-31",
        "checkov:skip=", "tfsec:ignore:", "trivy:ignore:", ":exp:", ":", "kics-scan ", "ignore-block", "disable=",
        "\N{GRINNING FACE}",
    )
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS, st.sampled_from(["main.tf", "a.yaml", "a.json", "app.ts"]))
def test_any_file_can_be_read(text: str, path: str) -> None:
    file = SourceFile(path, text)
    found = comments.read(file, Nested(()), tools=True)
    spans = [problem.origin.span for problem in found.problems]
    spans += [waiver.at for waiver in found.waivers]
    spans += [scope.span for waiver in found.waivers for scope in waiver.scopes if isinstance(scope, Extent)]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)


@given(TEXTS)
def test_any_words_can_be_read(text: str) -> None:
    for said in (read(text), read_named(text)):
        assert isinstance(said, str) or all(said.names)
    assert marked(text) is None or "yourside:" in text


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12), st.integers(0, 20), st.integers(0, 20))
def test_places_are_found_as_by_looking_at_each(ranges: list[tuple[int, int]], first: int, last: int) -> None:
    file = SourceFile("x", " " * 20)
    spans = [Span(file, min(each), max(each)) for each in ranges]
    wanted = Span(file, min(first, last), max(first, last))
    nested = Nested((span, number) for number, span in enumerate(spans))
    around = {number for number, span in enumerate(spans) if span.contains(wanted)}
    if wanted.start < wanted.end:
        assert set(nested.around(wanted)) == around
    assert nested.any_inside(wanted) == any(wanted.contains(span) for span in spans)
