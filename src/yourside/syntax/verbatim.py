"""Where the characters of a string stand in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yourside.spans import Span


class Excerpt(NamedTuple):
    """Characters from `start` to `end` of a string that stand in the file from `at` on."""

    start: int
    end: int
    at: int


def excerpts(text: str, span: Span, start: int) -> Iterator[Excerpt]:
    """The parts of `text`, which begins at `start` of the string, that are written out at `span`.

    That is all of it in quotes without escapes, and line by line in a heredoc or block, which begins with a marker and
    may have lost its indentation.
    """
    found = span.text.find(text)
    if found >= 0:
        yield Excerpt(start, start + len(text), span.start + found)
        return
    lines = text.splitlines(keepends=True)
    rows = span.text.splitlines(keepends=True)
    at = span.start
    if lines and rows and _indentation(rows[0], lines[0]) is None:
        at += len(rows.pop(0))
    for line, row in zip(lines, rows, strict=False):
        indentation = _indentation(row, line)
        if indentation is not None:
            yield Excerpt(start, start + len(line), at + indentation)
        start += len(line)
        at += len(row)


def _indentation(row: str, line: str) -> int | None:
    """The width of the white space in front of the line in this row; None when it is another line."""
    row, line = row.rstrip("\r\n"), line.rstrip("\r\n")
    width = len(row) - len(line)
    return width if width >= 0 and row.endswith(line) and not row[:width].strip() else None


def locate(places: Sequence[Excerpt], start: int, end: int) -> tuple[int, int] | None:
    """Where a range of the string stands in the file; None when one of its ends is not written out."""
    first = _containing(places, start)
    last = _containing(places, max(start, end - 1))
    if first is None or last is None:
        return None
    begin = first.at + start - first.start
    return begin, max(begin, last.at + end - last.start)


def _containing(places: Sequence[Excerpt], index: int) -> Excerpt | None:
    position = bisect_right(places, index, key=lambda place: place.start) - 1
    return places[position] if position >= 0 and index < places[position].end else None
