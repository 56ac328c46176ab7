from __future__ import annotations

from pathlib import Path

import pytest

from yourside.report import View


@pytest.mark.parametrize(
    ("environment", "color"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    ],
)
def test_colour_is_as_the_environment_has_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], color: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", "COLUMNS": "77", **environment}.items():
        monkeypatch.setenv(name, value)
    view = View.of_terminal(undetermined=True)
    assert view.color is color
    assert view.undetermined
    assert (view.plain.color, view.plain.undetermined) == (False, True)


def test_the_width_is_that_of_the_terminal_but_not_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "77")
    monkeypatch.setenv("TERM", "xterm")
    assert View.of_terminal().width == 77
    assert View.of_terminal().plain.width == 100


def test_the_run_has_a_place_in_its_repository_and_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra").mkdir()
    monkeypatch.chdir(tmp_path / "infra")
    view = View.of_terminal(suppressed=True)
    assert (view.root.relative("main.tf"), view.suppressed) == ("infra/main.tf", True)
    assert view.plain.time > 1_700_000_000_000
