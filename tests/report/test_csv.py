from __future__ import annotations

import csv
from io import StringIO

import pytest

from hostile import TEXTS, finding_of
from specimens import report
from yourside.findings.model import Report
from yourside.report import View
from yourside.report.csv import COLUMNS, FORMULAS, render


def rows(of: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render(of, View()), newline=""), strict=True))


def test_every_finding_is_a_row(scene: Report) -> None:
    found = rows(scene)
    assert len(found) == len(scene.findings)
    by_path = {row["path"]: row for row in found}
    assert by_path["web.yaml"] == {
        "severity": "critical",
        "verdict": "fail",
        "change": "",
        "rule": "k8s-container-privileged",
        "title": "Privileged container",
        "resource": "Pod/default/web",
        "unit": "web.yaml",
        "type": "v1/Pod",
        "path": "web.yaml",
        "line": "7",
        "column": "9",
        "message": "container web of Pod/default/web runs with all rights of the host",
        "fix": "set privileged: false",
        "instances": "1",
        "suppressed": "no",
        "justification": "",
        "fingerprint": by_path["web.yaml"]["fingerprint"],
    }
    assert by_path["s3/main.tf"]["verdict"] == "undetermined"


def test_it_says_what_is_new(compared: Report) -> None:
    assert {row["path"]: row["change"] for row in rows(compared)} == {
        "db.tf": "worsened",
        "logs/main.tf": "unchanged",
        "s3/main.tf": "unchanged",
        "template.yaml": "unchanged",
        "web.yaml": "new",
    }


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_is_a_formula_and_no_text_leaves_its_cell(text: str) -> None:
    whole = report(finding_of(text))
    (row,) = rows(whole)
    assert set(row) == set(COLUMNS)
    assert not any(cell.strip().startswith(FORMULAS) for cell in row.values())
    assert len(render(whole, View()).splitlines()) == 2
