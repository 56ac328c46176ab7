"""From libyaml's marks, which count characters of the text it was given, to spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml.events import CollectionStartEvent, Event, NodeEvent, ScalarEvent

from yourside.spans import SourceFile, Span

_PROPERTIES = re.compile(r"(?:[!&]\S*\s*)+")
_TAG = re.compile(r"![^\s,\[\]{}]*")


# A run over thousands of manifests keeps millions of offsets, a quarter of all its memory: those of short files are
# the same numbers again and again.
_OFFSETS = tuple(range(1 << 14))


@dataclass(frozen=True, slots=True)
class Marks:
    """`start` is where the text that libyaml reads begins in the file."""

    source: SourceFile
    start: int

    def begin(self, event: Event) -> int:
        return self.start + (event.start_mark.index if event.start_mark else 0)

    def end(self, event: Event) -> int:
        return self.start + (event.end_mark.index if event.end_mark else 0)

    def span(self, event: NodeEvent) -> Span:
        """The node itself, without tag and anchor; of a collection the beginning alone."""
        first, last = event.start_mark, event.end_mark
        begin = self.start + (first.index if first else 0)
        end = self.start + (last.index if last else 0)
        if event.anchor is not None or getattr(event, "tag", None):
            written = _PROPERTIES.match(self.source.text, begin)
            begin = written.end() if written else begin
        if not isinstance(event, ScalarEvent):
            return _span(self.source, begin, max(begin, end))
        if event.style in ("|", ">"):
            end = begin + len(self.source.text[begin:end].rstrip())
        return _span(self.source, min(begin, end), end)

    def tag(self, event: ScalarEvent | CollectionStartEvent) -> Span:
        begin = self.begin(event)
        written = _TAG.search(self.source.text, begin)
        return Span(self.source, *written.span()) if written else Span(self.source, begin, begin)

    def ended(self, span: Span, closing: Event, last: Span) -> Span:
        """A collection from where `span` begins. libyaml ends a block where the next token stands, far below its last
        value."""
        begin, end = self.begin(closing), self.end(closing)
        return _span(self.source, span.start, end if begin < end else last.end)


def _span(source: SourceFile, begin: int, end: int) -> Span:
    return Span(source, _OFFSETS[begin], _OFFSETS[end]) if end < len(_OFFSETS) else Span(source, begin, end)
