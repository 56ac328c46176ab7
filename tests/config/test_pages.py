"""The chapters of the guide say what is so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from yourside.configuration import load
from yourside.configuration.check import keys

Write = Callable[[Mapping[str, str]], Path]

GUIDE = Path(__file__).parents[2] / "GUIDE.md"


def test_every_key_is_explained() -> None:
    told = set(re.findall(r"`([\w-]+)`", "".join(re.findall(r"^\|(.*?)\|", _chapter("configuration"), re.MULTILINE))))
    assert told == set(keys()) - {"$schema"}


@pytest.mark.parametrize("name", ["configuration", "suppressions"])
def test_examples_of_files_are_right(name: str, write: Write) -> None:
    for text in re.findall(r"```toml\n(.*?)```", _chapter(name), re.DOTALL):
        write({"yourside.toml": text})
        assert load(Path()).places


def test_every_code_is_explained() -> None:
    source = Path(__file__).parents[2] / "src/yourside/findings/suppress"
    codes = set(re.findall(r'"(ignore-[a-z-]+)"', "".join(path.read_text() for path in source.glob("*.py"))))
    told = set(re.findall(r"^\| `(ignore-[a-z-]+)` \|", _chapter("suppressions"), re.MULTILINE))
    assert told == codes - {"ignore-line", "ignore-block"}


def _chapter(name: str) -> str:
    chapters = re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next(chapter for chapter in chapters if chapter.lower().startswith(name))
