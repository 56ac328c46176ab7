"""Concrete nodes to values. A broken node is unknown; where something is left over, its container may hold more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from yourside.spans import Level, Origin, Span
from yourside.syntax.concrete import Reader, substance
from yourside.syntax.limits import MAX_DEPTH
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

if TYPE_CHECKING:
    from tree_sitter import Node

_WORDS = {"true": True, "false": False, "null": None}


def read_value(reader: Reader, node: Node, name: Span | None = None, depth: int = 0) -> Value:
    """The value under the key at `name`. A node of another type is an error that swallowed a container's bracket."""
    origin = Origin(reader.span(node), name)
    match node.type:
        case "string":
            return _string(reader, node, origin)
        case "number":
            return _number(reader, node, origin)
        case "true" | "false" | "null" as word:
            return Scalar(_WORDS[word], origin)
    if depth > MAX_DEPTH:
        reader.report("json-depth", f"nested more than {MAX_DEPTH} levels deep; not read", origin.span)
        return Unknown(Why.LIMIT, origin)
    match substance(node):
        case [opening, *inside] if opening.type == "{":
            return _object(reader, inside, origin, depth)
        case [opening, *inside] if opening.type == "[":
            return _array(reader, inside, origin, depth)
    return Unknown(Why.PARSE, origin)


def _object(reader: Reader, nodes: list[Node], origin: Origin, depth: int) -> Map:
    entries: dict[str, Value] = {}
    for pair in _elements(nodes):
        if pair.type != "pair":
            continue
        key = _string(reader, pair.children[0], Origin(reader.span(pair.children[0])))
        match key:
            case Scalar(data=str(text)):
                value = _read_pair(reader, pair, key.origin.span, depth + 1)
                _enter(reader, entries, text, value)
    return Map(entries, origin, _leftover(reader, nodes))


def _read_pair(reader: Reader, pair: Node, name: Span, depth: int) -> Value:
    match substance(pair):
        case [_, _, value] if not value.is_missing and not value.is_error:
            return read_value(reader, value, name, depth)
    return Unknown(Why.PARSE, Origin(reader.span(pair), name))


def _enter(reader: Reader, entries: dict[str, Value], key: str, value: Value) -> None:
    if key in entries:
        at = value.origin.name or value.origin.span
        message = f"`{key}` was already set in this object; the last one counts"
        reader.report("json-duplicate-key", message, at, Level.WARNING)
    entries[key] = value


def _array(reader: Reader, nodes: list[Node], origin: Origin, depth: int) -> Seq:
    items = [read_value(reader, node, None, depth + 1) for node in _elements(nodes) if node.is_named]
    return Seq(tuple(items), origin, _leftover(reader, nodes))


def _elements(nodes: list[Node]) -> list[Node]:
    """The elements, with those that stand in an error because a comma is missing."""
    elements: list[Node] = []
    for node in nodes:
        if node.is_error:
            elements += [child for child in node.children if child.type == "pair"]
        elif not node.is_missing:
            elements.append(node)
    return elements


def _leftover(reader: Reader, nodes: list[Node]) -> Unknown | None:
    """What is no element, but for a comma too many or too few; also the lack of an end."""
    for node in nodes:
        unplaced = node.is_error and reader.text_of(node) != "," and [child.type for child in node.children] != ["pair"]
        if unplaced or (node.is_missing and not node.is_named):
            return Unknown(Why.PARSE, Origin(reader.span(node)))
    return None


def _string(reader: Reader, node: Node, origin: Origin) -> Value:
    """A raw line end is taken as it is. Half a surrogate pair becomes the replacement character."""
    text = reader.text_of(node)
    if "\\" not in text and not node.has_error:
        return Scalar(text[1:-1], origin)
    try:
        string = str(json.loads(text, strict=False))
    except ValueError:
        return Unknown(Why.PARSE, origin)
    return Scalar(string.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), origin)


def _number(reader: Reader, node: Node, origin: Origin) -> Value:
    """The grammar takes `1.` for a number, and Python neither infinity nor integers of thousands of digits."""
    try:
        number = json.loads(reader.text_of(node))
    except ValueError:
        number = float("inf")
    if abs(number) == float("inf"):
        reader.report("json-syntax", "not a number", origin.span)
        return Unknown(Why.PARSE, origin)
    return Scalar(number, origin)
