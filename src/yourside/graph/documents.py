"""Text that is a document: JSON strings become trees where the canonical model has a tree."""

from __future__ import annotations

import json
from dataclasses import replace

from yourside.catalog.model import Constant
from yourside.syntax.embedded import parse_json
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, Why, known


def tree(value: Value) -> Value:
    """The document that a value holds as text, at the place of the text; a value that is a tree already stays one."""
    match value:
        case Encoded(value=Encoded() as inner):
            return tree(inner)
        case Encoded(value=inner, origin=origin):
            return replace(inner, origin=replace(origin, refs=(*origin.refs, *inner.origin.refs)))
        case Scalar(data=str()):
            return parse_json(value)
        case Unknown(parts=parts) if parts:
            return parse_json(value)
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, tree(branch)) for label, branch in branches))
    return value


def text(value: Encoded) -> Value:
    """The JSON text of a tree that is known, for a property that holds plain text."""
    if known(value):
        return Scalar(json.dumps(_plain(value.value), separators=(",", ":")), value.origin)
    return Unknown(Why.FUNCTION, value.origin, target="jsonencode")


def _plain(value: Value) -> Constant:
    match value:
        case Scalar(data=data):
            return data
        case Map(entries=entries):
            return {name: _plain(entry) for name, entry in entries.items()}
        case Seq(items=items):
            return [_plain(item) for item in items]
        case Encoded():
            return json.dumps(_plain(value.value), separators=(",", ":"))
    raise ValueError(f"not a known value: {value!r}")
