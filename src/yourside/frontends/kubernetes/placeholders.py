"""What a manifest leaves to be filled in, or says by leaving it out."""

from __future__ import annotations

import re
from dataclasses import replace

from yourside.values import Map, Scalar, Seq, Unknown, Value, Why, with_entries, with_items

# Go templates, and the workflow engines that borrowed their braces.
_PLACEHOLDER = re.compile(r"(\{\{[^{}]*\}\})")


def settled(value: Map) -> Map:
    """Nulls are absent, as the API server has it; a string with `{{ }}` is known only outside of the braces. What has
    neither stays the same object."""
    return with_entries(value, {key: _settled(entry) for key, entry in value.entries.items() if not _null(entry)})


def _settled(value: Value) -> Value:
    match value:
        case Scalar(data=str(text)) if "{{" in text:
            return _filled_in(text, value)
        case Map(rest=Unknown(), origin=origin) if origin.span.text.startswith("{{"):
            # To YAML an unquoted placeholder is a mapping with a mapping for its key.
            return Unknown(Why.VARIABLE, origin, origin.span.text)
        case Map():
            return settled(value)
        case Seq(items=items):
            return with_items(value, tuple(map(_settled, items)))
    return value


def _null(value: Value) -> bool:
    return isinstance(value, Scalar) and value.data is None


def _filled_in(text: str, value: Scalar) -> Value:
    pieces = [piece for piece in _PLACEHOLDER.split(text) if piece]
    parts = tuple(
        Unknown(Why.VARIABLE, value.origin, piece)
        if piece.startswith("{{") and piece.endswith("}}")
        else Scalar(piece, value.origin)
        for piece in pieces
    )
    first = next((part for part in parts if isinstance(part, Unknown)), None)
    if first is None:
        return value
    return replace(first, parts=parts if len(parts) > 1 else ())
