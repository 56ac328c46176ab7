"""What stands behind a term: attributes, indexes and splats."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING

from yourside.spans import Span
from yourside.syntax.concrete import Reader
from yourside.syntax.hcl.tree import Expr, GetAttr, Index, Name, Splat, SplatItem

if TYPE_CHECKING:
    from tree_sitter import Node


def flatten(steps: list[Node]) -> list[Node]:
    """The steps in a row. The grammar hides those behind a splat inside of it, more of them than HCL binds to it."""
    flat: list[Node] = []
    for step in steps:
        match step.type:
            case "splat":
                flat += flatten(step.children[0].children)
            case "index":
                flat += step.children
            case _ if step.type != "comment":
                flat.append(step)
    return flat


def follow(reader: Reader, source: Expr, steps: list[Node], start: int, read: Callable[[Node], Expr]) -> Expr:
    """`source`, which starts at byte `start`, with each step applied.

    As in hclsyntax (parseExpressionTraversals): `.*` binds the attributes and numbers that follow it, `[*]` all of the
    rest.
    """
    expr = source
    while steps:
        step, *steps = steps
        match step.type:
            case "get_attr":
                word = step.children[-1]
                expr = GetAttr(expr, Name(reader.text_of(word), reader.span(word)), _to(reader, start, step))
            case "legacy_index":
                expr = GetAttr(expr, _digits(reader, step), _to(reader, start, step))
            case "new_index":
                (key,) = [child for child in step.children if child.type == "expression"]
                expr = Index(expr, read(key), _to(reader, start, step))
            case _:
                bound = steps if step.type == "[*]" else list(takewhile(_is_attribute, steps))
                each = follow(reader, SplatItem(reader.span(step)), bound, step.start_byte, read)
                expr = Splat(expr, each, _to(reader, start, bound[-1] if bound else step))
                steps = steps[len(bound) :]
    return expr


def _is_attribute(step: Node) -> bool:
    return step.type in ("get_attr", "legacy_index")


def _to(reader: Reader, start: int, step: Node) -> Span:
    return reader.locate(start, step.end_byte)


def _digits(reader: Reader, step: Node) -> Name:
    text = reader.text_of(step)
    digits = text.lstrip(". \t")
    return Name(digits, reader.locate(step.end_byte - len(digits), step.end_byte))
