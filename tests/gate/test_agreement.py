"""On a repository of everything there is, parts and comparisons say what the whole says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from repositories import commit
from yourside import app
from yourside.config import Options
from yourside.findings.model import Change, Report
from yourside.findings.touching import touching
from yourside.sources import change

TESTDATA = Path(__file__).parents[2] / "testdata"
PARTS = ("projects", "catalog/pairs", "frontends/cloudformation", "frontends/kubernetes/kustomize")
EVERY = 6  # of the files, one in so many is changed


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for part in PARTS:
        shutil.copytree(TESTDATA / part, tmp_path / part)
    commit(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(report: Report) -> set[tuple[str, str, str, str]]:
    return {
        (each.verdict.rule.id, each.verdict.resource.native.address, each.place.span.file.path, each.message)
        for each in report.findings
    }


def test_what_did_not_change_is_unchanged(home: Path) -> None:
    report = app.check(Options(diff_base="HEAD"))

    assert len(report.findings) > 100
    assert {each.change for each in report.findings} == {Change.UNCHANGED}
    assert not report.fixed


def test_of_a_changed_file_a_hook_says_what_the_whole_says_of_it(home: Path) -> None:
    whole = app.check(Options())
    files = sorted({each.place.span.file.path for each in whole.findings})[::EVERY]

    differing = {}
    for path in files:
        asked = change([Path(path)])
        part, expected = told(app.check(Options(paths=(Path(path),), hook=True))), told(touching(whole, asked.touched))
        if part != expected:
            differing[path] = part ^ expected

    assert len(files) > 5
    assert not differing
