"""Programs that the user installed, and nothing that a tree brings along."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def find(name: str) -> str | None:
    """The one on PATH. A relative entry of PATH may lead into the tree that is checked: it is passed over."""
    entries = os.environ.get("PATH", "").split(os.pathsep)
    return shutil.which(name, path=os.pathsep.join(entry for entry in entries if Path(entry).is_absolute()) or " ")
