from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pytest

from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource, Reading
from yourside.frontends.terraform import read
from yourside.spans import SourceFile
from yourside.values import Value

Read = Callable[..., Reading]
Only = Callable[..., NativeResource]
Attribute = Callable[..., Value]


@dataclass(frozen=True)
class Shelf:
    """A tree of these files and no others."""

    held: Mapping[str, SourceFile]

    def read(self, path: str) -> SourceFile | None:
        return self.held.get(posixpath.normpath(path))

    def data(self, path: str) -> bytes | None:
        found = self.read(path)
        return found.text.encode() if found else None

    def files(self, directory: str) -> Sequence[str]:
        return [path for path in sorted(self.held) if (posixpath.dirname(path) or ".") == posixpath.normpath(directory)]

    def directories(self, directory: str) -> Sequence[str]:
        whole = posixpath.normpath(directory)
        above = {str(parent) for path in self.held for parent in PurePosixPath(path).parents} - {"."}
        return sorted(path for path in above if (posixpath.dirname(path) or ".") == whole)


@pytest.fixture
def reading() -> Read:
    """Reads the text of main.tf, and of other files by their paths. Files `beside` are those that only the tree has;
    the rest is as in `Inputs`."""

    def read_text(
        text: str,
        others: Mapping[str, str] | None = None,
        var_files: Mapping[str, str] | None = None,
        *,
        beside: Mapping[str, str] | None = None,
        variables: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        vendored: tuple[str, ...] = (),
    ) -> Reading:
        files = _sources({"main.tf": text, **(others or {})})
        held = {file.path: file for file in (*files, *_sources(beside or {}))}
        named = tuple(_sources(var_files or {}))
        return read(files, Inputs(named, variables or {}, environment or {}, vendored=vendored, tree=Shelf(held)))

    return read_text


@pytest.fixture
def attribute(reading: Read) -> Attribute:
    """The value of `a` in a resource that has nothing else, in a configuration that may hold more."""

    def evaluate(expression: str, around: str = "", others: Mapping[str, str] | None = None, **more: object) -> Value:
        read = reading(f'{around}\nresource "test_thing" "it" {{\n  a = {expression}\n}}\n', others, **more)
        return next(found for found in read.resources if found.address == "test_thing.it").body.entries["a"]

    return evaluate


def _sources(files: Mapping[str, str]) -> list[SourceFile]:
    return [SourceFile(path, text) for path, text in files.items()]
