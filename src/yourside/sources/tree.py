"""The files that a run may read: those below its paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yourside.sources.text import read_text
from yourside.sources.walk import display
from yourside.spans import SourceFile


@dataclass(frozen=True, slots=True)
class SourceTree:
    """A file given by itself opens the directory that it is in. `known` are files that were read already."""

    roots: tuple[Path, ...]
    known: dict[str, SourceFile | None] = field(default_factory=dict)

    @staticmethod
    def of(paths: Sequence[Path], files: Sequence[SourceFile] = ()) -> SourceTree:
        directories = (path if path.is_dir() else path.parent for path in paths)
        roots = tuple(Path(os.path.realpath(directory)) for directory in directories)
        return SourceTree(roots, {os.path.normpath(file.path): file for file in files})

    def read(self, path: str) -> SourceFile | None:
        shown = os.path.normpath(path)
        if shown not in self.known:
            text = read_text(Path(shown)) if self._holds(shown) else None
            self.known[shown] = SourceFile(display(Path(shown)), text) if isinstance(text, str) else None
        return self.known[shown]

    def files(self, directory: str) -> Sequence[str]:
        return self._listed(directory, os.DirEntry.is_file)

    def directories(self, directory: str) -> Sequence[str]:
        return self._listed(directory, lambda child: child.is_dir(follow_symlinks=False))

    def _listed(self, directory: str, wanted: Callable[[os.DirEntry[str]], bool]) -> Sequence[str]:
        shown = os.path.normpath(directory)
        if not self._holds(shown):
            return ()
        try:
            with os.scandir(shown) as found:
                return sorted(os.path.normpath(child.path) for child in found if wanted(child))
        except OSError:
            return ()

    def _holds(self, path: str) -> bool:
        """By the real path: a link may lead out."""
        try:
            real = Path(os.path.realpath(path))
        except ValueError:
            return False
        return any(real.is_relative_to(root) for root in self.roots)
