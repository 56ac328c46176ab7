"""Places as editors count them: lines from 0, columns in the units that the client asked for, files by URI."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol.types import Location, Position, Range
from pygls.uris import to_fs_path

from yourside.spans import SourceFile, Span


def path_of(uri: str) -> Path | None:
    """The real path of a document; None when it is in no file."""
    path = to_fs_path(uri)
    try:
        return Path(os.path.realpath(path)) if path else None
    except ValueError:
        return None


def real(file: SourceFile) -> Path:
    return Path(os.path.realpath(Path.cwd() / file.path))


@dataclass(frozen=True, slots=True)
class Places:
    """`units` counts those of a text; `uris` are what the client calls the documents that it has open."""

    units: Callable[[str], int]
    uris: Mapping[Path, str] = field(default_factory=dict)

    def uri(self, path: Path) -> str:
        return self.uris.get(path) or path.as_uri()

    def location(self, span: Span) -> Location:
        return Location(self.uri(real(span.file)), self.range(span))

    def range(self, span: Span) -> Range:
        return Range(self._position(span.file, span.start), self._position(span.file, span.end))

    def _position(self, file: SourceFile, offset: int) -> Position:
        line, column = file.line_col(offset)
        return Position(line - 1, self.units(file.text[offset - column + 1 : offset]))

    def offset(self, file: SourceFile, position: Position) -> int:
        line, passed = file.line(position.line + 1), 0
        for column, char in enumerate(line):
            if passed >= position.character:
                return file.offset(position.line + 1, column + 1)
            passed += self.units(char)
        return file.offset(position.line + 1, len(line) + 1)

    def span(self, file: SourceFile, wanted: Range) -> Span:
        return Span(file, self.offset(file, wanted.start), self.offset(file, wanted.end))
