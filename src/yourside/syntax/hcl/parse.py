"""Text to the typed tree: files, and the template language alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yourside.spans import Diagnostic, Level, SourceFile, Span
from yourside.syntax.concrete import Reader, encode, read_comments, reader_of, substance, without_marker
from yourside.syntax.diagnostics import bounded
from yourside.syntax.hcl.bodies import read_body
from yourside.syntax.hcl.expressions import read_expression
from yourside.syntax.hcl.grammar import grow, is_clean
from yourside.syntax.hcl.masks import escaped_quotes, mask
from yourside.syntax.hcl.recover import recover_body
from yourside.syntax.hcl.rubble import scan_rubble
from yourside.syntax.hcl.templates import read_bare_template
from yourside.syntax.hcl.tree import Bad, Comment, Expr, HclFile, Literal

if TYPE_CHECKING:
    from tree_sitter import Node


def parse(source: SourceFile) -> HclFile:
    """The file as far as it can be read; what cannot is left out, or is Bad, and has a diagnostic."""
    reader = reader_of(source, source.text)
    root = grow(reader.data)
    if is_clean(root):
        return _read(source, reader, root)
    masked = mask(source.text)
    root = grow(encode(masked))
    for start, end in escaped_quotes(source.text):
        message = "quotes inside of an interpolation take no backslash"
        reader.report("hcl-syntax", message, Span(source, start, end), Level.WARNING)
    return _read(source, reader, root) if is_clean(root) else _recover(source, masked, reader.diagnostics)


def _read(source: SourceFile, reader: Reader, root: Node) -> HclFile:
    body = next(iter(substance(root)), None)
    tree = read_body(reader, body, Span(source, 0, len(source.text)), 0)
    comments = [Comment(text, span) for text, span in read_comments(reader, root)]
    return HclFile(source, tree, tuple(comments), bounded(reader.diagnostics))


def _recover(source: SourceFile, masked: str, diagnostics: list[Diagnostic]) -> HclFile:
    rubble = scan_rubble(source, masked, diagnostics)
    body = recover_body(rubble, 0, len(rubble.words), Span(source, 0, len(source.text)), 0)
    comments = [
        Comment(without_marker(source.text[word.start : word.end]), Span(source, word.start, word.end))
        for word in rubble.words
        if word.kind == "comment"
    ]
    return HclFile(source, body, tuple(comments), bounded(diagnostics))


def parse_template(text: str, span: Span) -> tuple[Expr, tuple[Diagnostic, ...]]:
    """A template outside of an HCL file, such as a string of a .tf.json file. Everything in it gets `span`."""
    if "${" not in text and "%{" not in text:
        return Literal(text, span), ()
    # The grammar knows no template alone, but a heredoc whose marker is not in the text is nothing else.
    marker = "T" + "_" * (1 + max(map(len, re.findall("_+", text)), default=0))
    opening, closing = f"x=<<{marker}\n", f"\n{marker}"
    reader = Reader(encode(opening + text + closing), lambda _start, _end: span, [])
    root = grow(encode(opening + mask(text) + closing))
    template = root.descendant_for_byte_range(len("x="), len(opening))
    if root.has_error or template is None or template.type != "heredoc_template":
        reader.report("hcl-syntax", "this template cannot be read", span)
        return Bad(span), tuple(reader.diagnostics)
    return read_bare_template(reader, template, read_expression, 0), tuple(reader.diagnostics)
