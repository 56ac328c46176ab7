"""A repository of what people take from this one: its hooks and its action, as they are in the checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

from repositories import commit

ROOT = Path(__file__).parents[1]
PARTS = ("src", "rules", ".ci", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml")


def shipped(home: Path) -> Path:
    home.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("__pycache__", "_compiled"))
        else:
            shutil.copy(source, home / name)
    commit(home, {})
    return home
