"""`yourside baseline` and `check --baseline`, as their users meet them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yourside.cli import cli

DEMO = Path(__file__).parents[2] / "testdata/projects/demo"
OPEN = 'resource "aws_s3_bucket" "{}" {{\n  acl = "public-read"\n}}\n'


def invoke(*argv: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(part) for part in argv], catch_exceptions=False)


def changes(*argv: str | Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        invoke("check", "-f", "json", "--baseline", "yourside-baseline.json", *argv).stdout
    )
    compared: dict[str, Any] = told["summary"]["compared"]
    return {name: count for name, count in compared.items() if name != "with"}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one public bucket, that is known."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app").mkdir()
    (tmp_path / "app/main.tf").write_text(OPEN.format("b"))
    assert invoke("baseline", "--select", "aws-s3-bucket-public-acl").exit_code == 0
    return tmp_path


def test_what_is_known_does_not_fail_a_run(tree: Path) -> None:
    flags = ("--select", "aws-s3-bucket-public-acl", "--baseline", "yourside-baseline.json")
    clean = invoke("check", *flags)
    assert (clean.exit_code, clean.stdout.splitlines()[0]) == (0, "No new findings.")
    (tree / "app/more.tf").write_text(OPEN.format("c"))
    assert invoke("check", *flags).exit_code == 1
    assert changes("--select", "aws-s3-bucket-public-acl") == {"new": 1, "worsened": 0, "fixed": 0, "unchanged": 1}


@pytest.mark.parametrize("edit", ["lines", "directory", "file", "address", "count", "module"])
def test_a_finding_is_known_wherever_it_moves(tree: Path, edit: str) -> None:
    app, main = tree / "app", tree / "app/main.tf"
    moved = "moved {{\n  from = aws_s3_bucket.b\n  to   = {}\n}}\n".format
    match edit:
        case "lines":
            main.write_text("# a comment\n\n" + main.read_text())
        case "directory":
            app.rename(tree / "buckets")
        case "file":
            main.rename(app / "buckets.tf")
        case "address":
            main.write_text(OPEN.format("renamed") + moved("aws_s3_bucket.renamed"))
        case "count":
            main.write_text(main.read_text().replace("{\n", "{\n  count = 1\n", 1))
        case "module":
            (app / "m").mkdir()
            main.rename(app / "m/main.tf")
            call = 'module "m" {\n  for_each = toset(["eu"])\n  source = "./m"\n}\n'
            main.write_text(call + moved('module.m["eu"].aws_s3_bucket.b'))
    assert changes("--select", "aws-s3-bucket-public-acl") == {"new": 0, "worsened": 0, "fixed": 0, "unchanged": 1}


@pytest.mark.parametrize(("directory", "baseline"), [("app", "../yourside-baseline.json"), ("..", None)])
def test_a_finding_is_known_wherever_the_run_starts(
    tree: Path, monkeypatch: pytest.MonkeyPatch, directory: str, baseline: str | None
) -> None:
    monkeypatch.chdir(tree / directory)
    file = baseline or f"{tree.name}/yourside-baseline.json"
    assert invoke("check", "--select", "aws-s3-bucket-public-acl", "--baseline", file, tree / "app").exit_code == 0


def test_what_is_known_of_one_root_module_hides_nothing_in_another(tree: Path) -> None:
    """Both call the same module."""
    flags = ("--select", "aws-s3-bucket-public-acl")
    (tree / "app").rename(tree / "shared")
    for name in ("dev", "prod"):
        (tree / name).mkdir()
    (tree / "dev/main.tf").write_text('module "m" {\n  source = "../shared"\n}\n')
    invoke("baseline", *flags)
    (tree / "prod/main.tf").write_text((tree / "dev/main.tf").read_text())
    told = invoke("check", *flags, "--baseline", "yourside-baseline.json", "prod", "shared")
    assert told.exit_code == 1
    assert "1 new, 0 worsened, 0 fixed, 0 unchanged" in told.stdout


def test_shrinking_forgets_what_is_fixed_and_learns_nothing(tree: Path) -> None:
    (tree / "app/more.tf").write_text(OPEN.format("c"))
    assert invoke("baseline", "--shrink", "--select", "aws-s3-bucket-public-acl").exit_code == 0
    held = json.loads((tree / "yourside-baseline.json").read_text())["findings"]
    assert [each["resources"][0]["address"] for each in held] == ["aws_s3_bucket.b"]
    (tree / "app/main.tf").unlink()
    assert changes("--select", "aws-s3-bucket-public-acl") == {"new": 1, "worsened": 0, "fixed": 1, "unchanged": 0}
    invoke("baseline", "--shrink", "--select", "aws-s3-bucket-public-acl")
    assert json.loads((tree / "yourside-baseline.json").read_text())["findings"] == []


def test_a_baseline_of_a_whole_project_makes_it_clean_and_is_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(DEMO, tmp_path / "demo"))
    texts = []
    for name in ("one.json", "two.json"):
        invoke("baseline", "-o", name)
        texts.append(Path(name).read_text())
    assert texts[0] == texts[1]
    assert str(tmp_path) not in texts[0]
    assert "No new findings." in invoke("check", "--baseline", "one.json").stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "there is no file yourside-baseline.json"),
        ('{"baseline_version": 1,\n "findings": [{}]}', "yourside-baseline.json:2:15: 'rule' is a required property"),
    ],
)
@pytest.mark.parametrize("argv", [("check", "--baseline", "yourside-baseline.json"), ("baseline", "--shrink")])
def test_a_baseline_that_cannot_be_read_is_wrong_usage(
    tree: Path, text: str | None, told: str, argv: tuple[str, ...]
) -> None:
    file = tree / "yourside-baseline.json"
    file.unlink()
    if text is not None:
        file.write_text(text)
    done = invoke(*argv)
    assert (done.exit_code, told in done.stderr) == (2, True)


def test_a_baseline_of_what_cannot_be_read_in_full_says_so(tree: Path) -> None:
    (tree / "broken.tf").write_text("resource {{{")
    assert invoke("baseline").exit_code == 3
