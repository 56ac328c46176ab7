"""What a YAML scalar stands for in Terraform: YAML 1.1's words, YAML 1.2's numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from yourside.frontends.terraform.operands import Plain, normal, number_text, parsed_number
from yourside.frontends.terraform.operation import InvalidError

if TYPE_CHECKING:
    from yaml.events import ScalarEvent

STANDARD = "tag:yaml.org,2002:"
_DIGITS = 300
_WORDS: Mapping[str, bool | None] = {
    spelling: value
    for words, value in (("null", None), ("y yes on true", True), ("n no off false", False))
    for word in words.split()
    for spelling in (word, word.title(), word.upper())
} | {"": None, "~": None}
_WHOLE = re.compile(r"(?P<sign>[-+]?)(?P<digits>[0-9]+)|0x(?P<hex>[0-9a-fA-F]+)|0o(?P<octal>[0-7]+)")
_REAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:[Tt](?P<time>\d\d?:\d\d?:\d\d?)(?:\.\d+)?(?P<zone>Z|[-+]\d\d:\d\d)| (?P<bare>\d\d?:\d\d?:\d\d?)(?:\.\d+)?)?",
    re.ASCII,
)
_TYPES: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "null": (type(None),),
}


def scalar(event: ScalarEvent) -> Plain:
    tag = (event.tag or "").removeprefix(STANDARD)
    if event.style in ("'", '"', "|", ">") or tag in ("str", "binary", "!"):
        return str(event.value)
    found = _resolved(event.value)
    if tag and not isinstance(found, _TYPES.get(tag, ())):
        raise InvalidError(f"not of the type {tag[:40]}")
    return found


def _resolved(written: str) -> Plain:
    if written in _WORDS:
        return _WORDS[written]
    if _ENDLESS.fullmatch(written):
        raise InvalidError("infinity is not a number here")
    if match := _WHOLE.fullmatch(written):
        return _whole(match)
    if _REAL.fullmatch(written):
        return normal(parsed_number(written))
    return _dated(match) if (match := _DATE.fullmatch(written)) else written


def _whole(match: re.Match[str]) -> int:
    if len(match[0]) > _DIGITS:
        raise InvalidError("the number is out of range")
    base = 16 if match["hex"] else 8 if match["octal"] else 10
    return int(match["hex"] or match["octal"] or match["sign"] + match["digits"], base)


def _dated(match: re.Match[str]) -> str:
    clock = match["time"] or match["bare"] or "0:0:0"
    try:
        moment = datetime.strptime(f"{match['year']}-{match['month']}-{match['day']} {clock}", "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return match[0]
    return f"{moment:%Y-%m-%dT%H:%M:%S}{match['zone'] or 'Z'}"


def key_text(key: Plain) -> str:
    match key:
        case bool():
            return "true" if key else "false"
        case int() | float():
            return number_text(key)
        case str():
            return key
    raise InvalidError("a key must be a string")
