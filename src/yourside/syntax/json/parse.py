"""A JSON text as a document."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yourside.spans import Level, SourceFile, Span
from yourside.syntax.concrete import Reader, read_comments, reader_of, substance
from yourside.syntax.diagnostics import bounded
from yourside.syntax.document import Comment, Document, DocumentFile
from yourside.syntax.json.problems import report_problem, report_problems
from yourside.syntax.json.values import read_value
from yourside.values import Value

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_SIGNED_EXPONENT = re.compile(rb"(?<=\d[eE])[+-](?=\d)")


@cache
def _parser() -> Parser:
    import tree_sitter_json
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_json.language()))


def parse(source: SourceFile, span: Span | None = None) -> DocumentFile:
    """The one value of the file, or of its part at `span`."""
    span = span or Span(source, 0, len(source.text))
    reader = reader_of(source, span.text, span.start)
    root = _grow(reader.data)
    value = _read_root(reader, root)
    comments = tuple([Comment(text, at) for text, at in read_comments(reader, root)])
    if comments and value:
        reader.report("json-comment", "JSON has no comments; read around", comments[0].span, Level.NOTE)
    documents = (Document(value, value.origin.span),) if value else ()
    return DocumentFile(source, documents, comments, bounded(reader.diagnostics), () if documents else (span,))


def read_text(reader: Reader) -> Value | None:
    """The one value of the reader's text, or None."""
    return _read_root(reader, _grow(reader.data))


def _grow(data: bytes) -> Node:
    root = _parser().parse(data).root_node
    if not root.has_error:
        return root
    # The grammar does not know the sign of an exponent; any digit in its place gives the same tree.
    return _parser().parse(_SIGNED_EXPONENT.sub(b"0", data)).root_node


def _read_root(reader: Reader, root: Node) -> Value | None:
    nodes = [root] if root.is_error else substance(root)
    if not nodes:
        reader.report("json-syntax", "expected a value", reader.span(root))
        return None
    first, *others = nodes
    if first.is_error and not reader.text_of(first).startswith(("{", "[")):
        report_problem(reader, first)
        return None
    report_problems(reader, root)
    if others and not root.has_error:
        reader.report("json-syntax", "expected the end of the text after its value", reader.span(others[0]))
    return read_value(reader, first)
