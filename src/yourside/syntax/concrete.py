"""tree-sitter's concrete trees: their nodes count bytes of the text they were grown from, spans count characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span

if TYPE_CHECKING:
    from tree_sitter import Node

_WIDE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Reader:
    """What the functions that read one text share: its bytes, the span of a range of them, and what was found wrong."""

    data: bytes
    locate: Callable[[int, int], Span]
    diagnostics: list[Diagnostic]

    def span(self, node: Node) -> Span:
        return self.locate(node.start_byte, node.end_byte)

    def text(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "surrogatepass")

    def text_of(self, node: Node) -> str:
        return self.text(node.start_byte, node.end_byte)

    def report(self, code: str, message: str, span: Span, level: Level = Level.ERROR) -> None:
        self.diagnostics.append(Diagnostic(code, message, level, Origin(span)))


def reader_of(source: SourceFile, text: str, start: int = 0) -> Reader:
    """For a text that stands at character `start` of `source`."""
    return Reader(encode(text), _locator(source, text, start), [])


def problems(root: Node) -> Iterator[Node]:
    """The outermost error and missing nodes, in order."""
    stack = [root] if root.has_error else []
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            yield node
        else:
            stack += [child for child in reversed(node.children) if child.has_error]


def read_comments(reader: Reader, root: Node) -> list[tuple[str, Span]]:
    """The text and the place of each comment."""
    if not any(mark in reader.data for mark in (b"#", b"//", b"/*")):
        return []
    comments = [node for node in _walk(root) if node.type == "comment"]
    return [(without_marker(reader.text_of(node)), reader.span(node)) for node in comments]


def _walk(root: Node) -> Iterator[Node]:
    """All nodes in order. A cursor takes linear time; tree-sitter's queries do not, on nodes with many children."""
    cursor = root.walk()
    while node := cursor.node:
        yield node
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def without_marker(comment: str) -> str:
    if comment.startswith("/*"):
        return comment[2:].removesuffix("*/").strip()
    return comment.lstrip("/" if comment.startswith("//") else "#").strip()


def encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def substance(node: Node) -> list[Node]:
    """The children, without the comments that may stand anywhere between them."""
    return [child for child in node.children if child.type != "comment"]


def _locator(source: SourceFile, text: str, start: int) -> Callable[[int, int], Span]:
    if text.isascii():
        return lambda first, last: Span(source, start + first, start + last)
    ends, extra = _wide_characters(text)

    def character(offset: int) -> int:
        passed = bisect_left(ends, offset + 1)
        return start + offset - (extra[passed - 1] if passed else 0)

    return lambda first, last: Span(source, character(first), character(last))


def _wide_characters(text: str) -> tuple[list[int], list[int]]:
    """For each non-ASCII character: the byte offset where it ends, and how many bytes up to it are not characters."""
    ends: list[int] = []
    extra: list[int] = []
    surplus = 0
    for match in _WIDE.finditer(text):
        surplus += len(encode(match.group())) - 1
        ends.append(match.end() + surplus)
        extra.append(surplus)
    return ends, extra
