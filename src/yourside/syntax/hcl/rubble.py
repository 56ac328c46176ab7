"""The words of a broken file, and ranges of them for the grammar to try alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.concrete import Reader, encode, reader_of, substance
from yourside.syntax.hcl.brackets import Brackets, pair
from yourside.syntax.hcl.grammar import grow, is_clean
from yourside.syntax.hcl.scan import Word, scan

if TYPE_CHECKING:
    from tree_sitter import Node


_TRIES = 10
"""How often each character may be shown to the grammar: an error's surroundings are, bracket by bracket."""


@dataclass(slots=True)
class Rubble:
    """`masked` is the text of the file as the grammar should see it. Ranges are half-open, of indexes of `words`.

    The `budget` is the number of characters that the grammar may still be shown.
    """

    source: SourceFile
    masked: str
    words: Sequence[Word]
    brackets: Brackets
    diagnostics: list[Diagnostic]
    budget: int

    def span(self, first: int, last: int) -> Span:
        """From the beginning of the word at `first` to the end of the one before `last`."""
        return Span(self.source, self.words[first].start, self.words[last - 1].end)

    def report(self, message: str, span: Span) -> None:
        self.diagnostics.append(Diagnostic("hcl-syntax", message, Level.ERROR, Origin(span)))

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The range without comments and line ends around it."""
        while first < last and self.words[first].kind in ("comment", "newline"):
            first += 1
        while first < last and self.words[last - 1].kind in ("comment", "newline"):
            last -= 1
        return first, last

    def split(self, first: int, last: int, separators: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The ranges between `separators`, trimmed, without empty ones. What stands inside of brackets does not
        separate; a bracket that is never closed ends its range."""
        begin = index = first
        while index < last:
            separates = self.words[index].text in separators
            behind = min(self.brackets.after(index), last)
            if separates or index in self.brackets.unclosed:
                yield from self._unless_empty(begin, index if separates else behind)
                begin = behind
            index = behind
        yield from self._unless_empty(begin, last)

    def _unless_empty(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        first, last = self.trim(first, last)
        if first < last:
            yield first, last

    def attempt(self, first: int, last: int, prefix: str = "") -> tuple[Reader, Node] | None:
        """The root of the concrete tree of a range, after a `prefix` that is not in the file.

        None when the grammar would only be misled, by a string or bracket without an end, or the budget is spent.
        """
        span = self.span(first, last)
        self.budget -= span.end - span.start
        if self.budget < 0 or self._is_endless(first, last):
            return None
        reader = reader_of(self.source, prefix + span.text, span.start - len(prefix))
        root = grow(encode(prefix + self.masked[span.start : span.end]))
        return replace(reader, diagnostics=self.diagnostics), root

    def understand(self, first: int, last: int, prefix: str = "") -> tuple[Reader, list[Node]] | None:
        """The items in a range, or nothing when the grammar does not understand all of it."""
        match self.attempt(first, last, prefix):
            case reader, root if is_clean(root):
                return reader, [item for body in substance(root) for item in substance(body)]
        return None

    def _is_endless(self, first: int, last: int) -> bool:
        brackets = self.brackets
        return any(self.words[i].broken or i in brackets.unclosed or i in brackets.stray for i in range(first, last))


def scan_rubble(source: SourceFile, masked: str, diagnostics: list[Diagnostic]) -> Rubble:
    words = tuple(scan(masked))
    return Rubble(source, masked, words, pair(words), diagnostics, _TRIES * len(masked))
