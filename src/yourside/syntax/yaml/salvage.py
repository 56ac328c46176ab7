"""What stands before the entry that breaks a document is YAML by itself; where it was cut, there may be more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from yourside.spans import Origin, SourceFile
from yourside.values import Map, Seq, Unknown, Value, Why

_TRIES = 8
# A line that opens a block of a Go template. At the end of a document it is about the next one.
_OPENS = re.compile(r"[ \t]*\{\{-?[ \t]*(?:if|range|with)\b[^{}\n]*\}\}[ \t\r]*\n")


def own(text: str, start: int, end: int) -> int:
    """Where a document that ends at `end` does so without what a template opens there for the next one."""
    while (line := text.rfind("\n", start, end - 1) + 1) > start and _OPENS.fullmatch(text, line, end):
        end = line
    return end


def cuts(text: str, start: int, place: int) -> Iterator[int]:
    """Where to end a document that begins at `start` and is broken at `place`: before the line of the problem, then
    before each entry around it."""
    return islice(_outward(text, start, place), _TRIES)


def opened(value: Value, cut: int) -> Value:
    """`value` with a rest in each container that what was cut off at `cut` could have belonged to."""
    indent = _indent(value.origin.span.file.text, cut)
    return _opened(value, indent)


def _outward(text: str, start: int, place: int) -> Iterator[int]:
    line, least = text.rfind("\n", 0, place) + 1, len(text)
    while line > start:
        indent = _indent(text, line)
        if indent < least and text[line + indent : line + indent + 1] not in ("", "\n", "\r", "#"):
            least = indent
            yield line
        line = text.rfind("\n", 0, line - 1) + 1


def _indent(text: str, line: int) -> int:
    end = line
    while text.startswith(" ", end):
        end += 1
    return end - line


def _opened(value: Value, indent: int) -> Value:
    rest = Unknown(Why.PARSE, value.origin)
    match value:
        case Map(entries=entries) if entries and _column(value.origin) <= indent:
            last = tuple(entries)[-1]
            return replace(value, entries={**entries, last: _opened(entries[last], indent)}, rest=rest)
        case Seq(items=(*before, last)) if _column(value.origin) <= indent:
            return replace(value, items=(*before, _opened(last, indent)), rest=rest)
    return value


def _column(origin: Origin) -> int:
    file: SourceFile = origin.span.file
    return file.line_col(origin.span.start)[1] - 1
