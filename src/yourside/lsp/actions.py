"""What an editor offers to do about findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, TextEdit, WorkspaceEdit

from yourside.findings.model import Edit, Finding
from yourside.lsp.analysis import Analysis
from yourside.lsp.diagnostics import of_finding
from yourside.lsp.places import Places
from yourside.lsp.waive import together, waiver
from yourside.spans import Span

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.yourside"
KINDS = (CodeActionKind.QuickFix.value, FIX_ALL)


def actions(analysis: Analysis, at: Span, places: Places, only: Sequence[str] | None) -> list[CodeAction]:
    """Those of the kinds that are asked for, or of all."""
    found: list[CodeAction] = []
    if _asked(KINDS[0], only):
        found += (action for finding in analysis.at(at) for action in _quick(finding, places))
    if _asked(FIX_ALL, only):
        found += _all(analysis, at, places)
    return found


def _asked(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(f"{kind}.".startswith(f"{each}.") or not each for each in only)


def _quick(finding: Finding, places: Places) -> Iterator[CodeAction]:
    rule = finding.verdict.rule.id
    for edit, title in (
        (finding.edit, _sentence(finding.fix)),
        (waiver(finding), f"Suppress {rule} here, with a reason"),
    ):
        if edit:
            yield CodeAction(
                title=title,
                kind=CodeActionKind.QuickFix,
                diagnostics=[of_finding(finding, places)],
                is_preferred=edit is finding.edit,
                edit=_change([edit], places),
            )


def _all(analysis: Analysis, at: Span, places: Places) -> Iterator[CodeAction]:
    edits = together(each.edit for each in analysis.findings if each.edit and each.edit.span.file is at.file)
    if edits:
        yield CodeAction(title="Mend what can be mended for sure", kind=FIX_ALL, edit=_change(edits, places))


def _change(edits: Iterable[Edit], places: Places) -> WorkspaceEdit:
    changes: dict[str, list[TextEdit]] = {}
    for edit in edits:
        place = places.location(edit.span)
        changes.setdefault(place.uri, []).append(TextEdit(place.range, edit.text))
    return WorkspaceEdit(changes=changes)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
