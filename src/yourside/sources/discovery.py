"""From the paths of a command line to source files by dialect."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from yourside.config import Excluded, UsageError
from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.sources.ignore import IgnoreFile, patterns
from yourside.sources.sniff import Kind, readable, sniff
from yourside.sources.storage import DISK, Storage
from yourside.sources.text import Refusal, text_of
from yourside.sources.walk import Entry, display, walk
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Discovery:
    """`files` are to be read by their dialect's frontend, which puts them on the ledger; every other file that could
    have been meant has its line in `ledger`. `missing` are the paths where nothing is."""

    files: Mapping[Dialect, tuple[SourceFile, ...]]
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()


def discover(paths: Sequence[Path], storage: Storage = DISK, excluded: Excluded | None = None) -> Discovery:
    """Files named in `paths` are always taken, those of directories when neither git ignores them nor they are
    excluded; each once."""
    there = [path for path in paths if storage.stands(path)]
    entries = _unique(entry for path in there for entry in _entries(path, storage))
    return gather(without(entries, excluded), storage, tuple(str(path) for path in paths if path not in there))


def gather(entries: Iterable[Entry], storage: Storage = DISK, missing: tuple[str, ...] = ()) -> Discovery:
    gathering = _Gathering(storage)
    for entry in entries:
        gathering.take(entry)
    return Discovery(
        {dialect: tuple(files) for dialect, files in gathering.files.items()},
        Ledger(tuple(gathering.lines), dict(gathering.counts)),
        tuple(gathering.diagnostics),
        missing,
    )


def read_source(path: Path, storage: Storage = DISK) -> SourceFile:
    """A file that a flag names; raises UsageError when it is not text."""
    text = text_of(storage.read(path))
    if isinstance(text, Refusal):
        raise UsageError((f"{path}: {text.reason}",))
    return SourceFile(display(shown(path)), text)


@dataclass(frozen=True, slots=True)
class _Gathering:
    storage: Storage
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
        text = text_of(self.storage.read(entry.path))
        if isinstance(text, Refusal):
            self._refuse(entry.shown, text)
            return
        kind = self._kind(entry.path, text)
        if kind.dialect is Dialect.PLAN and not entry.named and self._beside_sources(entry.path):
            kind = Kind(Dialect.PLAN, "a plan or state beside its sources: give its path, or name it with --plan")
        if entry.path.name == "Chart.yaml":
            self.counts["charts"] += 1
        if kind.dialect and not kind.skipped:
            self.files.setdefault(kind.dialect, []).append(SourceFile(entry.shown, text))
        else:
            self.lines.append(FileCoverage(entry.shown, kind.dialect, State.SKIPPED, (kind.skipped,)))

    def _kind(self, path: Path, text: str) -> Kind:
        if self._of_chart(path) or ("{{" in text and self._in_chart(path)):
            return Kind(Dialect.KUBERNETES)
        return sniff(path.name, text)

    def _of_chart(self, path: Path) -> bool:
        """Whether it says what a Helm chart is, and is filled in with."""
        beside = path.name == "requirements.yaml" or fnmatchcase(path.name, "values*.y*ml")
        return path.name == "Chart.yaml" or (beside and self.storage.stands(path.with_name("Chart.yaml")))

    def _in_chart(self, path: Path) -> bool:
        homes = (parent.parent for parent in path.parents if parent.name == "templates")
        return any(self.storage.stands(home / "Chart.yaml") for home in homes)

    def _beside_sources(self, path: Path) -> bool:
        return any(child.name.endswith(".tf") for child in self.storage.children(path.parent))

    def _refuse(self, shown: str, refusal: Refusal) -> None:
        self.lines.append(FileCoverage(shown, None, refusal.state, (refusal.reason,)))
        if refusal.code:
            origin = Origin(Span(SourceFile(shown, ""), 0, 0))
            self.diagnostics.append(Diagnostic(refusal.code, refusal.reason, Level.ERROR, origin))


def _entries(path: Path, storage: Storage) -> Iterator[Entry]:
    if storage.is_dir(path):
        yield from walk(path, shown(path), storage)
    else:
        yield Entry(storage.real(path), display(shown(path)), named=True)


def without(entries: Iterable[Entry], excluded: Excluded | None) -> Iterable[Entry]:
    """Only counted is what is excluded and was not named."""
    return _counted(entries, excluded) if excluded else entries


def _counted(entries: Iterable[Entry], excluded: Excluded) -> Iterator[Entry]:
    globs = IgnoreFile(excluded.base, patterns(excluded.globs))
    for entry in entries:
        below = entry.path.is_relative_to(excluded.base) and not (entry.named or entry.passed_by)
        yield replace(entry, passed_by="excluded files") if below and globs.verdict(entry.path, False) else entry


def _unique(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[Path] = set()
    for entry in entries:
        if entry.path not in seen:
            seen.add(entry.path)
            yield entry


def shown(path: Path) -> Path:
    """Relative to the current directory when inside it, else as given."""
    # Without following links: what the user typed is what the user reads.
    absolute = Path(os.path.normpath(Path.cwd() / path))
    return absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else path
