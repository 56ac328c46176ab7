"""YAML and JSON files as the document frontends take them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from yourside.coverage import Ledger
from yourside.frontends.native import Reading
from yourside.spans import Level, SourceFile
from yourside.syntax import json, yaml
from yourside.syntax.document import DocumentFile


def parse(source: SourceFile, tags: Mapping[str, str]) -> DocumentFile:
    """Told apart by the text: users put JSON into `.yaml` and `.template` files, and YAML into `.json` files."""
    start = source.text.lstrip()[:2]
    if not start.startswith("{") or start == "{{":
        return yaml.parse(source, tags)
    file = json.parse(source)
    if sound(file):
        return file
    flow = yaml.parse(source, tags)
    return flow if sound(flow) else file


def sound(file: DocumentFile) -> bool:
    return not any(problem.level is Level.ERROR for problem in file.diagnostics)


def gather(readings: Iterable[Reading]) -> Reading:
    """The sum of many readings, in one pass."""
    every = tuple(readings)
    counts: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for reading in every:
        counts.update(reading.ledger.counts)
        gaps.update(reading.ledger.gaps)
    return Reading(
        tuple(resource for reading in every for resource in reading.resources),
        tuple(problem for reading in every for problem in reading.diagnostics),
        Ledger(tuple(line for reading in every for line in reading.ledger.files), dict(counts), dict(gaps)),
    )
