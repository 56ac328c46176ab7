"""A change that is about to be committed or pushed, as a hook is asked about it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yourside.config import Excluded
from yourside.sources.discovery import Discovery, gather, shown, without
from yourside.sources.history import changed, repository_of, tracked
from yourside.sources.index import Index
from yourside.sources.sniff import readable
from yourside.sources.storage import DISK
from yourside.sources.units import units
from yourside.sources.walk import OUTSIDE, Entry, display


@dataclass(frozen=True, slots=True)
class Change:
    """`files` are those of the change, `own` those that this run is to report on, both as people are shown them."""

    root: Path
    files: frozenset[str]
    own: frozenset[str]
    found: Discovery

    def touched(self, paths: Iterable[str]) -> bool:
        """Whether this run reports what stands at `paths`, the most telling first: of several runs that share a
        change only one does."""
        first = next((path for path in paths if path in self.files), None)
        return first in self.own


def change(arguments: Sequence[Path], excluded: Excluded | None = None) -> Change:
    """What git says is staged or pushed, and what the units are made of that it belongs to; raises UsageError.

    Hooks are started several times when there are many files, each with some of them as its arguments. Files that git
    does not count as changed were named by somebody: then they are the change.
    """
    repository = repository_of((Path(),))
    told = frozenset(changed(repository))
    named = frozenset(_name(path, repository.root) for path in arguments)
    whole = told if named.issubset(told) else named
    # What no hook is started for, such as a template of a text, is every run's.
    own = {name for name in whole if name in named or not (named and readable(name.rpartition("/")[2]))}
    index = Index.of(repository.root, tracked(repository))
    entries = [_entry(name, repository.root) for name in sorted(units(own, index))]
    found = gather(without(entries, excluded))
    return Change(repository.root, _shown(whole, repository.root), _shown(own, repository.root), found)


def _name(path: Path, root: Path) -> str:
    return Path(os.path.relpath(Path.cwd() / path, root)).as_posix()


def _entry(name: str, root: Path) -> Entry:
    real = DISK.real(root / name)
    return Entry(real, display(shown(root / name)), None if real.is_relative_to(root) else OUTSIDE)


def _shown(names: Iterable[str], root: Path) -> frozenset[str]:
    return frozenset(display(shown(root / name)) for name in names)
