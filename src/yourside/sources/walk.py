"""Which files of a tree are candidates, in an order that is always the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yourside.coverage import State
from yourside.sources.ignore import IgnoreFile, ignore_files, ignored
from yourside.sources.storage import DISK, Child, Storage
from yourside.sources.text import Refusal, unreadable

# What tools put beside sources: fetched, built or cached, never written by the user. What is in `.terraform` is read
# where a module call leads there.
# fmt: off
TOOL_DIRECTORIES = frozenset(
    [
        ".git", ".hg", ".svn", ".terraform", ".terragrunt-cache", ".venv", ".tox", ".nox", ".aws-sam",
        ".serverless", ".pulumi", ".idea", ".vscode", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache",
        ".hypothesis", "__pycache__", "node_modules"
    ]
)
# fmt: on

OUTSIDE = Refusal(State.SKIPPED, "a link out of the given tree, not followed")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file by its real path, and by the path that people are shown.

    `left_out` says why it is not to be opened, `passed_by` under which heading it is only to be counted; with neither
    it is a candidate. `named`: the user asked for this very file.
    """

    path: Path
    shown: str
    left_out: Refusal | None = None
    passed_by: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Tree:
    root: Path
    shown: Path
    storage: Storage

    def entry(self, path: Path, left_out: Refusal | None = None, passed_by: str = "") -> Entry:
        return Entry(path, display(self.shown / path.relative_to(self.root)), left_out, passed_by)


def walk(root: Path, shown: Path, storage: Storage = DISK) -> Iterator[Entry]:
    """The files under `root` that git would not ignore; links are followed to files, and only inside `root`."""
    tree = _Tree(storage.real(root), shown, storage)
    waiting: list[tuple[Path, tuple[IgnoreFile, ...]]] = [(tree.root, ())]
    while waiting:
        directory, ignores = waiting.pop()
        try:
            ignores += ignore_files(directory, storage)
            children = sorted(storage.children(directory), key=lambda child: child.name)
        except OSError as error:
            yield tree.entry(directory, unreadable(error))
            continue
        directories: list[Path] = []
        for child in children:
            if child.is_dir(follow_symlinks=False) and not _passed_by(child, ignores):
                directories.append(Path(child.path))
            else:
                yield from _entries(tree, child, ignores)
        waiting += ((path, ignores) for path in reversed(directories))


def _entries(tree: _Tree, child: Child, ignores: tuple[IgnoreFile, ...]) -> Iterator[Entry]:
    path, passed_by = Path(child.path), _passed_by(child, ignores)
    if child.is_symlink() and not passed_by:
        yield from _linked(tree, path)
    else:
        yield tree.entry(path, passed_by=passed_by)


def _passed_by(child: Child, ignores: tuple[IgnoreFile, ...]) -> str:
    is_directory = child.is_dir(follow_symlinks=False)
    if is_directory and child.name in TOOL_DIRECTORIES:
        return "tool directories"
    if ignored(Path(child.path), is_directory, ignores):
        return "ignored directories" if is_directory else "ignored files"
    return ""


def _linked(tree: _Tree, link: Path) -> Iterator[Entry]:
    """The file a link leads to, at its real place; a directory inside the tree is walked where it really stands."""
    target = tree.storage.real(link)
    if not target.is_relative_to(tree.root):
        yield tree.entry(link, OUTSIDE)
    elif tree.storage.stands(target):
        if not tree.storage.is_dir(target):
            yield tree.entry(target)
    else:
        yield tree.entry(link, Refusal(State.SKIPPED, "a link to nothing that can be read"))


def display(path: Path) -> str:
    """A path for people and reports: what the file system could not decode becomes U+FFFD."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
