"""A file's documents, each read for itself where one of them is broken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from yaml import MarkedYAMLError
from yaml.events import DocumentStartEvent
from yaml.reader import ReaderError

from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.diagnostics import bounded
from yourside.syntax.document import Document, DocumentFile
from yourside.syntax.limits import MAX_DEPTH
from yourside.syntax.yaml.anchors import TooDeepError
from yourside.syntax.yaml.comments import read_comments
from yourside.syntax.yaml.compose import Composer
from yourside.syntax.yaml.marks import Marks
from yourside.syntax.yaml.salvage import cuts, opened, own
from yourside.values import Map, Seq, Value

if TYPE_CHECKING:
    from yaml import CSafeLoader

_SEPARATOR = re.compile(r"^---(?=\s|\Z)", re.MULTILINE)
_NO_TAGS: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class _Stream:
    """What has been read so far."""

    source: SourceFile
    tags: Mapping[str, str]
    documents: list[Document] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    hashes: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Broken:
    start: int
    problem: Diagnostic


def parse(source: SourceFile, tags: Mapping[str, str] = _NO_TAGS) -> DocumentFile:
    """The documents of a stream. A node with a tag of `tags` becomes a Map of the name it stands for."""
    text = source.text
    stream = _Stream(source, tags)
    # libyaml does not count byte-order marks.
    start = len(text) - len(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))
    broken = _read(stream, start, len(text))
    if broken:
        separators = (match.start() for match in _SEPARATOR.finditer(text, broken.start + 1))
        for first, last in pairwise((broken.start, *separators, len(text))):
            _read_alone(stream, first, last)
    return DocumentFile(
        source,
        tuple(stream.documents),
        read_comments(source, stream.hashes),
        bounded(stream.diagnostics),
        tuple(stream.unread),
    )


def _read_alone(stream: _Stream, first: int, last: int) -> None:
    if broken := _read(stream, first, own(stream.source.text, first, last)):
        stream.diagnostics.append(broken.problem)
        stream.unread.append(Span(stream.source, _read_before(stream, broken, last), last))


def _read_before(stream: _Stream, broken: _Broken, last: int) -> int:
    """Add what stands before the entry that is broken; the place where reading ended. Placeholders of a template
    (`{{`) break a document everywhere: nothing is to be had of it."""
    text = stream.source.text
    if "{{" in text[broken.start : last]:
        return broken.start
    for cut in cuts(text, broken.start, min(broken.problem.origin.span.start, last - 1)):
        trial = _Stream(stream.source, stream.tags)
        if _read(trial, broken.start, cut) is None and any(
            isinstance(each.value, Map | Seq) for each in trial.documents
        ):
            read = Span(stream.source, broken.start, cut)
            stream.documents += (Document(opened(each.value, cut), read, whole=False) for each in trial.documents)
            stream.diagnostics += trial.diagnostics
            stream.hashes += trial.hashes
            return cut
    return broken.start


def _read(stream: _Stream, first: int, last: int) -> _Broken | None:
    """Add the documents between two characters, up to one that is broken."""
    text = stream.source.text[first:last]
    marks = Marks(stream.source, first)
    start = first
    loader = _loader(text)
    try:
        while event := loader.get_event():
            if isinstance(event, DocumentStartEvent):
                start = marks.begin(event)
                composer = Composer(loader.get_event, marks, stream.tags)
                value = composer.read(composer.next())
                start = _add(stream, composer, value, Span(stream.source, start, marks.end(composer.next())))
    except TooDeepError:
        message = f"nested more than {MAX_DEPTH} levels deep; not read"
        return _Broken(start, _problem(stream, "yaml-depth", message, start))
    except ReaderError as error:
        place = len(text.encode()[: error.position].decode(errors="ignore"))
        return _Broken(start, _problem(stream, "yaml-syntax", str(error.reason), first + place))
    except MarkedYAMLError as error:
        return _Broken(start, _problem(stream, "yaml-syntax", *_explain(error, marks)))
    finally:
        loader.dispose()
    return None


def _add(stream: _Stream, composer: Composer, value: Value, span: Span) -> int:
    """The place where the next document may begin."""
    stream.documents.append(Document(value, span))
    stream.diagnostics += composer.diagnostics
    stream.hashes += composer.hashes
    return span.end


def _explain(error: MarkedYAMLError, marks: Marks) -> tuple[str, int]:
    """What libyaml says and where it was. What is never closed is reported where it was opened."""
    unclosed = error.problem == "found unexpected end of stream"
    mark = error.context_mark if unclosed and error.context_mark else error.problem_mark
    place = marks.start + (mark.index if mark else 0)
    if marks.source.text.startswith("\t", place):
        return "a tab cannot indent YAML", place
    return ", ".join(text for text in (error.context, error.problem) if text), place


def _problem(stream: _Stream, code: str, message: str, place: int) -> Diagnostic:
    return Diagnostic(code, message, Level.ERROR, Origin(Span(stream.source, place, place)))


def _loader(text: str) -> CSafeLoader:
    """Raises ImportError when PyYAML comes without libyaml: the pure reader would be a hundred times slower."""
    try:
        from yaml import CSafeLoader
    except ImportError as error:
        raise ImportError("PyYAML was built without libyaml; install one of its wheels") from error
    return CSafeLoader(text.encode("utf-8", "replace"))
