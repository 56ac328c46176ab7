"""The files that a run may read: those below its paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yourside.sources.storage import DISK, Child, Storage
from yourside.sources.text import text_of
from yourside.sources.walk import display
from yourside.spans import SourceFile


@dataclass(frozen=True, slots=True)
class SourceTree:
    """A file given by itself opens the directory that it is in. `known` are files that were read already."""

    roots: tuple[Path, ...]
    known: dict[str, SourceFile | None] = field(default_factory=dict)
    storage: Storage = DISK

    @staticmethod
    def of(paths: Sequence[Path], files: Sequence[SourceFile] = (), storage: Storage = DISK) -> SourceTree:
        directories = (path if storage.is_dir(path) else path.parent for path in paths)
        roots = tuple(storage.real(directory) for directory in directories)
        return SourceTree(roots, {os.path.normpath(file.path): file for file in files}, storage)

    def read(self, path: str) -> SourceFile | None:
        shown = os.path.normpath(path)
        if shown not in self.known:
            text = text_of(self.storage.read(Path(shown))) if self._holds(shown) else None
            self.known[shown] = SourceFile(display(Path(shown)), text) if isinstance(text, str) else None
        return self.known[shown]

    def data(self, path: str) -> bytes | None:
        found = self.storage.read(Path(path)) if self._holds(path) else None
        return found if isinstance(found, bytes) else None

    def files(self, directory: str) -> Sequence[str]:
        return self._listed(directory, self._is_file)

    def directories(self, directory: str) -> Sequence[str]:
        return self._listed(directory, lambda child: child.is_dir(follow_symlinks=False))

    def _listed(self, directory: str, wanted: Callable[[Child], bool]) -> Sequence[str]:
        shown = os.path.normpath(directory)
        if not self._holds(shown):
            return ()
        try:
            found = self.storage.children(Path(shown))
            return sorted(os.path.normpath(f"{shown}/{child.name}") for child in found if wanted(child))
        except OSError:
            return ()

    def _is_file(self, child: Child) -> bool:
        path = Path(child.path)
        if child.is_symlink():
            return self._holds(child.path) and self.storage.stands(path) and not self.storage.is_dir(path)
        return child.is_file(follow_symlinks=False)

    def _holds(self, path: str) -> bool:
        """By the real path: a link may lead out."""
        try:
            real = self.storage.real(Path(path))
        except ValueError:
            return False
        return any(real.is_relative_to(root) for root in self.roots)
