"""What the grammar could not place, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yourside.spans import Span
from yourside.syntax.concrete import Reader, problems

if TYPE_CHECKING:
    from tree_sitter import Node


def report_problems(reader: Reader, root: Node) -> None:
    for node in problems(root):
        report_problem(reader, node)


def report_problem(reader: Reader, node: Node) -> None:
    message, span = _describe(reader, node)
    reader.report("json-syntax", message, span)


def _describe(reader: Reader, node: Node) -> tuple[str, Span]:
    parent = node.parent
    match node.type:
        case "}" | "]" | '"' if node.is_missing and parent:
            opening = parent.children[0]
            return f"unclosed `{opening.type}` opened here", reader.span(opening)
        case _ if node.is_missing:
            return "expected a value", reader.span(node)
        case _ if any(child.type == "pair" for child in node.children):
            end = reader.locate(node.end_byte, node.end_byte)
            return "expected `,` or `}`", end
        case _ if node.children and node.children[0].type in ("{", "["):
            opening = node.children[0]
            return f"unclosed `{opening.type}` opened here", reader.span(opening)
    text = reader.text_of(node)
    return f"unexpected `{text.splitlines()[0][:40]}`" if text else "unexpected end", reader.span(node)
