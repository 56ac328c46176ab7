"""String functions. Terraform counts characters, and title() raises the first letter of each word."""

from __future__ import annotations

import re
from collections.abc import Callable

from yourside.frontends.terraform.functions.formatting import formatted, formatted_list
from yourside.frontends.terraform.functions.patterns import found, found_all, replaced
from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import anything, characters, text, texts, whole
from yourside.frontends.terraform.operation import InvalidError

_SPACE = " \t\n\v\f\r\u0085\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
_LENGTH = 1 << 20


def _raised(string: str, change: Callable[[str], str]) -> str:
    """Letter by letter: one that would become two stays."""
    return "".join(raised if len(raised := change(letter)) == 1 else letter for letter in string)


def _lowered(string: str) -> str:
    return "".join(letter.lower()[0] for letter in string)


def _title(string: str) -> str:
    return re.sub(r"(?<!\w)\w", lambda first: _raised(first[0], str.title), string)


def _joined(separator: str, *lists: list[str]) -> str:
    pieces = [piece for pieces in lists for piece in pieces]
    if sum(map(len, pieces)) + len(separator) * len(pieces) > _LENGTH:
        raise InvalidError("the result is too long")
    return separator.join(pieces)


def _split(separator: str, string: str) -> list[str]:
    return string.split(separator) if separator else characters(string)


def _part(string: str, offset: int, length: int) -> str:
    found = characters(string)
    start = max(0, len(found) + offset) if offset < 0 else offset
    return "".join(found[start:] if length < 0 else found[start : start + length])


def _indented(spaces: int, string: str) -> str:
    if not 0 <= spaces <= _LENGTH // (len(string) + 1):
        raise InvalidError("the indentation is out of range")
    return string.replace("\n", "\n" + " " * spaces)


def _chomped(string: str) -> str:
    return string.rstrip("\r\n")


STRINGS: Functions = {
    "chomp": function(_chomped, text),
    "endswith": function(str.endswith, text, text),
    "format": function(formatted, text, more=anything),
    "formatlist": function(formatted_list, text, more=anything),
    "indent": function(_indented, whole, text),
    "join": function(_joined, text, texts, more=texts),
    "lower": function(_lowered, text),
    "regex": function(found, text, text),
    "regexall": function(found_all, text, text),
    "replace": function(replaced, text, text, text),
    "split": function(_split, text, text),
    "startswith": function(str.startswith, text, text),
    "strcontains": function(str.__contains__, text, text),
    "strrev": function(lambda string: "".join(reversed(characters(string))), text),
    "substr": function(_part, text, whole, whole),
    "title": function(_title, text),
    "trim": function(str.strip, text, text),
    "trimprefix": function(str.removeprefix, text, text),
    "trimspace": function(lambda string: string.strip(_SPACE), text),
    "trimsuffix": function(str.removesuffix, text, text),
    "upper": function(lambda string: _raised(string, str.upper), text),
}
