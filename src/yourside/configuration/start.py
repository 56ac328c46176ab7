"""A configuration file to begin with."""

from __future__ import annotations

from pathlib import Path

from yourside.config import UsageError
from yourside.configuration.find import TOML, configuring

TEMPLATE = Path(__file__).parent / "template.toml"


def start(directory: Path) -> Path:
    """The file that was written; raises UsageError where there is one already, or it cannot be written."""
    if there := configuring(directory):
        names = " and ".join(path.name for path in there)
        raise UsageError((f"{directory}: {names} configures yourside already",))
    path = directory / TOML
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError((f"{path}: {error.strerror}",)) from error
    return path
