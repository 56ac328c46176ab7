"""What Microsoft's validator of SARIF says, with its own rules and with those of GitHub code scanning."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from oracles import oracle
from yourside.app import check
from yourside.config import Options
from yourside.findings.model import Report
from yourside.report import View, render

PROJECTS = Path(__file__).parents[2] / "testdata/projects"
# Rules of the validator ask whether addresses exist: nobody answers here.
NOWHERE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
WHOLE = View(undetermined=True, suppressed=True)


def test_code_scanning_takes_our_sarif(scene: Report, compared: Report, tmp_path: Path) -> None:
    reports = {"scene": scene, "compared": compared}
    reports |= {each.name: check(Options((each,))) for each in PROJECTS.iterdir() if each.is_dir()}
    for name, report in reports.items():
        (tmp_path / f"{name}.sarif").write_text(render(report, "sarif", WHOLE))
    # Of what is fixed, a file is known and no line.
    assert validated(tmp_path) == {("warning", "SARIF2017")}


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    result = {"ruleId": "a", "message": {"text": "no place"}}
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [result]}]}
    (tmp_path / "bad.sarif").write_text(json.dumps(log))
    assert ("error", "GH1015") in validated(tmp_path)


def validated(directory: Path) -> set[tuple[str, str]]:
    """The rules that a file in the directory breaks, with their levels."""
    out = directory / "out.json"
    command = [oracle("sarif-multitool"), "validate", f"{directory}/*.sarif", "--rule-kind", "Sarif;Gh"]
    command += ["--level", "Error;Warning", "--log", "ForceOverwrite", "-o", str(out)]
    subprocess.run(command, env={**os.environ, **NOWHERE}, capture_output=True, check=False)
    (run,) = json.loads(out.read_text(encoding="utf-8-sig"))["runs"]
    return {(each.get("level", "warning"), each["ruleId"]) for each in run["results"]}
