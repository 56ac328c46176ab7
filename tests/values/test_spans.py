"""Offsets, lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yourside.spans import Hop, Origin, SourceFile, Span

TEXTS = st.text(alphabet="ab\n\r\té😀", max_size=40)


@given(TEXTS, st.data())
def test_a_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    file = SourceFile("a.tf", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = file.line_col(offset)
    lines = text.split("\n")
    assert sum(len(each) + 1 for each in lines[: line - 1]) + column - 1 == offset
    assert 1 <= column <= len(lines[line - 1]) + 1
    assert file.offset(line, column) == offset


@given(TEXTS, st.integers(-3, 50), st.integers(-3, 50))
def test_a_place_outside_of_a_file_has_an_offset_inside(text: str, line: int, column: int) -> None:
    assert 0 <= SourceFile("a.tf", text).offset(line, column) <= len(text)


@given(TEXTS)
def test_the_lines_of_a_file_are_its_text_without_line_ends(text: str) -> None:
    file = SourceFile("a.tf", text)
    lines = text.split("\n")
    assert [file.line(number) for number in range(1, len(lines) + 1)] == [each.rstrip("\r") for each in lines]
    assert file.line(0) == ""
    assert file.line(len(lines) + 1) == ""


@given(TEXTS, st.data())
def test_containing_is_an_order(text: str, data: st.DataObject) -> None:
    file = SourceFile("a.tf", text)
    ends = st.integers(0, len(text))
    spans = [Span(file, *sorted((data.draw(ends), data.draw(ends)))) for _ in range(3)]
    a, b, c = spans
    assert a.contains(a)
    assert not (a.contains(b) and b.contains(a)) or a == b
    assert not (a.contains(b) and b.contains(c)) or a.contains(c)
    joined = a.to(b)
    assert joined.start == a.start
    assert joined.end >= max(a.end, b.end)


def test_a_span_is_its_text_in_its_own_file() -> None:
    file = SourceFile("a.tf", 'acl = "public"\n')
    span = Span(file, 6, 14)
    assert span.text == '"public"'
    assert not Span(SourceFile("a.tf", file.text), 0, 15).contains(span)
    assert file != SourceFile("a.tf", file.text)


def test_a_bound_value_keeps_its_way() -> None:
    file = SourceFile("a.tf", "a = var.b\n")
    hop = Hop(Span(file, 4, 9), "default of var.b")
    bound = Origin(Span(file, 4, 9), via=(hop,), refs=("aws_s3_bucket.b",)).bound(Span(file, 0, 9), Span(file, 0, 1))
    assert bound == Origin(Span(file, 0, 9), Span(file, 0, 1), (hop,), ("aws_s3_bucket.b",))
