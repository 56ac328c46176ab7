"""From a configuration file to what the flags of a command would say."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from yourside.config import Accepted, Excluded, UsageError
from yourside.configuration.check import PATHS, keys, problems
from yourside.configuration.document import Document, read_document
from yourside.configuration.model import Configuration

# Of the keys that flags have as well, those that go by another name there.
RENAMED = {"rules": "rule_dirs"}
# Those that no flag has.
ALONE = ("exclude", "severity", "per-path-ignores", "accept")


def read(path: Path) -> Configuration:
    """Raises UsageError with all that is wrong with the file."""
    document = read_document(Path(os.path.realpath(path.parent)) / path.name)
    if found := problems(document):
        raise UsageError(found)
    alone = {key: value for key, value in document.data.items() if key in ALONE}
    return Configuration(_flags(document), _options(document), alone, _places(document))


def flags() -> Mapping[str, str]:
    """Names of parameters -> the keys that set them."""
    return {_parameter(key): key for key in keys() if key not in (*ALONE, "$schema")}


def _parameter(key: str) -> str:
    return RENAMED.get(key, key.replace("-", "_"))


def _flags(document: Document) -> Mapping[str, Any]:
    flags = {key: value for key, value in document.data.items() if key not in (*ALONE, "$schema")}
    flags |= {key: _below(document, flags[key]) for key in PATHS if key in flags}
    if "variables" in flags:
        flags["variables"] = [f"{name}={_text(value)}" for name, value in flags["variables"].items()]
    return {_parameter(key): value for key, value in flags.items()}


def _below(document: Document, written: str | list[str]) -> str | list[str]:
    if isinstance(written, str):
        return os.path.relpath(document.directory / written)
    return [os.path.relpath(document.directory / text) for text in written]


def _text(value: object) -> str:
    """As it would be written in a flag: JSON is also an expression of Terraform's."""
    return value if isinstance(value, str) else json.dumps(value)


def _options(document: Document) -> Mapping[str, Any]:
    data = document.data
    globs = tuple(data.get("exclude", ()))
    return {
        "exclude": Excluded(Path(os.path.realpath(document.directory)), globs) if globs else None,
        "severities": tuple(data.get("severity", {}).items()),
        "accepted": (*_standing(document), *_accepted(document)),
    }


def _standing(document: Document) -> Iterator[Accepted]:
    base = os.path.relpath(document.directory)
    for glob, rules in document.data.get("per-path-ignores", {}).items():
        at = document.span(("per-path-ignores", glob), key=True)
        yield Accepted(tuple(rules), at, paths=(glob,), base=base, standing=True)


def _accepted(document: Document) -> Iterator[Accepted]:
    for number, entry in enumerate(document.data.get("accept", ())):
        yield Accepted(
            rules=_several(entry["rule"]),
            at=document.span(("accept", number, "rule")),
            reason=entry.get("reason", ""),
            until=date.fromisoformat(entry["until"]) if "until" in entry else None,
            address=entry.get("address", "*"),
            paths=_several(entry.get("path", ())),
            base=os.path.relpath(document.directory),
            where=tuple((name, _text(value)) for name, value in entry.get("where", {}).items()),
        )


def _several(written: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)


def _places(document: Document) -> Mapping[str, str]:
    return {key: document.located(document.span((key,), key=True), "").removesuffix(": ") for key in document.data}
