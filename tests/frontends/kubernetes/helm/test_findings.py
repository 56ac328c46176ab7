"""What a user is told about charts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from oracles import oracle
from yourside import app
from yourside.cli import cli
from yourside.config import Options
from yourside.findings.model import Finding, Outcome, Report
from yourside.report import View, render

CHARTS = Path(__file__).parents[4] / "testdata" / "frontends" / "kubernetes" / "helm"


def check(monkeypatch: pytest.MonkeyPatch, *select: str) -> Report:
    oracle("helm")
    monkeypatch.chdir(CHARTS)
    return app.check(Options(select=select))


def about(report: Report, start: str) -> list[Finding]:
    return [
        finding
        for finding in report.findings
        if finding.outcome is Outcome.FAIL and finding.place.span.file.path.startswith(start)
    ]


def line(finding: Finding) -> int:
    span = finding.place.span
    return span.file.line_col(span.start)[0]


def test_one_line_in_several_worlds_is_one_finding_that_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = about(check(monkeypatch, "kubernetes-container-writable-root"), "worlds/")[:1]
    assert finding.message.startswith("container web of Deployment/web has")
    assert finding.instances == ("Deployment/web (values-debug.yaml)", "Deployment/web (values.prod.yaml)")


def test_what_fails_in_one_world_alone_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = about(check(monkeypatch, "kubernetes-container-privileged"), "worlds/")
    assert finding.message == "container web of Deployment/web (values-debug.yaml) runs privileged"
    assert line(finding) == 18
    assert [hop.span.file.path for hop in finding.place.via] == ["worlds/values-debug.yaml"]


@pytest.mark.parametrize(
    ("start", "lines", "via"),
    [
        ("starter/", [33], ["rendered as `privileged: true`", ".Values.securityContext.privileged"]),
        ("conditions/", [21], []),
        ("umbrella/", [21], [".Values.privileged"]),
    ],
)
def test_findings_land_on_the_lines_of_the_templates(
    start: str, lines: list[int], via: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = about(check(monkeypatch, "kubernetes-container-privileged"), start)
    assert [line(finding) for finding in found] == lines
    assert [hop.label for finding in found for hop in finding.place.via] == via


def test_every_place_in_a_report_is_in_a_file_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    (run,) = json.loads(render(check(monkeypatch), "sarif", View.of_terminal()))["runs"]
    uris = set(_uris(run["results"]))
    assert uris
    homes = (CHARTS, *CHARTS.parents)
    assert not [uri for uri in uris if not any((home / uri).is_file() for home in homes)]


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (["--no-render"], "chart not rendered: rendering is turned off"),
        (["--values", "nowhere.yaml"], "there is no file or directory nowhere.yaml"),
        (["--values", "values-debug.yaml", "--select", "*-privileged"], "Deployment/web (values-debug.yaml) runs"),
    ],
)
def test_flags(flags: list[str], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    oracle("helm")
    monkeypatch.chdir(CHARTS / "worlds")
    assert line in CliRunner().invoke(cli, ["check", *flags]).output


def _uris(node: object) -> list[str]:
    match node:
        case {"uri": str(uri)}:
            return [uri]
        case dict():
            return [uri for child in node.values() for uri in _uris(child)]
        case list():
            return [uri for child in node for uri in _uris(child)]
    return []
