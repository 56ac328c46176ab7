"""Where a comment has to stand that accepts a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yourside.findings.model import Edit, Finding
from yourside.findings.suppress.blocks import blocks_of
from yourside.findings.suppress.comment import Comment
from yourside.findings.suppress.nested import Nested
from yourside.spans import SourceFile, Span

REASON = "REASON"
INDENT = re.compile(r"[ \t]*")


def waiver(finding: Finding) -> Edit | None:
    """A line above the one that decides or, where no comment can be, above the resource; None when there is no such
    place, as in JSON."""
    place = finding.place.span
    resources = (native.origin.span for native in finding.verdict.resource.natives)
    above = (span for span in resources if span.contains(place))
    for start in (place.start, *(span.start for span in above)):
        edit = _above(place.file, start, finding.verdict.rule.id)
        if _accepts(edit, place):
            return edit
    return None


def _above(file: SourceFile, offset: int, rule: str) -> Edit:
    line, column = file.line_col(offset)
    start = offset - column + 1
    indent = INDENT.match(file.line(line))
    end = "\r\n" if file.text[:start].endswith("\r\n") else "\n"
    return Edit(Span(file, start, start), f"{indent[0] if indent else ''}# yourside: ignore[{rule}] {REASON}{end}")


def _accepts(edit: Edit, place: Span) -> bool:
    """Whether it is read as a comment, and as one on what the finding is at."""
    file, at = edit.span.file, edit.span.start
    after = SourceFile(file.path, file.text[:at] + edit.text + file.text[at:])
    blocks = blocks_of(after)
    written = range(at, at + len(edit.text))
    comments = [Comment(text, span, blocks, Nested(())) for text, span in blocks.comments if span.start in written]
    moved = Span(after, place.start + len(edit.text), place.end + len(edit.text))
    return any(comment.statement.contains(moved) for comment in comments)


def together(edits: Iterable[Edit]) -> list[Edit]:
    """Each once and in order, without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if not kept or kept[-1].span.end <= edit.span.start:
            kept.append(edit)
    return kept
