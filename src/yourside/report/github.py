"""Annotations of a GitHub workflow (docs.github.com: workflow commands)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yourside.findings.model import Outcome, Report, Severity
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.report.view import View
from yourside.spans import Level, Span

MOST = 10  # of a level; GitHub shows no more of a step
LEVELS: Mapping[Severity, str] = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}


@dataclass(frozen=True, slots=True)
class _Note:
    level: str
    title: str
    message: str
    span: Span


def render(report: Report, view: View) -> str:
    """The worst findings of each level, and how many more there are. A path is that from the root of the repository."""
    levels: dict[str, list[_Note]] = {"error": [], "warning": [], "notice": []}
    for note in _notes(report, view):
        levels[note.level].append(note)
    lines = [_command(note, view) for notes in levels.values() for note in notes[:MOST]]
    left = [f"{len(notes) - MOST} of level {level}" for level, notes in levels.items() if len(notes) > MOST]
    if left:
        lines.append(f"Yourside found more than GitHub annotates in one step: not shown are {', '.join(left)}.")
    return "".join(f"{line}\n" for line in lines)


def _notes(report: Report, view: View) -> Iterator[_Note]:
    for finding in sorted(view.shown(report), key=lambda each: -each.verdict.rule.severity):
        rule = finding.verdict.rule
        level = LEVELS[rule.severity] if finding.outcome is Outcome.FAIL else "notice"
        advice = f"\nfix: {finding.fix}" if finding.fix else ""
        yield _Note(level, f"{rule.id} ({rule.severity.word})", finding.message + advice, finding.place.span)
    for diagnostic in report.diagnostics:
        if diagnostic.level is Level.ERROR:
            yield _Note("error", diagnostic.code, diagnostic.message, diagnostic.origin.span)


def _command(note: _Note, view: View) -> str:
    where = locate(note.span)
    properties = {
        "file": view.root.relative(where.path),
        "line": str(where.start_line),
        "endLine": str(where.end_line),
        "title": note.title,
    }
    if where.start_line == where.end_line:  # GitHub takes columns of one line only
        properties |= {"col": str(where.start_column), "endColumn": str(where.end_column)}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{note.level} {told}::{_data(note.message.splitlines())}"


def _data(lines: Iterable[str]) -> str:
    return "%0A".join(visible(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
