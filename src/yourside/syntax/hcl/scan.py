"""The words of a file without the grammar, which loses its way at the first error.

Here a quoted string ends at the latest with its line, so that a missing quote spoils one statement and not the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(
    r"""
    (?P<comment>  \#[^\n]* | //[^\n]* | /\*.*?(?:\*/|\Z) )
  | (?P<heredoc>  <<-?[^\W\d][\w-]*[ \t\r]*(?=\n) )
  | (?P<string>   " )
  | (?P<open>     [\[({] )
  | (?P<close>    [\])}] )
  | (?P<newline>  \n )
  | (?P<name>     [^\W\d][\w-]* )
  | (?P<mark>     => | [=!<>]= | [=,:] )
  | (?P<other>    [\d.]+ | \S )
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_STRING = re.compile(r'\\.|\$\$\{|%%\{|[$%]\{|["\n]', re.DOTALL)
_IN_CODE = re.compile(r'["{}]|\#[^\n]*|//[^\n]*|/\*.*?\*/', re.DOTALL)
_LONGEST_STRING = 500
"""How far the end of a string with a line end in an interpolation is looked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """`broken` when it is a string or heredoc that never ends."""

    kind: str
    text: str
    start: int
    end: int
    broken: bool = False


def scan(text: str) -> Iterator[Word]:
    """The words, comments and line ends of `text`."""
    position = 0
    while match := _WORD.search(text, position):
        kind, start, position = str(match.lastgroup), match.start(), match.end()
        broken = False
        if kind == "string":
            position, broken = _string_end(text, start)
        elif kind == "heredoc":
            position, broken = _heredoc_end(text, match.group(), position)
        yield Word(kind, text[start:position], start, position, broken)


def _heredoc_end(text: str, opening: str, start: int) -> tuple[int, bool]:
    marker = re.escape(opening.lstrip("<-").rstrip())
    closing = re.compile(rf"^[ \t]*{marker}[ \t\r]*$", re.MULTILINE).search(text, start)
    return (closing.end(), False) if closing else (len(text), True)


def _string_end(text: str, start: int) -> tuple[int, bool]:
    """Line ends are allowed inside of interpolations only. A broken string ends with the line it begins on."""
    modes = ['"']
    position, limit = start + 1, start + _LONGEST_STRING
    while match := (_IN_STRING if modes[-1] == '"' else _IN_CODE).search(text, position, limit):
        position = match.end()
        match modes[-1], match.group():
            case ('"', '"') | ("{", "}"):
                modes.pop()
                if not modes:
                    return position, False
            case '"', "\n":
                break
            case '"', "${" | "%{":
                modes.append("{")
            case "{", "{" | '"' as opening:
                modes.append(opening)
    newline = text.find("\n", start)
    return (newline if newline >= 0 else len(text)), True
