from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from specimens import BUCKET, assigned, at, block, bucket, native, report, resource, verdict
from yourside.coverage import Ledger
from yourside.findings.model import Report, Suppression
from yourside.report import View
from yourside.report.snippet import snippet
from yourside.report.text import render
from yourside.spans import SourceFile, Span

SNAPSHOTS = Path(__file__).parents[2] / "testdata/report"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("name", "view"),
    [("default", View()), ("undetermined", View(undetermined=True)), ("narrow", View(width=40))],
)
def test_the_whole_report_reads_as_recorded(scene: Report, name: str, view: View) -> None:
    recorded = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        recorded.write_text(render(scene, view), encoding="utf-8")
    assert render(scene, view) == recorded.read_text(encoding="utf-8")


def test_colour_changes_nothing_but_colour(scene: Report) -> None:
    colored = render(scene, View(color=True))
    assert "\x1b[" in colored
    stripped = "".join(f"{line.rstrip()}\n" for line in ANSI.sub("", colored).splitlines())
    assert stripped == render(scene, View())


def test_an_empty_report_says_that_nothing_was_found() -> None:
    assert render(report(), View()) == ("No findings.\nChecks: 0 passed, 0 failed, 0 undetermined\nFiles: none\n")


def test_suppressed_findings_are_counted_not_shown() -> None:
    full = report(verdict(bucket()))
    text = render(replace(full, findings=(replace(full.findings[0], suppression=Suppression("a website")),)), View())
    assert "aws_s3_bucket.site" not in text
    assert "1 suppressed" in text


@pytest.mark.parametrize(
    ("plural", "one"), [("module calls", "1 module call"), ("tool directories", "1 tool directory")]
)
def test_one_of_a_kind_is_not_many(plural: str, one: str) -> None:
    full = report(ledger=Ledger(counts={plural: 1}))
    assert one in render(full, View())


def test_a_comparison_shows_what_is_new_and_worse_and_counts_the_rest(compared: Report) -> None:
    text = render(compared, View())
    headings = [line for line in text.splitlines() if re.match(r"(critical|high|medium|low)\[", line)]
    assert headings == [
        "medium[aws-rds-instance-unencrypted] (worsened): aws_db_instance.db is not encrypted: "
        "StorageEncrypted not set",
        "critical[k8s-container-privileged]: container web of Pod/default/web runs with all rights of the host",
    ]
    assert [line for line in text.splitlines() if line.startswith(("2 new", "fixed", "Compared"))] == [
        "2 new findings: 1 critical, 1 medium",
        "fixed: k8s-container-privileged Pod/default/old (old/pod.yaml)",
        "Compared with main: 1 new, 1 worsened, 1 fixed, 2 unchanged",
    ]


def test_of_many_that_are_fixed_some_are_shown(compared: Report) -> None:
    text = render(replace(compared, fixed=compared.fixed * 13), View())
    assert text.count("fixed: ") == 10
    assert "… and 3 more (all of them with --format json)" in text


HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;http://evil\x1b\\link",
    "\x9b31m",
    "a\rb",
    "a\x00b",
    "a\u202eb",
    "a\u2028b",
    "a\x08b",
    "\ud800",
)


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_the_input_cannot_drive_the_terminal(text: str, color: bool) -> None:
    file = SourceFile(f"{text}.tf", f'x "{text}" {{\n  acl = "{text}"\n}}\n')
    own = native(block(file), f'"{text}"', f"x.{text}")
    of = resource({"AccessControl": assigned(file, f'acl = "{text}"', text)}, own)
    shown = ANSI.sub("", render(report(verdict(of)), View(color=color)))
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert "\N{REPLACEMENT CHARACTER}" in shown or " " in shown
    shown.encode()


@pytest.mark.parametrize("color", [False, True])
def test_markup_and_emoji_codes_are_shown_as_they_are(color: bool) -> None:
    text = "[red]x[/red] :smile: [link=http://e]y[/link]"
    of = bucket(address=text)
    assert text in ANSI.sub("", render(report(verdict(of)), View(color=color)))


def marked(file: SourceFile, text: str, width: int = 60) -> list[str]:
    return [line.plain.rstrip() for line in snippet(at(file, text), width, "")]


def test_the_marks_stand_under_the_value() -> None:
    assert marked(BUCKET, '"public-read"') == [
        "   |",
        ' 3 |   acl    = "public-read"',
        "   |            ^^^^^^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("before", "value"),
    [("\t\t", "value"), ("漢字 = ", "日本"), ("", "v"), ("😀 = ", "x"), ("e\u0301 = ", "x")],
)
def test_tabs_and_wide_characters_keep_the_marks_in_their_column(before: str, value: str) -> None:
    _, line, marks = marked(SourceFile("f", f"{before}{value} # more"), value)
    column, length = marks.index("^"), marks.count("^")
    assert cell_len(line[: line.index(value)]) == column
    assert cell_len(value) == length


@pytest.mark.parametrize("width", [1, 20, 30, 60])
@pytest.mark.parametrize(("left", "right"), [(0, 500), (500, 0), (500, 500), (100_000, 100_000)])
def test_a_long_line_is_cropped_around_the_value(width: int, left: int, right: int) -> None:
    file = SourceFile("min.json", "漢x" * (left // 2) + "VALUE" + "y" * right)
    _, line, marks = marked(file, "VALUE", width)
    assert cell_len(line) <= max(width, 28)
    assert "VALUE" in line
    assert cell_len(line[: line.index("VALUE")]) == marks.index("^")


def test_a_value_longer_than_the_terminal_is_cropped() -> None:
    file = SourceFile("min.json", "x" * 1000)
    _, line, marks = marked(file, "x" * 1000, 40)
    assert line.endswith("…")
    assert cell_len(line) == len(marks) <= 40


def test_a_place_without_length_still_has_a_mark() -> None:
    assert [line.plain for line in snippet(Span(BUCKET, 0, 0), 60, "")][2] == "   | ^"
