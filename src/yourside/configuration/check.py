"""What is wrong with a configuration, all at once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yourside.configuration.document import Document, Step
from yourside.configuration.find import repository
from yourside.sources.ignore import usable
from yourside.spans import Span

if TYPE_CHECKING:
    from jsonschema import ValidationError

Problem = tuple[Span, str]

KINDS = {"string": "a text", "array": "a list", "object": "a table", "boolean": "true or false", "number": "a number"}
SCHEMA = Path(__file__).parent / "schema.json"
PATHS = ("paths", "rules", "var-files", "vendored-modules", "parameters", "values", "baseline")


def problems(document: Document) -> tuple[str, ...]:
    """Each with its place. What a key means is looked at when its form is right."""
    found = [*_form(document)] or [*_paths(document), *_globs(document), *_days(document)]
    return tuple(document.located(span, message) for span, message in sorted(found, key=lambda each: each[0].start))


def _form(document: Document) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(_schema()).iter_errors(document.data):
        path: tuple[Step, ...] = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for key in error.instance.keys() - error.schema["properties"].keys():
                message = f"there is no key {key!r}{_meant(key, error.schema['properties'])}"
                yield document.span((*path, key), key=True), message
        else:
            yield document.span(path), f"{_named(path)}{_explained(error)}"


def keys() -> tuple[str, ...]:
    """All that a file may say."""
    return tuple(_schema()["properties"])


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


def _explained(error: ValidationError) -> str:
    match error.validator, error.validator_value:
        case "enum", [*words]:
            return f"{error.instance!r} is not one of {', '.join(words)}"
        case "pattern", _:
            return f"{error.instance!r} is no day: YYYY-MM-DD"
        case "type", (str() | list()) as kinds:
            wanted = [kinds] if isinstance(kinds, str) else kinds
            return f"{json.dumps(error.instance)} is not {' or '.join(KINDS[kind] for kind in wanted)}"
    return error.message


def _named(path: tuple[Step, ...]) -> str:
    names = ".".join(step for step in path if isinstance(step, str))
    return f"{names}: " if names else ""


def _meant(key: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(key, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _paths(document: Document) -> Iterator[Problem]:
    """A stranger's file may not make a run read what is not in the repository."""
    root = repository(document.directory)
    for key in PATHS:
        written = document.data.get(key, ())
        for number, text in enumerate([written] if isinstance(written, str) else written):
            place, path = document.span((key, number)), document.directory / text
            if Path(text).is_absolute():
                yield place, f"{key}: {text!r} is not relative to this file"
            elif not _inside(path, root):
                yield place, f"{key}: {text!r} leaves the repository"
            elif key == "rules" and not all(_inside(rule, root) for rule in path.rglob("*.yaml")):
                yield place, f"{key}: {text!r} has links that leave the repository"


def _inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(root)


def _globs(document: Document) -> Iterator[Problem]:
    data = document.data
    globs: list[tuple[tuple[Step, ...], str]]
    globs = [(("exclude", number), text) for number, text in enumerate(data.get("exclude", ()))]
    globs += [(("per-path-ignores", text), text) for text in data.get("per-path-ignores", {})]
    for number, entry in enumerate(data.get("accept", ())):
        written = entry.get("path", ())
        globs += [(("accept", number, "path"), text) for text in ([written] if isinstance(written, str) else written)]
    for path, text in globs:
        if not usable(text):
            yield document.span(path), f"{text!r} is no glob, or has more wildcards than may be tried"


def _days(document: Document) -> Iterator[Problem]:
    for number, entry in enumerate(document.data.get("accept", ())):
        try:
            date.fromisoformat(entry.get("until", "2000-01-01"))
        except ValueError:
            yield document.span(("accept", number, "until")), f"{entry['until']!r} is no day: YYYY-MM-DD"
