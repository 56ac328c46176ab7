"""Places as people and other tools count them: lines and columns from 1."""

from __future__ import annotations

from dataclasses import dataclass

from yourside.spans import Span


@dataclass(frozen=True, slots=True)
class Location:
    """Columns count characters; the end is exclusive."""

    path: str
    start_line: int
    start_column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.start_line}:{self.start_column}"


def locate(span: Span) -> Location:
    return Location(span.file.path, *span.file.line_col(span.start), *span.file.line_col(span.end))
