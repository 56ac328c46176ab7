"""The report as GitHub-flavoured Markdown, for the summary of a workflow step or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yourside.coverage import State
from yourside.findings.model import Change, Finding, Known, Outcome, Report
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.report.summary import changes, failures
from yourside.report.view import View

# GitHub refuses a summary of a MiB (1,024 KiB) as a whole: this leaves room for what else a step says.
MOST = 900_000
# What means something to Markdown, HTML or GitHub within a line; a reference to such a character is that character and
# no markup, mention, formula or link.
MARKUP = re.compile(r"[!#$&()*.:<>@\[\\\]^_`{|}~]")


def render(report: Report, view: View) -> str:
    """As many of the findings as fit, the worst first."""
    head, foot = _head(report), _foot(report)
    room = MOST - sum(len(part.encode()) for part in (head, foot))
    findings = sorted(view.shown(report), key=lambda each: -each.verdict.rule.severity)
    body = _table(("Severity", "Finding", "Where"), map(_row, findings), room)
    room -= len(body.encode())
    gone = [known for known in report.fixed if known.outcome is Outcome.FAIL]
    fixed = _table(("Fixed", "Where"), map(_fixed_row, gone), room)
    return "\n".join(part for part in (head, body, fixed, foot) if part)


def _head(report: Report) -> str:
    what = "new finding" if report.compared else "finding"
    counts = {word: count for word, count in failures(report.findings).items() if count}
    total = sum(counts.values())
    plural = "" if total == 1 else "s"
    told = ", ".join(f"{count} {word}" for word, count in counts.items())
    return f"## Yourside: {total or 'no'} {what}{plural}{f' ({told})' if told else ''}\n"


def _row(finding: Finding) -> Iterator[str]:
    rule = finding.verdict.rule
    failed = finding.outcome is Outcome.FAIL
    yield f"{rule.severity.word if failed else 'undetermined'}{_changed(finding)}"
    yield f"{_text(rule.title)}<br>{_code(finding.message)}<br>{_code(rule.id)}"
    yield _code(str(locate(finding.place.span)))


def _changed(finding: Finding) -> str:
    worsened = "<br>worsened" if finding.change is Change.WORSENED else ""
    return f"{worsened}<br>{finding.drift.kind}" if finding.drift else worsened


def _fixed_row(known: Known) -> Iterator[str]:
    yield f"{_code(known.identities[0].address)}<br>{_code(known.rule)}"
    yield _code(known.file)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]], room: int) -> str:
    """At most `room` bytes of rows; it says how many there are no room for."""
    written = [_line(row) for row in rows]
    if not written:
        return ""
    names = list(columns)
    kept: list[str] = []
    for line in written:
        room -= len(line.encode())
        if room < 0:
            break
        kept.append(line)
    left = len(written) - len(kept)
    more = f"\n… and {left} more.\n" if left else ""
    return f"{_line(names)}{_line('---' for _ in names)}{''.join(kept)}{more}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _foot(report: Report) -> str:
    tally = report.tally
    suppressed = sum(finding.suppression is not None for finding in report.findings)
    accepted = f", {suppressed} suppressed" if suppressed else ""
    told = [f"Checks: {tally.passed} passed, {tally.failed} failed, {tally.undetermined} undetermined{accepted}"]
    if report.compared:
        counted = ", ".join(f"{count} {word}" for word, count in changes(report).items())
        told.append(f"Compared with {_code(report.compared)}: {counted}")
    unread = sum(file.state is State.UNREADABLE for file in report.ledger.files)
    partial = sum(file.state is State.PARTIAL for file in report.ledger.files)
    if unread or partial:
        told.append(f"Not everything was read: {unread} unreadable, {partial} in part")
    return "".join(f"{each}.\n\n" for each in told)


def _code(text: str) -> str:
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    return MARKUP.sub(lambda found: f"&#{ord(found[0])};", visible(text))
