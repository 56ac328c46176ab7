"""JSON through tree-sitter, with a span on every key and value."""

from yourside.syntax.json.parse import parse

__all__ = ["parse"]
