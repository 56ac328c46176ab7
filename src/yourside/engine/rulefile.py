"""One rule file: its plain data, and where each piece of it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.yaml import parse
from yourside.values import Map, Scalar, Seq, Value

CODE = "rule"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """`data` is what a YAML loader gives; `tree` the same with places."""

    source: SourceFile
    tree: Map
    data: Mapping[str, Any]

    def origin(self, path: Iterable[str | int]) -> Origin:
        """The place of the deepest value along `path` that is written."""
        value: Value = self.tree
        for step in path:
            match value:
                case Map(entries=entries) if step in entries:
                    value = entries[str(step)]
                case Seq(items=items) if isinstance(step, int) and step < len(items):
                    value = items[step]
                case _:
                    break
        return value.origin

    def problem(self, message: str, *path: str | int) -> Diagnostic:
        return Diagnostic(CODE, message, Level.ERROR, self.origin(path))

    def problem_in_text(self, message: str, key: str, line: int, column: int) -> Diagnostic:
        """A problem inside a text; line and column are 1-based within it."""
        origin = self.origin((key,))
        at = _offset(origin.span, line, column)
        return Diagnostic(CODE, message, Level.ERROR, Origin(Span(self.source, at, at + 1), origin.name))


def find_rule_files(directory: Path) -> Sequence[Path]:
    return sorted(path for path in directory.rglob("*.yaml") if path.is_file())


def read_rule_file(source: SourceFile) -> tuple[RuleFile | None, tuple[Diagnostic, ...]]:
    parsed = parse(source)
    match parsed.documents:
        case (document,) if isinstance(document.value, Map) and not parsed.unread:
            return RuleFile(source, document.value, _plain(document.value)), parsed.diagnostics
    at = Origin(Span(source, 0, 0))
    return None, parsed.diagnostics or (Diagnostic(CODE, "a rule file holds one mapping", Level.ERROR, at),)


def _plain(value: Value) -> Any:
    match value:
        case Map(entries=entries):
            return {key: _plain(entry) for key, entry in entries.items()}
        case Seq(items=items):
            return [_plain(item) for item in items]
        case Scalar(data=data):
            return data
    return None


def _offset(scalar: Span, line: int, column: int) -> int:
    """Where a place in a scalar's text stands in the file. A block scalar's lines follow its header, indented alike."""
    header, *lines = scalar.text.splitlines(keepends=True)
    if header[:1] not in "|>":
        return scalar.start + (header[:1] in "\"'") + column - 1
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    return scalar.start + len(header) + sum(map(len, lines[: line - 1])) + indent + column - 1
