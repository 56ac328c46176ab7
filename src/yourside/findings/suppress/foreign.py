"""Comments of other tools. Sources: their user documentation.

Checkov: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
tfsec: https://aquasecurity.github.io/tfsec/latest/guides/configuration/ignores
Trivy: https://trivy.dev/latest/docs/configuration/filtering/
KICS: https://docs.kics.io/latest/running-kics/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from yourside.findings.suppress.comment import Comment
from yourside.findings.suppress.model import Extent, Found, Waiver, Written
from yourside.findings.suppress.words import read_day
from yourside.spans import Span

_CHECKOV = re.compile(r"(?:checkov|bridgecrew):skip=\s*([\w,]+)\s*(?::\s*(.*))?")
_AQUA = re.compile(r"(tfsec|trivy):ignore:(\S+)")
_KICS = re.compile(r"kics-scan\s+(ignore-line|ignore-block|ignore|disable=\s*(\S+))")


def read(comment: Comment) -> Iterator[Found]:
    for mark, reader in _READERS.items():
        if mark in comment.text:
            yield from reader(comment)


def _checkov(comment: Comment) -> Iterator[Found]:
    """In the block that it is about."""
    found = _CHECKOV.match(comment.text)
    if found and comment.around:
        written = Written(tuple(filter(None, found[1].split(","))), (found[2] or "").strip())
        yield Found((Waiver(written, (Extent(comment.around),), comment.span, "checkov"),))


def _aqua(comment: Comment) -> Iterator[Found]:
    """Several may stand in one comment, each with parameters; what follows the last is the reason."""
    matches = list(_AQUA.finditer(comment.text))
    reason = comment.text[matches[-1].end() :].strip() if matches else ""
    for found in matches:
        tool, (name, *parameters) = found[1], found[2].split(":")
        pairs = dict(zip(parameters[::2], parameters[1::2], strict=False))
        day = read_day(pairs["exp"]) if "exp" in pairs else None
        if "[" in name or pairs.keys() - {"exp"} or isinstance(day, str):
            yield Found(gaps=(f"comment of {tool} with parameters that have no counterpart: {found[2]}",))
        else:
            written = Written((name,), reason, day)
            yield Found((Waiver(written, (Extent(comment.statement),), comment.span, tool),))


def _kics(comment: Comment) -> Iterator[Found]:
    """Whole files only on the first line."""
    found = _KICS.match(comment.text)
    if not found:
        return
    file, command = comment.span.file, found[1].partition("=")[0]
    if command in ("ignore", "disable"):
        scope = None if file.text[: comment.span.start].strip() else Span(file, 0, len(file.text))
    else:
        scope = comment.below if command == "ignore-block" else comment.line_below
    if scope:
        names = tuple(filter(None, (found[2] or "*").split(",")))
        yield Found((Waiver(Written(names), (Extent(scope),), comment.span, "kics"),))


_READERS: Mapping[str, Callable[[Comment], Iterator[Found]]] = {
    "checkov:": _checkov,
    "bridgecrew:": _checkov,
    "tfsec:": _aqua,
    "trivy:": _aqua,
    "kics-scan": _kics,
}
MARKS = tuple(_READERS)
