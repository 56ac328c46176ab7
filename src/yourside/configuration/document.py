"""A configuration file as plain data with places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from yourside.config import UsageError
from yourside.configuration.find import PYPROJECT, TABLE
from yourside.sources import read_source
from yourside.spans import Level, Origin, SourceFile, Span
from yourside.values import Map, Scalar, Seq, Value

Step = str | int

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Document:
    """`places` has the origin of everything in `data` by its path. `directory` is that of the file."""

    source: SourceFile
    directory: Path
    data: Mapping[str, Any]
    places: Mapping[tuple[Step, ...], Origin]

    def span(self, path: Iterable[Step], *, key: bool = False) -> Span:
        """Of what is written at a path, or of the nearest thing around; `key`: of the key that it is bound to."""
        steps = tuple(path)
        while steps and steps not in self.places:
            steps = steps[:-1]
        origin = self.places.get(steps) or Origin(Span(self.source, 0, 0))
        return origin.name if key and origin.name else origin.span

    def located(self, span: Span, message: str) -> str:
        line, column = self.source.line_col(span.start)
        return f"{self.source.path}:{line}:{column}: {message}"


def read_document(path: Path) -> Document:
    """Raises UsageError with the places of what is wrong with the syntax."""
    source = read_source(Path(os.path.relpath(path)))
    found = _toml(source) if path.suffix == ".toml" else _yaml(source)
    data, places = found
    if path.name == PYPROJECT:
        data = data[TABLE[0]][TABLE[1]]
        depth = len(TABLE)
        places = {steps[depth:]: origin for steps, origin in places.items() if steps[:depth] == TABLE}
    if not isinstance(data, dict):
        raise UsageError((f"{source.path}:1:1: a configuration is a mapping of keys to values",))
    return Document(source, path.parent, data, places)


Read = tuple[Any, Mapping[tuple[Step, ...], Origin]]


def _toml(source: SourceFile) -> Read:
    import tomllib

    from yourside.syntax.toml import places

    try:
        return _plain(tomllib.loads(source.text.replace("\r\n", "\n"))), places(source)
    except RecursionError:
        raise UsageError((f"{source.path}:1:1: nested too deeply",)) from None
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line, column = (found[1], found[2]) if found and found[1] else source.line_col(len(source.text))
        raise UsageError((f"{source.path}:{line}:{column}: {_PLACE.sub('', str(error))}",)) from None


def _plain(value: Any) -> Any:
    """Days as YAML has them: text."""
    match value:
        case dict():
            return {key: _plain(entry) for key, entry in value.items()}
        case list():
            return [_plain(item) for item in value]
        case date() | datetime() | time():
            return value.isoformat()
    return value


def _yaml(source: SourceFile) -> Read:
    from yourside.syntax import yaml

    file = yaml.parse(source)
    problems = [each for each in file.diagnostics if each.level is Level.ERROR]
    if problems:
        places = ((each.origin.span.start, each.message) for each in problems)
        told = ((source.line_col(start), message) for start, message in places)
        raise UsageError(tuple(f"{source.path}:{line}:{column}: {message}" for (line, column), message in told))
    match file.documents:
        case ():
            return {}, {}
        case (document,):
            return _data(document.value), dict(_origins(document.value, ()))
    raise UsageError((f"{source.path}:1:1: a configuration is one document",))


def _data(value: Value) -> Any:
    match value:
        case Map(entries=entries):
            return {key: _data(entry) for key, entry in entries.items()}
        case Seq(items=items):
            return [_data(item) for item in items]
        case Scalar(data=data):
            return data
    return None


def _origins(value: Value, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Origin]]:
    yield path, value.origin
    match value:
        case Map(entries=entries):
            for key, entry in entries.items():
                yield from _origins(entry, (*path, key))
        case Seq(items=items):
            for number, item in enumerate(items):
                yield from _origins(item, (*path, number))
