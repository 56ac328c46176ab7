"""A repository in which commands are run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yourside.cli import cli

Write = Callable[[Mapping[str, str]], Path]
Run = Callable[..., Result]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def write(repository: Path) -> Write:
    """Files by their paths."""

    def written(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            (repository / name).write_text(text)
        return repository

    return written


@pytest.fixture
def run(repository: Path) -> Run:
    return lambda *args: CliRunner().invoke(cli, args)
