"""What a run may read beside the files it was given: those below its paths, by whatever way they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from yourside.sources import SourceTree


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SourceTree:
    (tmp_path / "given/modules/m").mkdir(parents=True)
    (tmp_path / "given/modules/m/main.tf").write_text("a")
    (tmp_path / "given/main.tf").write_text("b")
    (tmp_path / "secret.txt").write_text("not yours")
    (tmp_path / "given/link").symlink_to(tmp_path / "secret.txt")
    monkeypatch.chdir(tmp_path)
    return SourceTree.of([Path("given")])


@pytest.mark.parametrize("path", ["given/modules/m/main.tf", "given/modules/../modules/m/main.tf", "./given/main.tf"])
def test_files_below_are_read(tree: SourceTree, path: str) -> None:
    assert tree.read(path) is not None


@pytest.mark.parametrize(
    "path",
    ["secret.txt", "given/../secret.txt", "given/link", "/etc/passwd", "given/absent", "given/modules", "given/\0", ""],
)
def test_nothing_else_is(tree: SourceTree, path: str) -> None:
    assert tree.read(path) is None


def test_a_file_is_one_object(tree: SourceTree) -> None:
    assert tree.read("given/main.tf") is tree.read("given/modules/../main.tf")


def test_the_files_of_a_directory_are_in_order(tree: SourceTree) -> None:
    assert tree.files("given/modules/m") == ["given/modules/m/main.tf"]


@pytest.mark.parametrize("directory", [".", "..", "/etc", "given/absent", "given/\0"])
def test_a_directory_outside_has_no_files(tree: SourceTree, directory: str) -> None:
    assert tree.files(directory) == ()


def test_a_file_given_by_itself_opens_its_directory(tree: SourceTree) -> None:
    assert SourceTree.of([Path("given/main.tf")]).read("given/modules/m/main.tf") is not None
