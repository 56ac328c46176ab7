"""From the paths of a command line to source files by dialect."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from yourside.config import UsageError
from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.sources.sniff import Kind, readable, sniff
from yourside.sources.text import Refusal, read_text
from yourside.sources.walk import Entry, display, stands, walk
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Discovery:
    """`files` are to be read by their dialect's frontend, which puts them on the ledger; every other file that could
    have been meant has its line in `ledger`. `missing` are the paths where nothing is."""

    files: Mapping[Dialect, tuple[SourceFile, ...]]
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()


def discover(paths: Sequence[Path]) -> Discovery:
    """Files named in `paths` are always taken, those of directories when git does not ignore them; each once."""
    missing = tuple(str(path) for path in paths if not stands(path))
    gathering = _Gathering()
    for entry in _unique(entry for path in paths if stands(path) for entry in _entries(path)):
        gathering.take(entry)
    return Discovery(
        {dialect: tuple(files) for dialect, files in gathering.files.items()},
        Ledger(tuple(gathering.lines), dict(gathering.counts)),
        tuple(gathering.diagnostics),
        missing,
    )


def read_source(path: Path) -> SourceFile:
    """A file that a flag names; raises UsageError when it is not text."""
    text = read_text(path)
    if isinstance(text, Refusal):
        raise UsageError((f"{path}: {text.reason}",))
    return SourceFile(display(_shown(path)), text)


@dataclass(frozen=True, slots=True)
class _Gathering:
    files: dict[Dialect, list[SourceFile]] = field(default_factory=dict)
    lines: list[FileCoverage] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        if entry.left_out:
            self._refuse(entry.shown, entry.left_out)
        elif entry.passed_by:
            self.counts[entry.passed_by] += 1
        elif not (readable(entry.path.name) or entry.named):
            self.counts["other files"] += 1
        else:
            self._read(entry)

    def _read(self, entry: Entry) -> None:
        text = read_text(entry.path)
        if isinstance(text, Refusal):
            self._refuse(entry.shown, text)
            return
        kind = _kind(entry.path, text)
        if kind.dialect is Dialect.PLAN and not entry.named and any(entry.path.parent.glob("*.tf")):
            kind = Kind(Dialect.PLAN, "a plan or state beside its sources: give its path, or name it with --plan")
        if entry.path.name == "Chart.yaml":
            self.counts["charts"] += 1
        if kind.dialect and not kind.skipped:
            self.files.setdefault(kind.dialect, []).append(SourceFile(entry.shown, text))
        else:
            self.lines.append(FileCoverage(entry.shown, kind.dialect, State.SKIPPED, (kind.skipped,)))

    def _refuse(self, shown: str, refusal: Refusal) -> None:
        self.lines.append(FileCoverage(shown, None, refusal.state, (refusal.reason,)))
        if refusal.code:
            origin = Origin(Span(SourceFile(shown, ""), 0, 0))
            self.diagnostics.append(Diagnostic(refusal.code, refusal.reason, Level.ERROR, origin))


def _kind(path: Path, text: str) -> Kind:
    if _of_chart(path) or ("{{" in text and _in_chart(path)):
        return Kind(Dialect.KUBERNETES)
    return sniff(path.name, text)


def _of_chart(path: Path) -> bool:
    """Whether it says what a Helm chart is, and is filled in with."""
    beside = path.name == "requirements.yaml" or fnmatchcase(path.name, "values*.y*ml")
    return path.name == "Chart.yaml" or (beside and stands(path.with_name("Chart.yaml")))


def _in_chart(path: Path) -> bool:
    homes = (parent.parent for parent in path.parents if parent.name == "templates")
    return any(stands(home / "Chart.yaml") for home in homes)


def _entries(path: Path) -> Iterator[Entry]:
    if path.is_dir():
        yield from walk(path, _shown(path))
    else:
        yield Entry(Path(os.path.realpath(path)), display(_shown(path)), named=True)


def _unique(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[Path] = set()
    for entry in entries:
        if entry.path not in seen:
            seen.add(entry.path)
            yield entry


def _shown(path: Path) -> Path:
    """Relative to the current directory when inside it, else as given."""
    # Without following links: what the user typed is what the user reads.
    absolute = Path(os.path.normpath(Path.cwd() / path))
    return absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else path
