"""Comments of a stream."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from yourside.spans import SourceFile, Span
from yourside.syntax.document import Comment

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


def read_comments(source: SourceFile, scalars: Sequence[Span]) -> tuple[Comment, ...]:
    """Every `#` after white space that is in none of `scalars`, which stand in order."""
    comments: list[Comment] = []
    starts = [span.start for span in scalars]
    position = 0
    while match := _COMMENT.search(source.text, position):
        start, position = match.span()
        before = bisect_right(starts, start) - 1
        if before >= 0 and start < scalars[before].end:
            position = scalars[before].end
        else:
            comments.append(Comment(match.group().lstrip("#").strip(), Span(source, start, position)))
    return tuple(comments)
