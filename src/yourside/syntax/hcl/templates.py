"""Quoted strings and heredocs: their pieces in order, with trim markers and the indentation of `<<-` applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from yourside.syntax.concrete import Reader, substance
from yourside.syntax.hcl.directives import Piece, Read, Text, nest
from yourside.syntax.hcl.escapes import unescape
from yourside.syntax.hcl.tree import Literal, Template

if TYPE_CHECKING:
    from tree_sitter import Node

_CONTAINERS = frozenset(["quoted_template", "heredoc_template", "template_directive", "template_if", "template_for"])
_MARKS = ("template_interpolation", "template_if_", "template_else_", "template_for_")
_DOUBLED = re.compile(r"([$%])\1\{")


def read_string(reader: Reader, node: Node) -> Literal:
    """A quoted string without interpolation, or a label, where `${` has no meaning."""
    text = unescape(reader, node.start_byte + 1, node.end_byte - 1)
    return Literal(text, reader.span(node))


def read_template(reader: Reader, node: Node, read: Read, depth: int) -> Literal | Template:
    """A `quoted_template` or `heredoc_template`."""
    pieces = _heredoc(reader, node) if node.type == "heredoc_template" else _quoted(reader, node)
    return _assemble(reader, node, pieces, read, depth)


def read_bare_template(reader: Reader, node: Node, read: Read, depth: int) -> Literal | Template:
    """A heredoc that was put around a template; the line end before its marker is not part of it. Backslashes mean
    nothing, and `~` reaches over lines (hclsyntax, ParseTemplate)."""
    start, end = _inside(reader, node)

    def texts(start: int, end: int) -> Iterator[Text]:
        if start < end:
            yield Text(_DOUBLED.sub(r"\1{", reader.text(start, end)), start, end)

    return _assemble(reader, node, _pieces(node, start, end - 1, texts), read, depth)


def _assemble(reader: Reader, node: Node, pieces: list[Piece], read: Read, depth: int) -> Literal | Template:
    span = reader.span(node)
    if all(isinstance(piece, Text) for piece in pieces):
        return Literal("".join(piece.data for piece in pieces if isinstance(piece, Text)), span)
    return Template(nest(reader, pieces, read, depth), span)


def _quoted(reader: Reader, node: Node) -> list[Piece]:
    def texts(start: int, end: int) -> Iterator[Text]:
        if start < end:
            yield Text(unescape(reader, start, end), start, end)

    return _pieces(node, node.start_byte + 1, node.end_byte - 1, texts)


def _heredoc(reader: Reader, node: Node) -> list[Piece]:
    pieces = _pieces(node, *_inside(reader, node), partial(_lines, reader))
    if reader.data.startswith(b"<<-", node.start_byte):
        _dedent(pieces)
    return pieces


def _inside(reader: Reader, node: Node) -> tuple[int, int]:
    """From the line after the opening marker up to the line of the closing one."""
    _, marker, *_, closing = substance(node)
    start = reader.data.index(b"\n", marker.end_byte) + 1
    return start, reader.data.rindex(b"\n", 0, closing.start_byte) + 1


def _lines(reader: Reader, start: int, end: int) -> Iterator[Text]:
    while start < end:
        stop = reader.data.find(b"\n", start, end) + 1 or end
        yield Text(_DOUBLED.sub(r"\1{", reader.text(start, stop)), start, stop)
        start = stop


def _pieces(node: Node, start: int, end: int, texts: Callable[[int, int], Iterable[Text]]) -> list[Piece]:
    """Texts and marks between two bytes.

    The grammar drops the white space around its literals, so texts are taken from the source between the marks.
    """
    pieces: list[Piece] = []
    for mark in _marks(node):
        pieces += texts(start, mark.start_byte)
        pieces.append(mark)
        start = mark.end_byte
    pieces += texts(start, end)
    _trim(pieces)
    return pieces


def _marks(node: Node) -> Iterator[Node]:
    """Interpolations, and the starts and ends of directives, in order, however deep the grammar nests them."""
    stack = [node]
    while stack:
        node = stack.pop()
        if node.type in _CONTAINERS:
            stack += reversed(node.children)
        elif node.type.startswith(_MARKS):
            yield node


def _trim(pieces: list[Piece]) -> None:
    """`~` takes the white space next to it; in a heredoc from one line only (hclsyntax, parseTemplateParts)."""
    for left, mark, right in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if isinstance(mark, Text):
            continue
        if isinstance(left, Text) and mark.children[1].type == "strip_marker":
            left.data = left.data.rstrip()
        if isinstance(right, Text) and mark.children[-2].type == "strip_marker":
            right.data = right.data.lstrip()


def _dedent(pieces: list[Piece]) -> None:
    """Take the smallest indentation from every line but blank ones (hclsyntax, flushHeredocTemplateParts)."""
    starts = [
        piece
        for before, piece in zip([None, *pieces], pieces, strict=False)
        if (before is None or _ends_line(before)) and not (_ends_line(piece) and piece.data.isspace())
    ]
    margin = min((_indentation(piece) for piece in starts), default=0)
    for piece in starts:
        if isinstance(piece, Text):
            piece.data = piece.data[margin:]


def _ends_line(piece: Piece) -> TypeGuard[Text]:
    return isinstance(piece, Text) and piece.data.endswith("\n")


def _indentation(piece: Piece) -> int:
    return len(piece.data) - len(piece.data.lstrip()) if isinstance(piece, Text) else 0
