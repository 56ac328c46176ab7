"""Where a piece of text stands: the one coordinate that every later stage carries."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property


@dataclass(frozen=True, eq=False)
class SourceFile:
    """One file that was read. Compared by identity: one file, one object.

    `path` is what the user sees (POSIX separators, relative to where the run started). `text` is decoded and without
    a byte-order mark; line ends are kept as they are written.
    """

    path: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> array[int]:
        # A run over thousands of files keeps one for each: four bytes a line.
        return array("I", (0, *(match.end() for match in re.finditer("\n", self.text))))

    def line_col(self, offset: int) -> tuple[int, int]:
        """1-based line and column, in characters, of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _wide(self) -> tuple[int, ...]:
        """Where the characters are that UTF-16 needs two units for."""
        return () if self.text.isascii() else tuple(i for i, char in enumerate(self.text) if char > "\uffff")

    def line_col_utf16(self, offset: int) -> tuple[int, int]:
        """1-based line and column, in UTF-16 code units."""
        line, column = self.line_col(offset)
        return line, column + bisect_left(self._wide, offset) - bisect_left(self._wide, offset - column + 1)

    def offset(self, line: int, column: int) -> int:
        """The character offset of a 1-based line and column; the nearest one there is for a place outside."""
        starts = self._line_starts
        start = starts[max(0, min(line, len(starts)) - 1)]
        return min(start + max(0, column - 1), len(self.text))

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end; empty when there is no such line."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets in one file."""

    file: SourceFile
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.file.text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.file is other.file and self.start <= other.start and other.end <= self.end

    def to(self, other: Span) -> Span:
        """From the start of this span to the end of `other`, in the same file."""
        return Span(self.file, self.start, max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the way of a value: where it was taken from, and what stands there ("default of var.acl").

    `sensitive`: the text of the span is not to be shown.
    """

    span: Span
    label: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    `span` is the value as written in the thing that owns it, `name` the key it is bound to. `via` holds each further
    hop, nearest first, and ends at the literal. `refs` are the addresses, in their unit, of the resources whose
    attributes the value was taken from, nearest first: they become the edges of the graph.

    Binding is shallow: an attribute that takes a whole list from a variable gets a new origin, the list's items keep
    theirs.

    `sensitive`: the value is used and never shown.
    """

    span: Span
    name: Span | None = None
    via: tuple[Hop, ...] = ()
    refs: tuple[str, ...] = ()
    sensitive: bool = False

    def bound(self, span: Span, name: Span | None = None) -> Origin:
        """This origin's history, seen from the attribute at `span` that takes the value."""
        return replace(self, span=span, name=name)


class Level(Enum):
    """How bad a problem of the input is: an ERROR means that something was not read."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem of the input. Returned, never raised across stages."""

    code: str
    message: str
    level: Level
    origin: Origin
