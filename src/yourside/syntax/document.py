"""What the YAML and JSON readers hand over."""

from __future__ import annotations

from dataclasses import dataclass

from yourside.spans import Diagnostic, SourceFile, Span
from yourside.values import Value


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a stream. `value` is a tree of Map, Seq and Scalar whose origins carry key and value spans.

    `whole` is false when it was read only up to an error: what follows is among the file's `unread`.
    """

    value: Value
    span: Span
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Comment:
    """Text without its marker, stripped."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """All that could be read of a file. `unread` are the spans of documents that could not be, each with its
    diagnostic."""

    source: SourceFile
    documents: tuple[Document, ...]
    comments: tuple[Comment, ...]
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Span, ...] = ()
