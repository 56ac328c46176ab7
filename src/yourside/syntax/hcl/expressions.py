"""Expressions: concrete nodes without errors to the typed tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from yourside.syntax.concrete import Reader, substance
from yourside.syntax.hcl import chains, templates
from yourside.syntax.hcl.grammar import too_deep
from yourside.syntax.hcl.tree import (
    Bad,
    Binary,
    Call,
    Conditional,
    Expr,
    For,
    Literal,
    Name,
    Object,
    ObjectItem,
    Tuple,
    Unary,
    Variable,
)
from yourside.syntax.limits import MAX_DEPTH

if TYPE_CHECKING:
    from tree_sitter import Node


def read_expression(reader: Reader, node: Node, depth: int) -> Expr:
    """The value of an `expression` node. `depth` counts the expressions around it."""
    return read_terms(reader, substance(node), depth)


def read_terms(reader: Reader, nodes: list[Node], depth: int) -> Expr:
    """A term and the accessors behind it, which the grammar lays side by side."""
    first, *steps = nodes
    if first.type == "(":
        inner, _, *steps = steps
    steps = chains.flatten(steps)
    depth += 1 + len(steps)
    if depth > MAX_DEPTH:
        return too_deep(reader, reader.locate(nodes[0].start_byte, nodes[-1].end_byte))
    expr = read_expression(reader, inner, depth) if first.type == "(" else _TERMS[first.type](reader, first, depth)
    if not steps:
        return expr
    return chains.follow(reader, expr, steps, first.start_byte, lambda key: read_expression(reader, key, depth))


def _literal(reader: Reader, node: Node, depth: int) -> Expr:
    (leaf,) = substance(node)
    match leaf.type:
        case "string_lit":
            return templates.read_string(reader, leaf)
        case "numeric_lit":
            return read_number(reader, leaf)
        case "bool_lit":
            return Literal(reader.text_of(leaf) == "true", reader.span(leaf))
    return Literal(None, reader.span(leaf))


def read_number(reader: Reader, node: Node) -> Expr:
    text, span = reader.text_of(node), reader.span(node)
    try:
        number = int(text) if text.isdecimal() else float(text)
    except ValueError:
        number = float("inf")
    if number == float("inf"):
        reader.report("hcl-syntax", f"not a number: `{text[:40]}`", span)
        return Bad(span)
    return Literal(number, span)


def _template(reader: Reader, node: Node, depth: int) -> Expr:
    (template,) = substance(node)
    return templates.read_template(reader, template, read_expression, depth)


def _collection(reader: Reader, node: Node, depth: int) -> Expr:
    (collection,) = substance(node)
    span = reader.span(node)
    if collection.type == "tuple":
        items = (child for child in collection.children if child.type == "expression")
        return Tuple(tuple([read_expression(reader, item, depth) for item in items]), span)
    elements = (child for child in collection.children if child.type == "object_elem")
    return Object(tuple([_object_item(reader, element, depth) for element in elements]), span)


def _object_item(reader: Reader, node: Node, depth: int) -> ObjectItem:
    key, _, value = substance(node)
    return ObjectItem(read_key(reader, key, depth), read_expression(reader, value, depth))


def read_key(reader: Reader, node: Node, depth: int) -> Expr:
    """A bare word is the key itself; so are `true`, `false` and `null` (hclsyntax, ObjectConsKeyExpr)."""
    key = read_expression(reader, node, depth)
    match key:
        case Variable() | Literal(data=bool() | None) if substance(node)[0].type != "(":
            return Literal(reader.text_of(node), key.span)
    return key


def _variable(reader: Reader, node: Node, _depth: int) -> Expr:
    return Variable(reader.text_of(node), reader.span(node))


def _call(reader: Reader, node: Node, depth: int) -> Expr:
    name, _, *rest = substance(node)
    inside = substance(rest[0]) if rest[0].type == "function_arguments" else []
    args = tuple([read_expression(reader, arg, depth) for arg in inside if arg.type == "expression"])
    expand = bool(inside) and inside[-1].type == "ellipsis"
    return Call(reader.text_of(name), args, expand, reader.span(node))


def _conditional(reader: Reader, node: Node, depth: int) -> Expr:
    """HCL reads `a ? b : c ? d : e` as `a ? b : (c ? d : e)`, the grammar as `(a ? b : c) ? d : e`."""
    inner: Node | None = node
    thens: list[Node] = []
    questions: list[Node] = []
    while inner:
        condition, _, then, _, otherwise = substance(inner)
        thens.append(then)
        questions.append(otherwise)
        inner = next((child for child in substance(condition)[:1] if child.type == "conditional"), None)
    depth += len(thens)
    if depth > MAX_DEPTH:
        return too_deep(reader, reader.span(node))
    read = partial(read_expression, reader, depth=depth)
    last, *questions = [*questions, condition]
    expr = read(last)
    for question, then in zip(questions, thens, strict=True):
        span = reader.locate(question.start_byte, node.end_byte)
        expr = Conditional(read(question), read(then), expr, span)
    return expr


def _operation(reader: Reader, node: Node, depth: int) -> Expr:
    (operation,) = substance(node)
    nodes = substance(operation)
    if operation.type == "unary_operation":
        return Unary(nodes[0].type, read_terms(reader, nodes[1:], depth), reader.span(node))
    middle = next(i for i, child in enumerate(nodes) if child.type in _OPERATORS)
    left = read_terms(reader, nodes[:middle], depth)
    right = read_terms(reader, nodes[middle + 1 :], depth)
    return Binary(nodes[middle].type, left, right, reader.span(node))


def _for(reader: Reader, node: Node, depth: int) -> Expr:
    (loop,) = substance(node)
    parts = substance(loop)
    intro = substance(parts[1])
    names = [Name(reader.text_of(n), reader.span(n)) for n in intro if n.type == "identifier"]
    (collection,) = [n for n in intro if n.type == "expression"]
    conditions = [substance(n)[1] for n in parts if n.type == "for_cond"]
    results = [read_expression(reader, n, depth) for n in parts if n.type == "expression"]
    return For(
        key=names[0] if len(names) > 1 else None,
        value=names[-1],
        collection=read_expression(reader, collection, depth),
        result_key=results[0] if len(results) > 1 else None,
        body=results[-1],
        condition=read_expression(reader, conditions[0], depth) if conditions else None,
        grouping=any(n.type == "ellipsis" for n in parts),
        span=reader.span(node),
    )


_OPERATORS = frozenset(["==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "&&", "||"])

_TERMS: Mapping[str, Callable[[Reader, Node, int], Expr]] = {
    "literal_value": _literal,
    "template_expr": _template,
    "collection_value": _collection,
    "variable_expr": _variable,
    "function_call": _call,
    "conditional": _conditional,
    "operation": _operation,
    "for_expr": _for,
}
