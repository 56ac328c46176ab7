"""YAML inside of a YAML string, with its places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yourside.frontends.documents import parse
from yourside.frontends.kubernetes.kustomize.trees import text
from yourside.spans import Origin, SourceFile, Span
from yourside.syntax.document import DocumentFile
from yourside.values import Map, Scalar, Seq, Value

Place = Callable[[Origin], Origin]


def embedded(value: Scalar) -> tuple[DocumentFile, Place]:
    """The documents of a text, and where what stands in them stands in the file around it.

    The lines of a block scalar are those of the file. In any other string all of it stands where the string does.
    """
    span = value.origin.span
    head, _, block = span.text.partition("\n")
    if not head.startswith("|"):
        return parse(SourceFile(span.file.path, text(value)), {}), lambda _: value.origin
    start = span.start + len(head) + 1

    def there(inner: Span) -> Span:
        return Span(span.file, start + inner.start, start + inner.end)

    def placed(inner: Origin) -> Origin:
        return Origin(there(inner.span), there(inner.name) if inner.name else None)

    return parse(SourceFile(span.file.path, block), {}), placed


def rewritten(value: Value, placed: Place) -> Value:
    """The same tree with other places."""
    origin = placed(value.origin)
    match value:
        case Map(entries=entries):
            inner = {key: rewritten(entry, placed) for key, entry in entries.items()}
            return replace(value, entries=inner, origin=origin)
        case Seq(items=items):
            return replace(value, items=tuple(rewritten(item, placed) for item in items), origin=origin)
    return replace(value, origin=origin)
