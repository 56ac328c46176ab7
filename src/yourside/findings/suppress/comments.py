"""Waivers in comments, and what each of them stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yourside.findings.suppress import foreign, words
from yourside.findings.suppress.blocks import blocks_of
from yourside.findings.suppress.comment import Comment
from yourside.findings.suppress.model import Extent, Found, Waiver, together, warning
from yourside.findings.suppress.nested import Nested
from yourside.spans import SourceFile, Span

MARK = "yourside:"
MARKS = (MARK, *foreign.MARKS)

_CALL = re.compile(r'module\s*"')


def read(file: SourceFile, resources: Nested[Span], *, tools: bool) -> Found:
    """The waivers of a file. `tools`: also those of other tools."""
    blocks = blocks_of(file)
    comments = (Comment(text, span, blocks, resources) for text, span in _lines(blocks.comments))
    return together(found for comment in comments for found in _waivers(comment, tools=tools))


def _lines(comments: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """A comment over several lines says something on each."""
    for text, span in comments:
        for line in text.splitlines():
            yield line.strip().lstrip("*").strip(), span


def _waivers(comment: Comment, *, tools: bool) -> Iterator[Found]:
    said = words.marked(comment.text) if MARK in comment.text else None
    if said is not None:
        written = words.read(said)
        if isinstance(written, str):
            yield Found(problems=(warning("ignore-malformed", f"not understood: {written}", comment.span),))
        elif _unread_call(span := comment.statement, comment.resources):
            yield Found(gaps=("suppression at a module call of which nothing was evaluated",))
        else:
            yield Found((Waiver(written, (Extent(span),), comment.span),))
    elif tools:
        yield from foreign.read(comment)


def _unread_call(span: Span, resources: Nested[Span]) -> bool:
    return bool(_CALL.match(span.text)) and span not in resources.around(span)
