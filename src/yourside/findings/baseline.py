"""The file of what is known, as `baseline.schema.json` describes it: sorted, a finding on each line, so that a review
shows what changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from yourside.config import UsageError
from yourside.findings.comparison import compare, remaining
from yourside.findings.matching import units
from yourside.findings.model import Identity, Known, Outcome, Report, Severity, World
from yourside.spans import SourceFile
from yourside.values import Map, Seq, Value

if TYPE_CHECKING:
    from jsonschema import ValidationError

VERSION = 1
MOST = 10  # problems told of one file
LONGEST = 200  # a problem is told after the value that has it


def write(known: Iterable[Known], directory: Path) -> str:
    """`directory` is where the file will be: its paths are relative to that."""
    placed = (_with_paths(each, lambda path: _relative(path, directory)) for each in known)
    entries = sorted(json.dumps(_entry(each)) for each in placed)
    listed = ",\n".join(f"  {entry}" for entry in entries)
    body = f"[\n{listed}\n ]" if entries else "[]"
    return f'{{\n "baseline_version": {VERSION},\n "findings": {body}\n}}\n'


def read(source: SourceFile) -> tuple[Known, ...]:
    """Paths are left as they are written. Raises UsageError with the place of every problem."""
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        told = f"this is not JSON: {getattr(error, 'msg', 'too deep')}"
        raise UsageError((f"{source.path}:{line}:{column}: {told}",)) from error
    if problems := tuple(_problems(data, source)):
        raise UsageError(problems)
    return tuple(map(_known, data["findings"]))


def against(report: Report, known: Iterable[Known], file: Path) -> Report:
    """The report with what is new since the baseline in `file` was written."""
    return compare(report, _as_shown(known, report, file.parent), file.as_posix(), _is_there)


def shrunk(report: Report, known: Iterable[Known], file: Path) -> tuple[Known, ...]:
    """What of the baseline in `file` is still to be found, or was not looked at; nothing is added."""
    return tuple(remaining(report, _as_shown(known, report, file.parent), _is_there))


def _as_shown(known: Iterable[Known], report: Report, directory: Path) -> list[Known]:
    """With paths as the run shows them."""
    shown = {_relative(path, directory): path for path in units(report.ledger)}
    return [_with_paths(each, lambda path: shown.get(path) or _relative(directory / path, Path())) for each in known]


def _is_there(path: str) -> bool:
    return Path(path).exists()


def _with_paths(known: Known, path: Callable[[str], str]) -> Known:
    identities = tuple(replace(each, unit=path(each.unit)) for each in known.identities)
    return replace(known, file=path(known.file), identities=identities)


def _relative(path: str | Path, directory: Path) -> str:
    return PurePath(os.path.relpath(path, directory)).as_posix()


def _entry(known: Known) -> Mapping[str, Any]:
    entry: dict[str, Any] = {
        "rule": known.rule,
        "file": known.file,
        "severity": known.severity.word,
        "verdict": known.outcome.value,
        "resources": sorted((_resource(each) for each in known.identities), key=json.dumps),
    }
    return entry | ({"worlds": [dict(world.labels) for world in known.worlds]} if known.worlds else {})


def _resource(identity: Identity) -> Mapping[str, str]:
    optional = {"part": identity.part, "instance": identity.instance}
    told = {name: text for name, text in optional.items() if text}
    return {"unit": identity.unit, "address": identity.address, "path": identity.path, **told}


def _known(entry: Mapping[str, Any]) -> Known:
    return Known(
        rule=entry["rule"],
        severity=Severity[entry["severity"].upper()],
        outcome=Outcome(entry["verdict"]),
        file=entry["file"],
        identities=tuple(Identity(**resource) for resource in entry["resources"]),
        worlds=tuple(World(tuple(labels.items())) for labels in entry.get("worlds", ())),
    )


def _problems(data: object, source: SourceFile) -> Iterator[str]:
    from jsonschema import Draft202012Validator

    schema = json.loads((Path(__file__).parent / "baseline.schema.json").read_bytes())
    for error in islice(Draft202012Validator(schema).iter_errors(data), MOST):
        line, column = source.line_col(_start(source, error))
        yield f"{source.path}:{line}:{column}: {error.message[-LONGEST:]}"


def _start(source: SourceFile, error: ValidationError) -> int:
    """Where the value is written that is wrong."""
    from yourside.syntax.json.parse import parse

    (document,) = parse(source).documents
    value: Value = document.value
    for step in error.absolute_path:
        match value:
            case Map(entries=entries):
                value = entries[str(step)]
            case Seq(items=items):
                value = items[int(step)]
    return value.origin.span.start
