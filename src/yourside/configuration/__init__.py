"""The configuration file: found, read, checked, and turned into what flags say."""

from __future__ import annotations

import os
from pathlib import Path

from yourside.config import UsageError
from yourside.configuration.find import nearest, repository
from yourside.configuration.model import Configuration


def load(start: Path, named: Path | None = None) -> Configuration:
    """Of the file that is `named`, or else the nearest to `start`; raises UsageError with all that is wrong with it."""
    path = named or nearest(start)
    if path is None:
        return Configuration()
    if not path.is_file():
        raise UsageError((f"there is no file {path}",))
    if named is None and not Path(os.path.realpath(path)).is_relative_to(repository(path.parent)):
        raise UsageError((f"{path}: a link out of the repository",))
    # Most runs have no file: what reads one is imported by those that do.
    from yourside.configuration.read import read

    return read(path)
