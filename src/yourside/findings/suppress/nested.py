"""Things that stand in files, found by place, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from yourside.spans import SourceFile, Span

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _File(Generic[Item]):
    """In the order of their starts; `outer` has for each the position of the last before it that had not ended."""

    starts: Sequence[int]
    spans: Sequence[Span]
    items: Sequence[Item]
    outer: Sequence[int]


class Nested(Generic[Item]):
    def __init__(self, placed: Iterable[tuple[Span, Item]]) -> None:
        by_file: dict[SourceFile, list[tuple[Span, Item]]] = {}
        for span, item in placed:
            by_file.setdefault(span.file, []).append((span, item))
        self._files = {file: _ordered(each) for file, each in by_file.items()}

    def around(self, span: Span) -> Iterator[Item]:
        """Those whose span contains this one, the last to start first."""
        if found := self._files.get(span.file):
            position = bisect_right(found.starts, span.start) - 1
            while position >= 0:
                if found.spans[position].contains(span):
                    yield found.items[position]
                position = found.outer[position]

    def any_inside(self, span: Span) -> bool:
        """Whether there is one whose span this one contains."""
        found = self._files.get(span.file)
        if found is None:
            return False
        within = range(bisect_left(found.starts, span.start), bisect_right(found.starts, span.end))
        return any(span.contains(found.spans[position]) for position in within)


def _ordered(placed: Sequence[tuple[Span, Item]]) -> _File[Item]:
    ordered = sorted(placed, key=lambda each: (each[0].start, -each[0].end))
    open_: list[int] = []
    outer: list[int] = []
    for position, (span, _) in enumerate(ordered):
        while open_ and ordered[open_[-1]][0].end <= span.start:
            open_.pop()
        outer.append(open_[-1] if open_ else -1)
        open_.append(position)
    spans = [span for span, _ in ordered]
    return _File([span.start for span in spans], spans, [item for _, item in ordered], outer)
