"""Where the files of a run are kept: on disk, or in a commit. A path means the same in both."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from yourside.sources.text import Refusal, read_bytes


class Child(Protocol):
    """What a directory holds, as `os.scandir` tells it."""

    @property
    def name(self) -> str: ...

    @property
    def path(self) -> str: ...

    def is_dir(self, *, follow_symlinks: bool = True) -> bool: ...

    def is_file(self, *, follow_symlinks: bool = True) -> bool: ...

    def is_symlink(self) -> bool: ...


class Storage(Protocol):
    def children(self, directory: Path) -> Iterable[Child]:
        """In no order; raises OSError."""

    def read(self, path: Path) -> bytes | Refusal: ...

    def real(self, path: Path) -> Path:
        """Absolute and without links; raises ValueError."""

    def stands(self, path: Path) -> bool:
        """Whether there is something that may be looked at."""

    def is_dir(self, path: Path) -> bool: ...


class Disk:
    """The files as they stand now."""

    def children(self, directory: Path) -> Iterable[Child]:
        with os.scandir(directory) as found:
            return list(found)

    def read(self, path: Path) -> bytes | Refusal:
        return read_bytes(path)

    def real(self, path: Path) -> Path:
        return Path(os.path.realpath(path))

    def stands(self, path: Path) -> bool:
        try:
            path.stat()
        except (OSError, ValueError):
            return False
        return True

    def is_dir(self, path: Path) -> bool:
        return path.is_dir()


DISK = Disk()
