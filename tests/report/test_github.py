from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hostile import TEXTS, finding_of
from specimens import ACL, bucket, report, verdict
from yourside.findings.model import Report, Severity
from yourside.report import View
from yourside.report.github import render
from yourside.report.root import Root

# As the runner reads a line: actions/runner, src/Runner.Common/ActionCommand.cs.
COMMAND = re.compile(r"::(?P<name>[\w-]+)(?: (?P<properties>[^:]*))?::(?P<message>.*)")
ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescaped(text: str) -> str:
    for code, char in ESCAPES.items():
        text = text.replace(code, char)
    return text.replace("%25", "%")


def annotated(of: Report, view: View | None = None) -> list[dict[str, str]]:
    commands = filter(None, map(COMMAND.fullmatch, render(of, view or View()).splitlines()))
    return [
        {
            "level": command["name"],
            "message": unescaped(command["message"]),
            **{name: unescaped(value) for name, _, value in (one.partition("=") for one in command[2].split(","))},
        }
        for command in commands
    ]


def test_a_finding_is_an_annotation_of_its_lines(scene: Report) -> None:
    worst, *_ = annotated(scene)
    assert worst == {
        "level": "error",
        "title": "k8s-container-privileged (critical)",
        "file": "web.yaml",
        "line": "7",
        "endLine": "7",
        "col": "9",
        "endColumn": "25",
        "message": "container web of Pod/default/web runs with all rights of the host\nfix: set privileged: false",
    }


def test_the_worst_come_first_and_what_was_not_read_last(scene: Report) -> None:
    told = [(each["level"], each["title"]) for each in annotated(scene)]
    assert told == [
        ("error", "k8s-container-privileged (critical)"),
        ("error", "aws-s3-bucket-public-acl (high)"),
        ("error", "aws-s3-bucket-public-acl (high)"),
        ("error", "hcl-syntax"),
        ("warning", "aws-rds-instance-unencrypted (medium)"),
    ]


def test_paths_are_those_of_the_repository(scene: Report) -> None:
    view = View(root=Root("/repository", "/repository/infra/live"))
    assert {each["file"] for each in annotated(scene, view)} >= {"infra/live/web.yaml", "infra/live/db.tf"}


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.CRITICAL, "error"), (Severity.HIGH, "error"), (Severity.MEDIUM, "warning"), (Severity.LOW, "notice")],
)
def test_no_more_than_github_shows_and_it_says_so(severity: Severity, level: str) -> None:
    rule = replace(ACL, severity=severity)
    many = report(*(verdict(bucket(address=f"b.n{n}"), f"P{n}", rule=replace(rule, id=f"r{n}")) for n in range(23)))
    assert [each["level"] for each in annotated(many)] == [level] * 10
    assert f"13 of level {level}" in render(many, View()).splitlines()[-1]


def test_what_is_known_is_not_annotated(compared: Report) -> None:
    assert [each["title"] for each in annotated(compared)] == [
        "k8s-container-privileged (critical)",
        "hcl-syntax",
        "aws-rds-instance-unencrypted (medium)",
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_text_from_the_input_is_no_command(text: str) -> None:
    rendered = render(report(finding_of(text)), View())
    (line,) = rendered.splitlines()
    (annotation,) = annotated(report(finding_of(text)))
    assert set(annotation) == {"level", "message", "title", "file", "line", "endLine", "col", "endColumn"}
    assert line.isprintable()
    assert "\ud800" not in line
