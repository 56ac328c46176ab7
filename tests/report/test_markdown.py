from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from hostile import TEXTS, finding_of
from specimens import ACL, bucket, report, verdict
from yourside.findings.model import Report, Severity
from yourside.report import View
from yourside.report.markdown import MOST, render


class Page(HTMLParser):
    """What a reader sees of rendered Markdown: the rows of its tables, and the tags that it is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


def test_findings_are_a_table_the_worst_first(scene: Report) -> None:
    head, *rows = Page(render(scene, View())).rows
    assert head == ["Severity", "Finding", "Where"]
    assert [row[0] for row in rows] == ["critical", "high", "high", "medium"]
    assert rows[0][1].splitlines() == [
        "Privileged container",
        "container web of Pod/default/web runs with all rights of the host",
        "k8s-container-privileged",
    ]
    assert rows[0][2] == "web.yaml:7:9"


def test_it_says_how_many_and_what_was_not_read(scene: Report) -> None:
    text = render(scene, View())
    assert text.startswith("## Yourside: 4 findings (1 critical, 2 high, 1 medium)\n")
    assert "Not everything was read: 1 unreadable, 1 in part." in text
    assert render(report(), View()).startswith("## Yourside: no findings\n")


def test_a_comparison_shows_new_worsened_fixed_and_unchanged(compared: Report) -> None:
    text = render(compared, View())
    assert text.startswith("## Yourside: 2 new findings (1 critical, 1 medium)\n")
    assert "1 new, 1 worsened, 1 fixed, 2 unchanged." in text
    rows = Page(text).rows
    assert [row[0] for row in rows[:3]] == ["Severity", "critical", "medium\nworsened"]
    assert [row[0] for row in rows[3:]] == ["Fixed", "Pod/default/old\nk8s-container-privileged"]


def test_the_summary_stays_below_githubs_limit_and_says_what_it_leaves_out() -> None:
    long = replace(ACL, title="t" * 2000)
    low = replace(long, severity=Severity.LOW, id="low")
    verdicts = [verdict(bucket(address=f"b.n{n}"), f"P{n}", rule=low) for n in range(400)]
    wide = "漢" * 1000
    verdicts += [verdict(bucket(address=f"{wide}{n}"), f"Q{n}", rule=replace(long, id=f"r{n}")) for n in range(200)]
    text = render(report(*verdicts), View())
    assert len(text.encode()) <= MOST < 1024 * 1024
    assert " more.\n" in text
    assert Page(text).rows[1][0] == "high"


@pytest.mark.parametrize("text", TEXTS)
def test_text_from_the_input_is_no_markup(text: str) -> None:
    page = Page(render(report(finding_of(text)), View()))
    assert page.tags <= {"h2", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "p"}
    assert [len(row) for row in page.rows] == [3, 3]


def test_what_the_input_says_is_readable(scene: Report) -> None:
    text = "`a` | <b> [c](d) *e* _f_ https://g @h #1 漢"
    rows = Page(render(report(finding_of(text)), View())).rows
    assert f"x.{text} is readable by anyone: ACL {text}" in rows[1][1].splitlines()
