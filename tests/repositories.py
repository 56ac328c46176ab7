"""Repositories of git, made for one test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Nothing of whoever runs the tests.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(home: Path, *words: str) -> str:
    # A file of a submodule is cloned from a path.
    command = ["git", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", *words]
    return subprocess.run(command, cwd=home, env=ENVIRONMENT, check=True, capture_output=True, text=True).stdout.strip()


def plant(home: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files; None takes one away."""
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def commit(home: Path, files: Mapping[str, str | bytes | None]) -> str:
    """Plant and commit; the name of the commit."""
    if not (home / ".git").exists():
        git(home, "init", "--quiet")
    plant(home, files)
    git(home, "add", "--all", "--force")
    git(home, "commit", "--quiet", "--allow-empty", "--message", "a change")
    return git(home, "rev-parse", "HEAD")
