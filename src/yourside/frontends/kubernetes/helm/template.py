"""Go templates as text and actions, after the trimming that `{{-` and `-}}` ask for.

https://pkg.go.dev/text/template, section "Text and spaces".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from yourside.spans import SourceFile

# Linear also on texts that are no templates: each character can be taken in one way.
_ACTION = re.compile(
    r"\{\{(-(?=\s))?\s*+(/\*.*?\*/\s*+|(?:\"(?:\\.|[^\"\\])*+\"|`[^`]*+`|'(?:\\.|[^'\\])*+'|[^\"`'])*?)((?<=\s)-)?\}\}",
    re.DOTALL,
)
_ASSIGNMENT = re.compile(r"\$\w*\s*(?:,\s*\$\w*\s*)?:?=")
_NINDENT = re.compile(r"\|\s*nindent\s+(\d+)\s*$")
_INDENT = re.compile(r"\|\s*indent\s+(\d+)\s*$")


class Kind(Enum):
    """What a token does: it gives text, or it steers."""

    TEXT = "text"
    OUTPUT = "output"
    OPEN = "open"
    ELSE = "else"
    END = "end"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is what is left of a text, or the expression of an action; `start` and `end` are where it stands."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.text.split(maxsplit=1)[0] if self.text.strip() else ""

    @property
    def starts_line(self) -> bool:
        return self.kind is Kind.OUTPUT and bool(_NINDENT.search(self.text))

    @property
    def indent(self) -> int | None:
        """By how much every line that it gives is indented at least, where the expression says so."""
        found = _NINDENT.search(self.text) or _INDENT.search(self.text)
        return int(found[1]) if found else None


def tokens(source: SourceFile) -> Sequence[Token]:
    return tuple(_tokens(source.text))


def _tokens(text: str) -> Iterator[Token]:
    place, trim = 0, False
    while (start := text.find("{{", place)) >= 0 and (action := _ACTION.match(text, start)):
        yield from _text(text, place, start, trim, bool(action[1]))
        yield Token(_kind(action[2].strip()), action[2].strip(), start, action.end())
        place, trim = action.end(), bool(action[3])
    yield from _text(text, place, len(text), trim, False)


def _text(text: str, start: int, end: int, trim_left: bool, trim_right: bool) -> Iterator[Token]:
    piece = text[start:end]
    if trim_left:
        start += len(piece) - len(piece.lstrip())
        piece = piece.lstrip()
    if trim_right:
        piece = piece.rstrip()
    if piece:
        yield Token(Kind.TEXT, piece, start, start + len(piece))


_WORDS = {
    "if": Kind.OPEN,
    "with": Kind.OPEN,
    "range": Kind.OPEN,
    "define": Kind.OPEN,
    "block": Kind.OPEN,
    "else": Kind.ELSE,
    "end": Kind.END,
    "break": Kind.NOTHING,
    "continue": Kind.NOTHING,
}


def _kind(expression: str) -> Kind:
    if expression.startswith("/*") or not expression or _ASSIGNMENT.match(expression):
        return Kind.NOTHING
    return _WORDS.get(expression.split(maxsplit=1)[0], Kind.OUTPUT)
