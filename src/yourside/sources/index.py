"""The files that git knows, by their names: read only as far as it takes to see which of them belong together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from posixpath import basename, dirname, join, normpath

from yourside.sources.walk import TOOL_DIRECTORIES

WHOLE = 1024 * 1024
HEAD = 4096
# Thousands of files are opened. Opening a pipe does not wait for its writer. Windows has neither.
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True)
class Index:
    """`names` are paths from `root`, with slashes. `texts` hold instead of what stands on disk."""

    root: Path
    names: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(root: Path, names: Iterable[str], texts: Mapping[str, str] | None = None) -> Index:
        return Index(root, tuple(name for name in names if TOOL_DIRECTORIES.isdisjoint(name.split("/"))), texts or {})

    @cached_property
    def directories(self) -> Mapping[str, tuple[str, ...]]:
        """The names in each directory; that of the root is empty."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(dirname(name), []).append(name)
        return {directory: tuple(names) for directory, names in found.items()}

    @cached_property
    def every(self) -> frozenset[str]:
        return frozenset(self.names)

    def text(self, name: str, size: int = WHOLE) -> str:
        """What the file begins with; nothing when it cannot be read, or is a link."""
        if name in self.texts:
            return self.texts[name][:size]
        try:
            descriptor = os.open(f"{self.root}/{name}", _READING)
        except (OSError, ValueError):
            return ""
        try:
            return os.read(descriptor, size).decode("utf-8", "replace")
        except OSError:
            return ""
        finally:
            os.close(descriptor)

    def called(self, *names: str) -> Iterator[str]:
        return (name for name in self.names if basename(name) in names)

    def below(self, directory: str) -> Iterator[str]:
        return (name for name in self.names if not directory or name.startswith(f"{directory}/"))


def around(name: str) -> Iterator[str]:
    """Each directory around a file, the nearest first."""
    directory = dirname(name)
    while directory:
        yield directory
        directory = dirname(directory)
    yield ""


def leads(name: str, path: str) -> str:
    """Where a relative path leads that stands in the file `name`."""
    found = normpath(join(dirname(name), path))
    return "" if found == "." else found
