"""Whether an entry of the configuration is about a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from posixpath import relpath
from typing import TYPE_CHECKING

from yourside.config import Accepted
from yourside.findings.model import Verdict
from yourside.findings.wording import written
from yourside.sources.ignore import patterns
from yourside.spans import Span
from yourside.values import Encoded, Map, Scalar, Seq, Value

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def accepts(entry: Accepted, verdict: Verdict, place: Span) -> bool:
    return (
        bool(_glob(entry.address).fullmatch(verdict.resource.native.address))
        and (not entry.paths or matches(entry.paths, place.file.path, entry.base))
        and all(_has(verdict, attribute, wanted, place) for attribute, wanted in entry.where)
    )


def matches(globs: tuple[str, ...], path: str, base: str) -> bool:
    """Whether a path as shown to the user is below `base` and named by one of the globs, which are those of git."""
    below = relpath(path, base)
    return not below.startswith("../") and _patterns(globs).match_file(below)


@cache
def _patterns(globs: tuple[str, ...]) -> GitIgnoreSpec:
    return patterns(globs)


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """`*` stands for any text, dots too; brackets are those of addresses."""
    # Without possessive parts, a pattern of a stranger with many stars would take for ever.
    first, *others = map(re.escape, re.sub(r"\*+", "*", pattern).split("*"))
    if not others:
        return re.compile(first)
    *middle, last = others
    return re.compile(first + "".join(f"(?>.*?{part})" for part in middle) + f".*{last}", re.DOTALL)


def _has(verdict: Verdict, attribute: str, wanted: str, place: Span) -> bool:
    """Whether one of the resource's parts has an attribute, as its source calls it, with a value that is meant."""
    steps = attribute.split(".")
    bodies = (native.body for native in verdict.resource.natives)
    return any(_glob(wanted).fullmatch(written(value)) for body in bodies for value in _values(body, steps, place))


def _values(value: Value, steps: list[str], place: Span) -> Iterator[Value]:
    """Of a list, the item that the finding is in, or, if it is in none, each."""
    match value:
        case Seq(items=items):
            inside = [item for item in items if item.origin.span.contains(place)]
            for item in inside or items:
                yield from _values(item, steps, place)
        case Encoded(value=inner):
            yield from _values(inner, steps, place)
        case Map(entries=entries) if steps and steps[0] in entries:
            yield from _values(entries[steps[0]], steps[1:], place)
        case Scalar() if not steps:
            yield value
