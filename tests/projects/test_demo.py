"""The demo as its users see it, whole. `UPDATE_SNAPSHOTS=1` writes what is printed now."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from yourside.cli import cli

PROJECTS = Path(__file__).parents[2] / "testdata/projects"


def test_the_demo_prints_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECTS)
    snapshot = PROJECTS / "demo.txt"

    printed = CliRunner().invoke(cli, ["check", "demo", "--undetermined"], catch_exceptions=False).stdout

    if "UPDATE_SNAPSHOTS" in os.environ:
        snapshot.write_text(printed, encoding="utf-8")
    assert printed == snapshot.read_text(encoding="utf-8")
