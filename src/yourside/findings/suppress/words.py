"""Our own words: `ignore[rule-id, other-id] reason, until 2027-01-31`."""

from __future__ import annotations

import re
from datetime import date

from yourside.findings.suppress.model import Written

FORM = "[RULE, ...] REASON, until YYYY-MM-DD"

_MARK = re.compile(r"(?:^|(?<=[\s#/*]))yourside:\s*(.*)")
_IGNORE = re.compile(r"ignore\s*(\[.*)")
_NAMED = re.compile(r"\[([^\[\]]*)\]\s*(.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A last word that should be a day, not the end of a sentence such as "until further notice".
_UNTIL = re.compile(r"(?:^|[,;]\s*)until\s+(\S+)$|(?:^|\s)until\s+(\S*\d\S*)$")


def marked(comment: str) -> str | None:
    """What a comment says to us, if it does."""
    found = _MARK.search(comment)
    return found[1].strip() if found else None


def read(text: str) -> Written | str:
    """What follows the mark in a comment; a sentence when it is wrong."""
    found = _IGNORE.fullmatch(text)
    return read_named(found[1]) if found else f"expected `ignore{FORM}`"


def read_named(text: str) -> Written | str:
    """The same without the word `ignore`."""
    found = _NAMED.fullmatch(text.strip())
    names = tuple(name.strip() for name in found[1].split(",")) if found else ()
    if found is None or not all(names):
        return f"expected `{FORM}`"
    return read_reason(names, found[2])


def read_reason(names: tuple[str, ...], text: str) -> Written | str:
    """A reason, which may end in a day."""
    text = text.strip()
    found = _UNTIL.search(text)
    if found is None:
        return Written(names, text)
    until = read_day(found[1] or found[2])
    return until if isinstance(until, str) else Written(names, text[: found.start()].rstrip(" ,;"), until)


def read_day(text: str) -> date | str:
    try:
        # Python reads further forms of ISO 8601.
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        return f"{text!r} is no date: YYYY-MM-DD"
