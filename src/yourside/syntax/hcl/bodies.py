"""Attributes and blocks: concrete nodes without errors to the typed tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from yourside.spans import Diagnostic, Level, Origin, Span
from yourside.syntax.concrete import Reader, substance
from yourside.syntax.hcl.expressions import read_expression
from yourside.syntax.hcl.grammar import too_deep
from yourside.syntax.hcl.templates import read_string
from yourside.syntax.hcl.tree import Attribute, Block, Body, Name
from yourside.syntax.limits import MAX_DEPTH

if TYPE_CHECKING:
    from tree_sitter import Node


def read_body(reader: Reader, node: Node | None, span: Span, depth: int) -> Body:
    """A `body` node, which the grammar leaves out where nothing stands between the braces."""
    items = [read_item(reader, child, depth) for child in substance(node)] if node else []
    return gather(items, span, reader.diagnostics)


def gather(items: Iterable[Attribute | Block], span: Span, diagnostics: list[Diagnostic]) -> Body:
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    for item in items:
        if isinstance(item, Block):
            blocks.append(item)
        elif attributes.setdefault(item.name.text, item) is not item:
            message = f"`{item.name.text}` was already set in this block; the first one counts"
            diagnostics.append(Diagnostic("hcl-duplicate-attribute", message, Level.ERROR, Origin(item.name.span)))
    return Body(attributes, tuple(blocks), span)


def read_item(reader: Reader, node: Node, depth: int) -> Attribute | Block:
    if node.type == "block":
        return _block(reader, node, depth)
    name, _, value = substance(node)
    return Attribute(_name(reader, name), read_expression(reader, value, 0), reader.span(node))


def _block(reader: Reader, node: Node, depth: int) -> Block:
    parts = substance(node)
    kind, *labels = [_name(reader, part) for part in parts if part.type in ("identifier", "string_lit")]
    header = kind.span.to(labels[-1].span) if labels else kind.span
    opening = next(part for part in parts if part.type == "block_start")
    inner = next((part for part in parts if part.type == "body"), None)
    inside = reader.locate(opening.end_byte, parts[-1].start_byte)
    if depth >= MAX_DEPTH:
        too_deep(reader, inside)
        inner = None
    return Block(kind, tuple(labels), read_body(reader, inner, inside, depth + 1), header, reader.span(node))


def _name(reader: Reader, node: Node) -> Name:
    if node.type == "identifier":
        return Name(reader.text_of(node), reader.span(node))
    return Name(str(read_string(reader, node).data), reader.span(node))
