"""Where paths start for those who see the whole repository: code scanning, annotations, merge requests."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Root:
    """`top` is the root of the repository, `start` where the run was started, which is where its paths begin."""

    top: str = "."
    start: str = "."

    @staticmethod
    def around(start: Path) -> Root:
        """By the nearest `.git` (of a worktree, it is a file); where there is none, paths stay as they are."""
        tops = (each for each in (start, *start.parents) if (each / ".git").exists())
        return Root(next(tops, start).as_posix(), start.as_posix())

    def relative(self, path: str) -> str:
        return posixpath.relpath(posixpath.join(self.start, path), self.top)

    def contains(self, path: str) -> bool:
        return self.relative(path).partition("/")[0] != ".."
