"""The files of a commit, read from git's objects. Nothing is checked out."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import IO

from yourside.config import UsageError
from yourside.coverage import State
from yourside.sources.git import Repository
from yourside.sources.storage import DISK, Child
from yourside.sources.text import LIMIT, Refusal

MAX_FILES = 1_000_000
MAX_LINKS = 40
_DIRECTORY, _SUBMODULE = 0o040000, 0o160000  # modes of git


@dataclass(frozen=True, slots=True)
class Node:
    """`mode` is git's, `object` the name of what it holds. A directory holds its `nodes`."""

    path: str
    mode: int
    object: str = ""
    size: int = 0
    nodes: dict[str, Node] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def on_disk(self) -> bool:
        return self.mode == _SUBMODULE

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return S_ISDIR(self.mode) or self.on_disk

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return S_ISREG(self.mode)

    def is_symlink(self) -> bool:
        return S_ISLNK(self.mode)


_OUTSIDE = Node("", _SUBMODULE)


@dataclass(frozen=True, slots=True)
class Commit:
    """Storage of one commit, at the paths of the working tree. A submodule is taken as it stands on disk: what changes
    in it is for its own repository to judge. So is `.git`, and all that is outside of the repository."""

    top: Node
    objects: Objects

    def children(self, directory: Path) -> Iterable[Child]:
        real, node = self._at(directory)
        if node and node.on_disk:
            return DISK.children(real)
        if not (node and node.is_dir()):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(directory))
        return node.nodes.values()

    def read(self, path: Path) -> bytes | Refusal:
        real, node = self._at(path)
        if node and node.on_disk:
            return DISK.read(real)
        return self.objects.read(node) if node and node.is_file() else Refusal(State.SKIPPED, "not a regular file")

    def real(self, path: Path) -> Path:
        """A link that leads round in circles is not followed."""
        absolute = Path.cwd() / path
        if not absolute.is_relative_to(self.top.path):
            absolute = DISK.real(absolute)
        if not absolute.is_relative_to(self.top.path):
            return absolute
        here, left, links = Path(self.top.path), list(self._steps(absolute)), 0
        while left:
            step = left.pop(0)
            here = here.parent if step == ".." else here / step
            node = self._node(here)
            if node and node.is_symlink() and links < MAX_LINKS:
                links += 1
                left = [*self._target(node), *left]
                here = here.parent
        node = self._node(here)
        return DISK.real(here) if node and node.on_disk else here

    def stands(self, path: Path) -> bool:
        real, node = self._at(path)
        return DISK.stands(real) if node and node.on_disk else bool(node and not node.is_symlink())

    def is_dir(self, path: Path) -> bool:
        real, node = self._at(path)
        return DISK.is_dir(real) if node and node.on_disk else bool(node and node.is_dir())

    def _at(self, path: Path) -> tuple[Path, Node | None]:
        real = self.real(path)
        return real, self._node(real)

    def _node(self, real: Path) -> Node | None:
        """The submodule for all that is in it."""
        if not real.is_relative_to(self.top.path):
            return _OUTSIDE
        node: Node | None = self.top
        for step in self._steps(real):
            if node is None or node.on_disk:
                break
            node = node.nodes.get(step)
        return node

    def _steps(self, path: Path) -> tuple[str, ...]:
        return path.relative_to(self.top.path).parts

    def _target(self, link: Node) -> tuple[str, ...]:
        text = self.objects.read(link)
        return Path(os.fsdecode(text)).parts if isinstance(text, bytes) else (link.name,)


@dataclass(frozen=True, slots=True)
class Objects:
    """A conversation with `git cat-file --batch`."""

    questions: IO[bytes]
    answers: IO[bytes]

    def read(self, node: Node) -> bytes | Refusal:
        if node.size > LIMIT:
            return Refusal(State.SKIPPED, f"larger than {LIMIT // 1024 // 1024} MB")
        try:
            self.questions.write(f"{node.object}\n".encode())
            self.questions.flush()
            said = self.answers.readline().split()
        except OSError:
            said = []
        if said[1:] == [b"missing"]:
            return Refusal(State.UNREADABLE, "cannot be read: git has not fetched it", "source-unreadable")
        content = self.answers.read(node.size + 1)[:-1]
        if len(said) != 3 or len(content) != node.size:
            raise UsageError(("git stopped answering while the files of a commit were read",))
        return content


@contextmanager
def commit(repository: Repository, name: str) -> Iterator[Commit]:
    """`name` is the full name of a commit; raises UsageError."""
    top = _tree(repository, name)
    with repository.conversation("cat-file", "--batch") as (questions, answers):
        yield Commit(top, Objects(questions, answers))


def _tree(repository: Repository, name: str) -> Node:
    root = str(repository.root)
    top = Node(root, _DIRECTORY, nodes={".git": Node(f"{root}/.git", _SUBMODULE)})
    listed = repository.told("ls-tree", "-r", "-z", "--long", "--full-tree", name).names
    if len(listed) > MAX_FILES:
        raise UsageError((f"{name} has more than {MAX_FILES} files",))
    for line in listed:
        said, _, path = line.partition("\t")
        mode, _, object_, size = said.split()
        *directories, last = path.split("/")
        node = top
        for step in directories:
            node = node.nodes.setdefault(step, Node(f"{node.path}/{step}", _DIRECTORY))
        node.nodes[last] = Node(f"{node.path}/{last}", int(mode, 8), object_, int(size) if size.isdecimal() else 0)
    return top
