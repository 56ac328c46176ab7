"""The line of a user's own code that a stack trace leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from yourside.frontends.inputs import Tree
from yourside.spans import SourceFile, Span

# `new Shop (/app/lib/shop.ts:11:5)`, `at file:///app/shop.mjs:3:1`, `Shop.__init__ (/app/shop.py:12)`.
_FRAME = re.compile(
    r"(?:^|[\s(])(?:file://)?([^\s()]+?\.(?:[cm]?[jt]sx?|py|java|kt|cs|fs|vb|go)):(\d{1,7})(?::(\d{1,7}))?\)?$"
)
_FOREIGN = ("node_modules", "site-packages", "dist-packages")
# How far above an assembly its application may stand: stages nest assemblies.
_LEVELS = 3
# A trace is as long as its author wants it to be.
_MAX_FRAMES = 50
_MAX_STEPS = 20


def user_code(trace: Sequence[str], directory: str, tree: Tree) -> Span | None:
    """The innermost frame whose file is in the tree, near the assembly in `directory`."""
    for frame in trace[:_MAX_FRAMES]:
        found = _FRAME.search(frame.strip()[-1000:])
        steps = PurePosixPath(found[1]).parts if found else ()
        if found is None or any(foreign in steps for foreign in _FOREIGN):
            continue
        source = next((file for path in _candidates(steps, directory) if (file := tree.read(path))), None)
        span = _span(source, int(found[2]), found[3]) if source else None
        if span:
            return span
    return None


def _candidates(steps: Sequence[str], directory: str) -> Iterator[str]:
    """A trace has the path on the machine that ran it: what follows the application's own directory is the same here.
    The name of a file alone does not say that it is this one."""
    absolute = steps[0] == "/" or steps[0].endswith(":\\")
    tails = (steps[start:] for start in range(1, min(len(steps) - 1, _MAX_STEPS))) if absolute else (steps,)
    homes = PurePosixPath(directory).parents[:_LEVELS]
    for tail in tails:
        yield from (str(home.joinpath(*tail)) for home in homes)


def _span(source: SourceFile, line: int, written: str | None) -> Span | None:
    """From the column, or else where the line's text starts, to the end of the line."""
    text = source.line(line).rstrip()
    column = int(written) if written else len(text) - len(text.lstrip()) + 1
    start = source.offset(line, column)
    return Span(source, start, source.offset(line, len(text) + 1)) if 1 <= column <= len(text) else None
