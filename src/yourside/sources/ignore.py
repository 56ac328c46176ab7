"""What git leaves out of a tree."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yourside.sources.storage import DISK, Storage

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Strangers write these files: a pattern with n wildcards may cost its matcher (length of the path)^n steps. What is
# not used leaves nothing out.
MAX_WILDCARDS = 4
MAX_PATTERNS = 5_000

_WILDCARD = re.compile(r"(?<![^/])\*\*(?![^/])|\*")


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The patterns of one file, which hold for everything under `base` (real and absolute)."""

    base: Path
    patterns: GitIgnoreSpec

    def verdict(self, path: Path, is_directory: bool) -> bool | None:
        """True: left out. False: taken in again by a `!pattern`. None: not mentioned."""
        name = path.relative_to(self.base).as_posix()
        return self.patterns.check_file(f"{name}/" if is_directory else name).include


def ignore_files(directory: Path, storage: Storage = DISK) -> tuple[IgnoreFile, ...]:
    """Those that stand in `directory`, the weakest first."""
    places = (directory / ".git" / "info" / "exclude", directory / ".gitignore")
    return tuple(
        IgnoreFile(directory, patterns(data.decode("utf-8-sig", "replace").splitlines()))
        for path in places
        # Like git, never through a link: it may lead out of the tree.
        if isinstance(data := storage.read(path), bytes) and storage.real(path) == path
    )


def ignored(path: Path, is_directory: bool, files: tuple[IgnoreFile, ...]) -> bool:
    """Asks the nearest file first: it overrules those above it, as gitignore(5) says."""
    verdicts = (file.verdict(path, is_directory) for file in reversed(files))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def usable(pattern: str) -> bool:
    """Whether `patterns` takes it."""
    return bool(patterns((pattern,)).patterns)


def patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Those of gitignore(5), without the ones that cost too much or are wrong."""
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    compiled = []
    with warnings.catch_warnings():
        # `[[:alpha:]]` is no character class to Python's `re`.
        warnings.simplefilter("ignore", FutureWarning)
        for line in [line for line in lines if line.strip()][:MAX_PATTERNS]:
            if _wildcards(line) <= MAX_WILDCARDS:
                with suppress(ValueError, re.error):
                    compiled.append(GitIgnoreSpecPattern(line))
    return GitIgnoreSpec(compiled, backend="simple")


def _wildcards(pattern: str) -> int:
    middle = pattern.strip().lstrip("!").removeprefix("**/").removesuffix("/**")
    return len(_WILDCARD.findall(middle))
