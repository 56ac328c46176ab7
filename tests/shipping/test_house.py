"""The sizes and the shape of the house, and that what it publishes agrees with itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yourside import __version__

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
SAYS_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|core|base|misc|manager)(_|$)")


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda path: path.name)
def test_a_file_has_fewer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


def test_rooms_are_named_for_what_they_own() -> None:
    assert not [path for path in MODULES if any(SAYS_NOTHING.search(part) for part in (path.stem, path.parent.name))]


def test_one_handler_catches_everything() -> None:
    found = [
        path for path in MODULES if re.search(r"except (Base)?Exception|except:", path.read_text(encoding="utf-8"))
    ]

    assert found == [ROOT / "src/yourside/cli/__init__.py"]


def test_the_readme_names_this_version() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"(?:rev: |yourside@)v(\S+)", text)) == {__version__}
