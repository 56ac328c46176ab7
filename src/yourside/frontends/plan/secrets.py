"""The text of a document as it may be shown: reports quote lines, and a plan holds every secret that it sets."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from yourside.frontends.plan.instance import Place, listing, mapping
from yourside.spans import SourceFile
from yourside.values import Map, Seq, Value

_LINE = re.compile(r"[^\r\n]+")


def presentable(source: SourceFile, shown: Iterable[Place], hidden: Iterable[Place]) -> SourceFile:
    """The same file with every character in its place: what is not `shown` is blank, what is `hidden` is starred."""
    pieces: list[str] = []
    at = 0
    for start, end, sign in _marked(shown, hidden):
        if start >= at:
            pieces += (_covered(source.text[at:start], " "), _covered(source.text[start:end], sign))
            at = end
    return SourceFile(source.path, "".join((*pieces, _covered(source.text[at:], " "))))


def _marked(shown: Iterable[Place], hidden: Iterable[Place]) -> Iterator[tuple[int, int, str]]:
    """The parts of what is shown, in order: those to copy have no sign."""
    waiting = deque(sorted(set(hidden)))
    for start, end in sorted(set(shown)):
        while waiting and waiting[0][0] < end:
            first, last = waiting.popleft()
            yield from ((start, first, ""), (first, last, "*"))
            start = last
        yield start, end, ""


def _covered(text: str, sign: str) -> str:
    return _LINE.sub(lambda line: sign * len(line[0]), text) if sign else text


def secrets(value: Value, marks: Any) -> Iterator[Place]:
    """The places of what `marks` call sensitive."""
    if marks is True:
        yield value.origin.span.start, value.origin.span.end
        return
    match value:
        case Map(entries=entries):
            for name, mark in mapping(marks).items():
                if name in entries:
                    yield from secrets(entries[name], mark)
        case Seq(items=items):
            for item, mark in zip(items, listing(marks), strict=False):
                yield from secrets(item, mark)
