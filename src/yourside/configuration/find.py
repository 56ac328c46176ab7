"""Which file configures a run: the nearest one, and never one above the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from yourside.config import UsageError

TOML, YAML, PYPROJECT = "yourside.toml", ".yourside.yaml", "pyproject.toml"
TABLE = ("tool", "yourside")


def nearest(start: Path) -> Path | None:
    """From the directory of `start` up; raises UsageError where two files of one directory would do."""
    start = Path(os.path.realpath(start))
    for directory in _up(start if start.is_dir() else start.parent):
        match configuring(directory):
            case [path]:
                return path
            case [_, *_] as several:
                names = " and ".join(path.name for path in several)
                raise UsageError((f"{os.path.relpath(directory)}: {names} configure yourside; keep one of them",))
    return None


def configuring(directory: Path) -> list[Path]:
    """The files in a directory that configure a run."""
    return [path for name in (TOML, YAML, PYPROJECT) if _configures(path := directory / name)]


def repository(directory: Path) -> Path:
    """The root of the git repository around a directory; without one, the directory."""
    around = (each for each in (directory, *directory.parents) if (each / ".git").exists())
    return next(around, directory)


def _up(directory: Path) -> Iterator[Path]:
    """To the root of the repository; without one, to the current directory when that is around."""
    current, root = Path(os.path.realpath(Path.cwd())), repository(directory)
    last = current if not (root / ".git").exists() and directory.is_relative_to(current) else root
    for each in (directory, *directory.parents):
        yield each
        if each == last:
            return


def _configures(path: Path) -> bool:
    if not path.is_file():
        return False
    if path.name != PYPROJECT:
        return True
    text = path.read_bytes()
    if TABLE[-1].encode() not in text:
        return False
    import tomllib

    try:
        tool = tomllib.loads(text.decode()).get(TABLE[0])
    except ValueError:  # somebody else's problem
        return False
    return isinstance(tool, dict) and TABLE[1] in tool
