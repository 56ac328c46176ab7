"""The grammar of HCL: text to tree-sitter's concrete tree."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from yourside.spans import Span
from yourside.syntax.concrete import Reader
from yourside.syntax.hcl.tree import Bad
from yourside.syntax.limits import MAX_DEPTH

if TYPE_CHECKING:
    from tree_sitter import Node, Parser


@cache
def _parser() -> Parser:
    import tree_sitter_hcl
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_hcl.language()))


def grow(data: bytes) -> Node:
    """The root of the concrete tree. A heredoc at the end of a file needs the line end that is added here."""
    return _parser().parse(data + b"\n").root_node


def is_clean(root: Node) -> bool:
    """Whether all of the text is understood. The grammar also takes an object for a file, and HCL does not."""
    return not root.has_error and all(child.type in ("body", "comment") for child in root.children)


def too_deep(reader: Reader, span: Span) -> Bad:
    reader.report("hcl-depth", f"nested more than {MAX_DEPTH} levels deep; not read", span)
    return Bad(span)
