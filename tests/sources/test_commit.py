"""The files of a commit are what a checkout of it would be, and reading them runs nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import repositories
from repositories import git
from yourside.coverage import State
from yourside.sources import DISK, Discovery, SourceTree, Storage, commit, discover
from yourside.sources.git import repository
from yourside.sources.history import changed, tracked

POD = "apiVersion: v1\nkind: Pod\n"
FILES: dict[str, str | bytes | None] = {
    ".gitignore": "ignored/\n*.skip.tf\n",
    "main.tf": "a",
    "a/.gitignore": "!kept.skip.tf\n",
    "a/kept.skip.tf": "b",
    "a/left.skip.tf": "c",
    "a/pod.yaml": POD,
    "a/notes.txt": "d",
    "a/notes.yaml": "x: 1\n",
    "ignored/main.tf": "e",
    "chart/Chart.yaml": "name: c\n",
    "chart/values.yaml": "x: 1\n",
    "chart/templates/a.yaml": POD + "metadata: {{ .x }}\n",
    "state/main.tf": "",
    "state/plan.json": '{"terraform_version": "1", "format_version": "1"}',
    "binary.tf": b"\0\1",
    "wrong.tf": b"\xff\xfe\xfd",
    "bom.tf": b"\xef\xbb\xbfa",
    "\u00fc/\u00fc b.tf": "f",
    ".terraform/m/main.tf": "g",
}
LINKS = {
    "link.tf": "main.tf",
    "a/up.tf": "../main.tf",
    "to-a": "a",
    "to-file/out.tf": "/etc/hostname",
    "to-file/further.tf": "../../../../etc/hostname",
    "to-file/nothing.tf": "absent.tf",
    "to-file/circle.tf": "circle.tf",
    "to-file/through.tf": "../to-a/kept.skip.tf",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, target in LINKS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(target)
    repositories.commit(tmp_path, FILES)
    return tmp_path


@pytest.fixture
def recorded(home: Path) -> Iterator[Storage]:
    with commit(repository(home), git(home, "rev-parse", "HEAD")) as storage:
        yield storage


def said(found: Discovery) -> object:
    files = {dialect: [(file.path, file.text) for file in files] for dialect, files in found.files.items()}
    problems = [(each.code, each.message, each.origin.span.file.path) for each in found.diagnostics]
    return files, found.ledger.files, {**found.ledger.counts, "tool directories": 0}, problems, found.missing


@pytest.mark.parametrize(
    "paths", [["."], ["a"], ["to-a"], ["link.tf"], ["a", "main.tf", "absent"], ["to-file"]], ids=str
)
def test_what_is_found_in_a_commit_is_what_is_found_in_its_checkout(paths: list[str], recorded: Storage) -> None:
    given = [Path(path) for path in paths]

    assert said(discover(given, recorded)) == said(discover(given))


@pytest.mark.parametrize(
    "path", [*FILES, *LINKS, "absent", "a", "a/../main.tf", "to-a/../main.tf", "..", "/etc/hostname"]
)
def test_what_is_read_from_a_commit_is_what_is_read_from_its_checkout(path: str, recorded: Storage) -> None:
    now, then = (SourceTree.of([Path()], storage=storage).read(path) for storage in (DISK, recorded))

    assert (then and then.text, then and then.path) == (now and now.text, now and now.path)


@pytest.mark.parametrize("path", [".", "a", "to-a", "to-file", "absent", "main.tf", ".."])
def test_a_directory_of_a_commit_lists_what_its_checkout_does(path: str, recorded: Storage) -> None:
    now, then = (SourceTree.of([Path()], storage=storage) for storage in (DISK, recorded))

    assert then.files(path) == now.files(path)
    assert [each for each in then.directories(path) if each != ".git"] == [
        each for each in now.directories(path) if each != ".git"
    ]


def test_the_disk_may_say_something_else_by_now(home: Path, recorded: Storage) -> None:
    (home / "main.tf").write_text("later")
    (home / "new.tf").write_text("")

    tree = SourceTree.of([Path()], storage=recorded)

    assert (source := tree.read("main.tf")) is not None
    assert source.text == "a"
    assert tree.read("new.tf") is None


def test_a_file_that_is_too_large_is_not_asked_for(home: Path) -> None:
    name = repositories.commit(home, {"large.tf": b" " * (10 * 1024 * 1024 + 1)})

    with commit(repository(home), name) as storage:
        found = discover([Path("large.tf")], storage)

    assert [(line.state, line.reasons) for line in found.ledger.files] == [(State.SKIPPED, ("larger than 10 MB",))]


def test_a_submodule_is_taken_as_it_stands(home: Path) -> None:
    (home / "other").mkdir()
    repositories.commit(home / "other", {"main.tf": "of the submodule"})
    outer = home / "outer"
    outer.mkdir()
    repositories.commit(outer, {"main.tf": ""})
    git(outer, "submodule", "--quiet", "add", f"{home}/other", "sub")
    name = repositories.commit(outer, {})

    with commit(repository(outer), name) as storage:
        assert said(discover([Path("outer")], storage)) == said(discover([Path("outer")]))


def test_an_object_that_was_not_fetched_is_a_file_that_cannot_be_read(home: Path) -> None:
    name, blob = git(home, "rev-parse", "HEAD"), git(home, "rev-parse", "HEAD:main.tf")
    there = repository(home)

    with commit(there, name) as storage:
        (home / ".git/objects" / blob[:2] / blob[2:]).unlink()
        found = discover([Path("main.tf")], storage)

    assert [each.code for each in found.diagnostics] == ["source-unreadable"]


HOSTILE = {
    "core.fsmonitor": "touch pwned",
    "core.hooksPath": "hooks",
    "core.pager": "touch pwned",
    "core.alternateRefsCommand": "touch pwned",
    "core.sshCommand": "touch pwned",
    "core.gitProxy": "touch pwned",
    "diff.external": "touch pwned",
    "diff.x.textconv": "touch pwned",
    "diff.x.command": "touch pwned",
    "filter.x.clean": "touch pwned",
    "filter.x.smudge": "touch pwned",
    "filter.x.process": "touch pwned",
    "remote.origin.url": "ext::touch pwned",
    "remote.origin.promisor": "true",
    "protocol.ext.allow": "always",
    "extensions.partialClone": "origin",
    "alias.ls-files": "!touch pwned",
    "alias.diff": "!touch pwned",
}


def test_nothing_that_a_repository_names_is_run(home: Path) -> None:
    repositories.plant(home, {".gitattributes": "* diff=x filter=x\n"})
    name = repositories.commit(home, {"new.tf": "h"})
    blob = git(home, "rev-parse", "HEAD:new.tf")
    for key, value in HOSTILE.items():
        git(home, "config", key, value)
    (home / ".git/objects" / blob[:2] / blob[2:]).unlink()
    (home / "hooks").mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (home / "hooks" / hook).write_text("#!/bin/sh\ntouch pwned\n")
        (home / "hooks" / hook).chmod(0o755)
    there = repository(home)

    changed(there)
    tracked(there)
    with commit(there, name) as storage:
        found = discover([Path("new.tf")], storage)

    assert [each.code for each in found.diagnostics] == ["source-unreadable"]
    assert not (home / "pwned").exists()


def test_what_hooks_of_git_are_told_holds(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit FILE` has an index of its own."""
    git(home, "read-tree", "--index-output=.git/other", "HEAD")
    repositories.plant(home, {"main.tf": "changed"})
    environment = {**repositories.ENVIRONMENT, "GIT_INDEX_FILE": ".git/other"}
    monkeypatch.setattr(repositories, "ENVIRONMENT", environment)
    git(home, "add", "main.tf")

    for name, value in {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/other"}.items():
        monkeypatch.setitem(os.environ, name, value)
    assert changed(repository(home)) == ("main.tf",)
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert changed(repository(home)) == ()
