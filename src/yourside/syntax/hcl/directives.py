"""The pieces of a template, and the tree that `%{ if }` and `%{ for }` make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from yourside.syntax.concrete import Reader
from yourside.syntax.hcl.grammar import too_deep
from yourside.syntax.hcl.tree import Bad, Expr, Literal, Name, Part, TemplateFor, TemplateIf
from yourside.syntax.limits import MAX_DEPTH

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(slots=True)
class Text:
    """What the bytes from `start` to `end` stand for; trimming changes it before the tree is made."""

    data: str
    start: int
    end: int


Piece: TypeAlias = "Text | Node"
Read: TypeAlias = "Callable[[Reader, Node, int], Expr]"


@dataclass(slots=True)
class _Open:
    """A directive that has not ended. `then` holds what stood before its `else`."""

    intro: Node
    parts: list[Part] = field(default_factory=list)
    then: list[Part] | None = None


def nest(reader: Reader, pieces: list[Piece], read: Read, depth: int) -> tuple[Part, ...]:
    """The parts of the template. The grammar has made sure that directives are balanced."""
    outermost: list[Part] = []
    stack: list[_Open] = []
    for piece in _melded(pieces):
        here = stack[-1].parts if stack else outermost
        if isinstance(piece, Text):
            here.append(Literal(piece.data, reader.locate(piece.start, piece.end)))
        elif piece.type == "template_interpolation":
            here.append(_read_inner(reader, piece, read, depth + len(stack)))
        elif piece.type in ("template_if_intro", "template_for_start"):
            stack.append(_Open(piece))
        elif piece.type == "template_else_intro":
            stack[-1].then, stack[-1].parts = here, []
        else:
            directive = stack.pop()
            around = stack[-1].parts if stack else outermost
            around.append(_close(reader, directive, piece, read, depth + len(stack)))
    return tuple(outermost)


def _melded(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbouring texts made one; empty ones dropped."""
    for _, run in groupby(pieces, type):
        alike = list(run)
        texts = [piece for piece in alike if isinstance(piece, Text)]
        if not texts:
            yield from alike
        elif data := "".join(text.data for text in texts):
            yield Text(data, texts[0].start, texts[-1].end)


def _close(reader: Reader, directive: _Open, end: Node, read: Read, depth: int) -> Part:
    intro = directive.intro
    span = reader.locate(intro.start_byte, end.end_byte)
    if depth > MAX_DEPTH:
        return too_deep(reader, span)
    subject = _read_inner(reader, intro, read, depth)
    if intro.type == "template_if_intro":
        then = directive.parts if directive.then is None else directive.then
        otherwise = [] if directive.then is None else directive.parts
        return TemplateIf(subject, tuple(then), tuple(otherwise), span)
    names = [Name(reader.text_of(node), reader.span(node)) for node in intro.children if node.type == "identifier"]
    return TemplateFor(names[0] if len(names) > 1 else None, names[-1], subject, tuple(directive.parts), span)


def _read_inner(reader: Reader, node: Node, read: Read, depth: int) -> Expr:
    """The expression of an interpolation or of the intro of a directive."""
    for child in node.children:
        if child.type == "expression":
            return read(reader, child, depth)
    reader.report("hcl-syntax", "expected an expression between `${` and `}`", reader.span(node))
    return Bad(reader.span(node))
