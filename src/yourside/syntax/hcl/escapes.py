"""Backslashes and doubled markers in quoted strings."""

from __future__ import annotations

import re

from yourside.spans import Level
from yourside.syntax.concrete import Reader

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.?))|([$%])\4\{", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def unescape(reader: Reader, start: int, end: int) -> str:
    """The string that these bytes of a quoted string stand for. An escape that HCL does not have stays as written."""
    text = reader.text(start, end)
    if "\\" not in text and "{" not in text:
        return text

    def resolve(match: re.Match[str]) -> str:
        short, long, letter, marker = match.groups()
        if marker:
            return f"{marker}{{"
        if letter is None:
            return _character(int(short or long, 16))
        if letter not in _SIMPLE:
            reader.report(
                "hcl-syntax", f"`{match.group()}` is not an escape sequence", reader.locate(start, end), Level.WARNING
            )
        return _SIMPLE.get(letter, match.group())

    return _ESCAPE.sub(resolve, text)


def _character(code: int) -> str:
    """Go has no surrogates and nothing past U+10FFFF: both read as the replacement character."""
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
