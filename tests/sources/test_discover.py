"""Which files of a tree are read, and that all others are accounted for."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from yourside.config import UsageError
from yourside.coverage import Dialect, State
from yourside.sources import Discovery, discover, read_source
from yourside.sources.sniff import NOT_OURS

POD = "apiVersion: v1\nkind: Pod\n"
LINK_OUT = "a link out of the given tree, not followed"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory that the run starts in."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def plant(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def taken(found: Discovery) -> list[str]:
    return [file.path for files in found.files.values() for file in files]


def left(found: Discovery) -> dict[str, tuple[State, str]]:
    return {line.path: (line.state, line.reasons[0]) for line in found.ledger.files}


def test_files_go_to_their_dialects_in_a_fixed_order(tree: Path) -> None:
    plant(
        tree, {"b/z.tf": "", "b/a/y.tf": "", "a.tf": "", "p.yaml": POD, "t.json": '{"AWSTemplateFormatVersion": "x"}'}
    )
    found = discover([Path()])
    paths = {dialect: [file.path for file in files] for dialect, files in found.files.items()}
    assert paths == {
        Dialect.TERRAFORM: ["a.tf", "b/z.tf", "b/a/y.tf"],
        Dialect.KUBERNETES: ["p.yaml"],
        Dialect.CLOUDFORMATION: ["t.json"],
    }
    assert not found.ledger.files


def test_what_is_not_ours_has_a_line_when_we_read_such_files_and_is_counted_when_not(tree: Path) -> None:
    plant(
        tree,
        {"package.json": "{}", "values.yaml": "a: 1", "README.md": "", "main.go": "", ".github/ci.yml": "on: push"},
    )
    found = discover([Path()])
    assert left(found) == dict.fromkeys(("package.json", "values.yaml", ".github/ci.yml"), (State.SKIPPED, NOT_OURS))
    assert found.ledger.counts["other files"] == 2


def test_directories_of_tools_are_passed_by(tree: Path) -> None:
    for name in (".git", ".terraform", "node_modules", ".venv", "a/.terraform"):
        plant(tree, {f"{name}/x.tf": ""})
    plant(tree, {".hidden/x.tf": "", "vendor/x.tf": ""})
    found = discover([Path()])
    assert taken(found) == [".hidden/x.tf", "vendor/x.tf"]
    assert found.ledger.counts["tool directories"] == 5


class TestIgnored:
    def test_by_the_root_and_nested_files_the_nearest_first(self, tree: Path) -> None:
        plant(
            tree,
            {
                ".gitignore": "*.yaml\n/build/\nout\n!keep.yaml\n",
                "a/.gitignore": "!b.yaml\nkeep.yaml\n/only.tf\n",
                **dict.fromkeys(["x.yaml", "keep.yaml", "a/b.yaml", "a/c.yaml", "a/keep.yaml", "a/build/d.yaml"], POD),
                **dict.fromkeys(["build/e.tf", "a/build/e.tf", "a/out/f.tf", "a/only.tf", "a/g/only.tf"], ""),
            },
        )
        found = discover([Path()])
        assert sorted(taken(found)) == ["a/b.yaml", "a/build/e.tf", "a/g/only.tf", "keep.yaml"]
        assert found.ledger.counts["ignored directories"] == 2
        assert found.ledger.counts["ignored files"] == 5

    def test_by_the_excludes_of_the_repository_which_a_gitignore_overrules(self, tree: Path) -> None:
        plant(tree, {".git/info/exclude": "*.tf\n", ".gitignore": "!b.tf\n", "a.tf": "", "b.tf": ""})
        assert taken(discover([Path()])) == ["b.tf"]

    def test_not_when_named(self, tree: Path) -> None:
        plant(tree, {".gitignore": "*\n", "a.tf": "", "d/b.tf": ""})
        assert taken(discover([Path("a.tf"), Path("d")])) == ["a.tf", "d/b.tf"]

    def test_not_through_a_link(self, tree: Path) -> None:
        plant(tree.parent, {"rules": "*.tf\n"})
        plant(tree, {"a.tf": ""})
        (tree / ".gitignore").symlink_to(tree.parent / "rules")
        assert taken(discover([Path()])) == ["a.tf"]

    @pytest.mark.parametrize(
        "pattern", ["[z-a]", "[[:alpha:]].x", "!", "\\", "a[", "a*" * 40 + "b", "**/a/" * 40, "\0", "\ufeff"]
    )
    def test_never_by_a_pattern_that_is_wrong_or_costly(self, tree: Path, pattern: str) -> None:
        name = "a" * 100 + ".tf"
        plant(tree, {".gitignore": f"{pattern}\nb.tf\n", name: "", "b.tf": ""})
        assert taken(discover([Path()])) == [name]


class TestLinks:
    def test_out_of_the_tree_are_not_followed(self, tree: Path) -> None:
        plant(tree.parent, {"secret.yaml": POD, "away/a.tf": ""})
        (tree / "a.yaml").symlink_to(tree.parent / "secret.yaml")
        (tree / "d").symlink_to(tree.parent / "away")
        found = discover([Path()])
        assert taken(found) == []
        assert left(found) == {"a.yaml": (State.SKIPPED, LINK_OUT), "d": (State.SKIPPED, LINK_OUT)}

    def test_inside_the_tree_lead_to_one_reading_at_the_real_place(self, tree: Path) -> None:
        plant(tree, {"real/a.tf": ""})
        (tree / "a.tf").symlink_to("real/a.tf")
        (tree / "again").symlink_to("real")
        assert taken(discover([Path()])) == ["real/a.tf"]

    def test_that_git_ignores_are_passed_by(self, tree: Path) -> None:
        plant(tree, {".gitignore": "result\n"})
        (tree / "result").symlink_to("/")
        found = discover([Path()])
        assert not found.ledger.files
        assert found.ledger.counts["ignored files"] == 1

    def test_to_nothing_or_to_themselves(self, tree: Path) -> None:
        (tree / "a.tf").symlink_to("nowhere.tf")
        (tree / "b.tf").symlink_to("b.tf")
        found = discover([Path()])
        assert left(found) == dict.fromkeys(("a.tf", "b.tf"), (State.SKIPPED, "a link to nothing that can be read"))

    def test_that_are_named_are_followed(self, tree: Path) -> None:
        plant(tree.parent, {"away/a.tf": ""})
        (tree / "d").symlink_to(tree.parent / "away")
        assert taken(discover([Path("d")])) == ["d/a.tf"]


class TestHelm:
    def test_charts_with_their_values_and_templates_are_taken_whatever_they_hold(self, tree: Path) -> None:
        template = "{{ include `pod` . }}\n"
        plant(tree, {"c/Chart.yaml": "name: c", "c/templates/a.yaml": template, "c/templates/sub/b.yaml": template})
        plant(tree, {"c/templates/plain.yaml": POD, "c/values.yaml": "a: 1", "templates/d.yaml": template})
        plant(tree, {"c/values-prod.yaml": "a: 1", "c/requirements.yaml": "", "c/values.schema.json": "{}"})
        found = discover([Path()])
        assert taken(found) == [
            "c/Chart.yaml",
            "c/requirements.yaml",
            "c/values-prod.yaml",
            "c/values.yaml",
            "c/templates/a.yaml",
            "c/templates/plain.yaml",
            "c/templates/sub/b.yaml",
        ]
        assert left(found) == dict.fromkeys(("c/values.schema.json", "templates/d.yaml"), (State.SKIPPED, NOT_OURS))
        assert found.ledger.counts["charts"] == 1


class TestText:
    @pytest.mark.parametrize(
        "data",
        [
            POD.encode(),
            codecs.BOM_UTF8 + POD.encode(),
            codecs.BOM_UTF16_LE + POD.encode("utf-16-le"),
            codecs.BOM_UTF16_BE + POD.encode("utf-16-be"),
        ],
    )
    def test_is_the_same_in_every_encoding_that_says_what_it_is(self, tree: Path, data: bytes) -> None:
        plant(tree, {"a.yaml": data})
        (file,) = discover([Path()]).files[Dialect.KUBERNETES]
        assert file.text == POD

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"a: \xe9\n", "not utf-8 text: byte 0xe9 at offset 3"),
            (b"\x7fELF\0\0\xff", "binary, not text"),
            (b"a\0b", "binary, not text"),
            (POD.encode("utf-16-le"), "binary, not text"),
            (codecs.BOM_UTF16_LE + b"a", "not utf-16"),
        ],
    )
    def test_that_is_none_is_unreadable(self, tree: Path, data: bytes, reason: str) -> None:
        plant(tree, {"a.yaml": data})
        found = discover([Path()])
        ((state, said),) = left(found).values()
        assert state is State.UNREADABLE
        assert said.startswith(reason)
        assert [problem.code for problem in found.diagnostics] == ["source-encoding"]
        assert found.diagnostics[0].origin.span.file.path == "a.yaml"

    def test_that_is_too_long_is_skipped(self, tree: Path) -> None:
        plant(tree, {"a.yaml": b"#" * (10 * 1024 * 1024 + 1)})
        found = discover([Path()])
        assert left(found) == {"a.yaml": (State.SKIPPED, "larger than 10 MB")}
        assert not found.diagnostics

    def test_of_a_pipe_is_not_waited_for(self, tree: Path) -> None:
        os.mkfifo(tree / "a.yaml")
        assert left(discover([Path()])) == {"a.yaml": (State.SKIPPED, "not a regular file")}


class TestPaths:
    def test_that_are_not_there_are_told(self, tree: Path) -> None:
        plant(tree, {"a.tf": ""})
        found = discover([Path("nowhere"), Path("a.tf"), Path("a.tf/b"), Path("x\0y"), Path("z" * 300)])
        assert found.missing == ("nowhere", "a.tf/b", "x\0y", "z" * 300)
        assert taken(found) == ["a.tf"]

    def test_that_overlap_give_each_file_once(self, tree: Path) -> None:
        plant(tree, {"d/a.tf": "", "d/b.tf": ""})
        assert taken(discover([Path("d/b.tf"), Path("d"), Path(), tree])) == ["d/b.tf", "d/a.tf"]

    def test_are_shown_as_the_user_would_write_them(self, tree: Path) -> None:
        plant(tree, {"d/a.tf": ""})
        plant(tree.parent, {"away/b.tf": ""})
        away = tree.parent / "away"
        assert taken(discover([tree / "d"])) == ["d/a.tf"]
        assert taken(discover([Path("d/../d")])) == ["d/a.tf"]
        assert taken(discover([Path("../away")])) == ["../away/b.tf"]
        assert taken(discover([away])) == [f"{away.as_posix()}/b.tf"]

    def test_that_no_encoding_fits_can_still_be_shown(self, tree: Path) -> None:
        try:
            plant(tree, {os.fsdecode(b"\xff.tf"): ""})
        except OSError:
            pytest.skip("this file system takes only text for names")
        assert taken(discover([Path()])) == ["\ufffd.tf"]

    def test_of_named_files_are_judged_by_content_whatever_their_suffix(self, tree: Path) -> None:
        plant(tree, {"pod.txt": POD, "notes.txt": "hello"})
        found = discover([Path("pod.txt"), Path("notes.txt")])
        assert taken(found) == ["pod.txt"]
        assert left(found) == {"notes.txt": (State.SKIPPED, NOT_OURS)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_unreadable(tree: Path) -> None:
    plant(tree, {"a.tf": "", "d/b.tf": "", "c.tf": ""})
    (tree / "a.tf").chmod(0)
    (tree / "d").chmod(0)
    found = discover([Path()])
    (tree / "d").chmod(0o700)
    assert taken(found) == ["c.tf"]
    assert left(found)["a.tf"] == (State.UNREADABLE, "cannot be read: Permission denied")
    assert left(found)["d"] == (State.UNREADABLE, "cannot be read: Permission denied")


def test_a_file_of_a_flag_must_be_text(tree: Path) -> None:
    plant(tree, {"a.tfvars": "a = 1", "b.tfvars": b"\xff"})
    source = read_source(tree / "a.tfvars")
    assert (source.path, source.text) == ("a.tfvars", "a = 1")
    with pytest.raises(UsageError, match="not utf-8 text"):
        read_source(tree / "b.tfvars")
