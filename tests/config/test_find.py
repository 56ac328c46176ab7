"""Which file configures a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from yourside.config import UsageError
from yourside.configuration.find import nearest

Write = Callable[[Mapping[str, str]], Path]


@pytest.mark.parametrize(
    ("files", "start", "found"),
    [
        ({"yourside.toml": ""}, ".", "yourside.toml"),
        ({".yourside.yaml": ""}, ".", ".yourside.yaml"),
        ({"pyproject.toml": "[tool.yourside]\n"}, ".", "pyproject.toml"),
        ({"pyproject.toml": 'tool = {"yourside" = {}}\n'}, ".", "pyproject.toml"),
        ({"pyproject.toml": "[tool.ruff]\n# not of yourside\n"}, ".", None),
        ({"pyproject.toml": "yourside = [broken\n"}, ".", None),
        ({"yourside.toml": "", "a/b/main.tf": ""}, "a/b", "yourside.toml"),
        ({"yourside.toml": "", "a/b/main.tf": ""}, "a/b/main.tf", "yourside.toml"),
        ({"yourside.toml": "", "a/yourside.toml": "", "a/b/main.tf": ""}, "a/b", "a/yourside.toml"),
        ({"yourside.toml": "", "a/pyproject.toml": "[tool.ruff]\n"}, "a", "yourside.toml"),
        ({"../yourside.toml": "", "a/main.tf": ""}, "a", None),
        ({"yourside.toml/main.tf": ""}, ".", None),
        ({}, "nowhere/at/all", None),
    ],
)
def test_the_nearest_file_up_to_the_repository(
    files: dict[str, str], start: str, found: str | None, write: Write
) -> None:
    root = write(files)
    assert nearest(Path(start)) == (root / found if found else None)


def test_two_files_in_one_directory_are_both_named(write: Write) -> None:
    write({"a/yourside.toml": "", "a/.yourside.yaml": "", "yourside.toml": ""})
    with pytest.raises(UsageError, match=r"^a: yourside.toml and .yourside.yaml configure yourside; keep one of them$"):
        nearest(Path("a"))


def test_a_repository_of_a_worktree_ends_the_search_too(write: Write) -> None:
    write({"yourside.toml": "", "sub/.git": "gitdir: elsewhere\n", "sub/main.tf": ""})
    assert nearest(Path("sub")) is None


def test_without_a_repository_the_current_directory_ends_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work/a/b").mkdir(parents=True)
    (tmp_path / "yourside.toml").touch()
    monkeypatch.chdir(tmp_path / "work")
    assert nearest(Path("a/b")) is None
    (tmp_path / "work/yourside.toml").touch()
    assert nearest(Path("a/b")) == tmp_path / "work/yourside.toml"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "yourside.toml").unlink()
    assert nearest(tmp_path / "work/a") == tmp_path / "work/yourside.toml"
