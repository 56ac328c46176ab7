"""`fileset` patterns: `*` and `?` in a name, `{a,b}`, and `**` for any directories."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatchcase

from yourside.frontends.inputs import Tree

# Directories that one pattern may look into.
_DIRECTORIES = 2000
_ALTERNATIVES = 64
_LENGTH = 1000


def matching(tree: Tree, directory: str, pattern: str) -> set[str] | None:
    """The files below `directory` that match, relative to it; None when there are too many places to look at."""
    if len(pattern) > _LENGTH:
        return None
    found: set[str] = set()
    pending = [(directory, tuple(posixpath.normpath(each).split("/"))) for each in _alternatives(pattern)]
    for _ in range(_DIRECTORIES):
        if not pending:
            return found
        here, steps = pending.pop()
        found.update(posixpath.relpath(each, directory) for each in _files(tree, here, steps))
        pending += _further(tree, here, steps)
    return None


def _files(tree: Tree, here: str, steps: tuple[str, ...]) -> Iterator[str]:
    name = "*" if steps == ("**",) else steps[-1]
    if len(steps) == 1 or (len(steps) == 2 and steps[0] == "**"):
        yield from (path for path in tree.files(here) if fnmatchcase(posixpath.basename(path), name))


def _further(tree: Tree, here: str, steps: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where else to look, and what for."""
    first, *rest = steps
    if first == "**":
        yield from ((path, steps) for path in tree.directories(here))
        if len(rest) > 1:
            yield here, tuple(rest)
    elif rest:
        inside = (path for path in tree.directories(here) if fnmatchcase(posixpath.basename(path), first))
        yield from ((path, tuple(rest)) for path in inside)


def _alternatives(pattern: str) -> list[str]:
    """`*.{json,yaml}` is two patterns."""
    pending, found = [pattern], list[str]()
    while pending and len(found) < _ALTERNATIVES:
        before, opening, rest = pending.pop().partition("{")
        inner, _, after = rest.partition("}")
        if opening:
            pending += [f"{before}{each}{after}" for each in inner.split(",")[:_ALTERNATIVES]]
        else:
            found.append(before)
    return found
