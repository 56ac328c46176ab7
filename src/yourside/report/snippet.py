"""A line of the input with a part of it underlined, fit for a terminal."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from yourside.report.view import Part
from yourside.spans import Span

TAB = " " * 4
LEAST = 20


def line(*parts: Part) -> Text:
    """One line of output: nothing in it can move the cursor, change colours or turn the reading direction."""
    styled = (part if isinstance(part, tuple) else (part, "") for part in parts)
    return Text.assemble(*((visible(text), style) for text, style in styled), end="")


def visible(text: str) -> str:
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def snippet(span: Span, width: int, style: str) -> list[Text]:
    """The first line of `span`, numbered, cropped to `width`, and the marks under it."""
    number, column = span.file.line_col(span.start)
    gutter = str(number)
    blank = " " * len(gutter)
    before, marked, after = _cropped(span.file.line(number), column - 1, span.end - span.start, width - len(gutter) - 4)
    marks = "^" * max(cell_len(marked), 1)
    return [
        line(f" {blank} |"),
        line(f" {gutter} | {before}", (marked, style), after),
        line(f" {blank} | {' ' * cell_len(before)}", (marks, style)),
    ]


def _cropped(text: str, start: int, length: int, room: int) -> tuple[str, str, str]:
    """The line around the marked part, in at most `room` cells."""
    room = max(room, LEAST)
    # One line can be a whole minified file: no more of it is looked at than can be shown.
    before = _shown(text[max(start - room, 0) : start])
    marked = _shown(text[start : start + min(length, room + 1)])
    after = _shown(text[start + length : start + length + room])
    if start > room or cell_len(before + marked + after) > room:
        before = _tail(before, room // 2)
    marked = _head(marked, room - cell_len(before))
    return before, marked, _head(after, room - cell_len(before + marked))


def _shown(text: str) -> str:
    return visible(text.replace("\t", TAB))


def _head(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else set_cell_size(text, max(cells - 1, 0)) + "…" * (cells > 0)


def _tail(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else "…" + set_cell_size(text[::-1], cells - 1)[::-1]
