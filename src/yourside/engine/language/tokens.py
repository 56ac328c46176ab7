"""The words of a rule expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

MOST_CHARACTERS = 20_000


class RuleSyntaxError(Exception):
    """`line` and `column` are 1-based, within the text of the expression."""

    def __init__(self, text: str, offset: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column = line_col(text, offset)
        self.message = message


class Kind(Enum):
    NUMBER = auto()
    STRING = auto()
    NAME = auto()
    MARK = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`text` of a STRING is what it stands for, of everything else what is written."""

    kind: Kind
    text: str
    at: int


_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>[0-9]{1,18}(?:\.[0-9]{1,18})?(?![0-9A-Za-z_]))
      | (?P<mark>in\b|&&|\|\||\?\?|[=!<>]=|[<>!?:.,()\[\]{}+-])
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}


def line_col(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of an offset."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of an expression, the last of them END."""
    if len(text) > MOST_CHARACTERS:
        raise RuleSyntaxError(text, 0, f"an expression has at most {MOST_CHARACTERS} characters")
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise RuleSyntaxError(text, at, _complaint(text, at))
        if found.lastgroup == "string":
            yield Token(Kind.STRING, _unescaped(text, found), at)
        elif found.lastgroup != "space":
            yield Token(Kind[str(found.lastgroup).upper()], found.group(), at)
        at = found.end()
    yield Token(Kind.END, "the end", at)


def _unescaped(text: str, found: re.Match[str]) -> str:
    def character(escape: re.Match[str]) -> str:
        code = escape.group(1)
        if len(code) == 5:
            return chr(int(code[1:], 16))
        if code not in _ESCAPES:
            at = found.start() + 1 + escape.start()
            raise RuleSyntaxError(text, at, f"no escape '\\{code}'; a backslash is written '\\\\'")
        return _ESCAPES[code]

    return _ESCAPE.sub(character, found.group()[1:-1])


def _complaint(text: str, at: int) -> str:
    match text[at]:
        case "'" | '"':
            return "this string does not end"
        case "=":
            return "unexpected '='; equality is written '=='"
        case "&" | "|":
            return f"unexpected {text[at]!r}; the connectives are '&&' and '||'"
        case digit if digit.isdigit():
            return "this number cannot be read"
    return f"unexpected character {text[at]!r}"
