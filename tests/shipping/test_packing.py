"""Packs in a checkout: a run takes what they say only while it is what the files say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from yourside.packing import SOURCES, Unpacked, compiled

ROOT = Path(__file__).parents[2]
ID = "aws-s3-bucket-public-acl"
RULE = Path("rules/aws/s3/bucket-public-acl.yaml")
PACK = Path("src/yourside/_compiled/rules.json")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Of this project, with packs of all its data."""
    unmade = shutil.ignore_patterns("__pycache__", "_compiled")
    for part in ("src", "rules"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=unmade)
    _python(tmp_path, "-c", "from yourside.packing import SOURCES, write_pack; list(map(write_pack, SOURCES))")
    return tmp_path


def _python(checkout: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(checkout / "src")}
    command = (sys.executable, *arguments)
    return subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True, text=True).stdout


def rules(checkout: Path) -> str:
    return _python(checkout, "-m", "yourside", "rules", "list")


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_packs_say_what_the_files_say(checkout: Path) -> None:
    said = _python(
        checkout, "-c", "from yourside.packing import SOURCES, packed; print({name: packed(name) for name in SOURCES})"
    )

    assert said == f"{ {name: compiled(name) for name in SOURCES} }\n"


def test_a_run_reads_a_pack_that_is_younger_than_the_files(checkout: Path) -> None:
    rewrite(checkout / PACK, ID, "from-the-pack")

    assert "from-the-pack" in rules(checkout)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda file: rewrite(file, ID, "from-the-file"), id="a file changed"),
        pytest.param(lambda file: shutil.copy(file, file.with_name("from-the-file.yaml")), id="a file came"),
        pytest.param(lambda file: file.with_name("bucket-versioning-off.yaml").unlink(), id="another file went"),
        pytest.param(lambda file: (file.parents[3] / "src/yourside/packing.py").touch(), id="packs are made anew"),
    ],
)
def test_a_run_reads_the_files_once_they_are_younger(change: Callable[[Path], object], checkout: Path) -> None:
    rewrite(checkout / PACK, ID, "from-the-pack")
    change(checkout / RULE)

    assert "from-the-pack" not in rules(checkout)


def test_entries_are_read_when_they_are_asked_for_and_once() -> None:
    read: Counter[str] = Counter()

    def double(name: str, entry: int) -> int:
        read[name] += 1
        return 2 * entry

    numbers = Unpacked({"one": 1, "two": 2}, double)

    assert (len(numbers), list(numbers), "three" in numbers, read) == (2, ["one", "two"], False, Counter())
    assert (numbers["two"], numbers["two"], read) == (4, 4, Counter(two=1))
