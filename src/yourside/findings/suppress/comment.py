"""A comment, and what it may be about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yourside.findings.suppress.blocks import Blocks, line_of
from yourside.findings.suppress.nested import Nested
from yourside.spans import Span


@dataclass(frozen=True)
class Comment:
    """One line of a comment in its file. `resources` are the spans of those in the file, and of module calls."""

    text: str
    span: Span
    blocks: Blocks
    resources: Nested[Span]

    @cached_property
    def _lines(self) -> tuple[int, int]:
        file = self.span.file
        return file.line_col(self.span.start)[0], file.line_col(self.span.end)[0]

    @property
    def below(self) -> Span:
        """What starts on the next line that is no comment: the whole block, if it opens one."""
        return self.blocks.starting(self._below)

    @property
    def line_below(self) -> Span:
        return line_of(self.span.file, self._below)

    @property
    def statement(self) -> Span:
        """What the comment is on: what starts on its line, or, on a line of its own, what is below."""
        first, last = self._lines
        if first in self.blocks.comment_lines:
            return self.below
        before = self.span.file.line(first)[: self.span.file.line_col(self.span.start)[1] - 1]
        return self.blocks.starting(first if before.strip() else last)

    @property
    def around(self) -> Span | None:
        """The smallest resource or module call that the comment is in."""
        return next(self.resources.around(self.span), None)

    @property
    def _below(self) -> int:
        return self.blocks.after_comments(self._lines[1] + 1)
