"""Anchored nodes and what their aliases may grow to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from yourside.spans import Hop, Origin
from yourside.syntax.limits import MAX_DEPTH, MAX_NODES
from yourside.values import Unknown, Value, Why


class TooDeepError(Exception):
    """Raised at the node where nesting passes the bound. Stays inside this package."""


class _Anchored(NamedTuple):
    """A finished node, with the number of nodes in it and of levels below it."""

    value: Value
    size: int
    height: int


@dataclass(slots=True)
class Anchors:
    """Counts the nodes of a document as if every alias were written out."""

    _named: dict[str, _Anchored | None] = field(default_factory=dict)
    _size: int = 0
    _deepest: int = 0

    def enter(self, depth: int) -> None:
        """Count one node."""
        self._size += 1
        if depth > self._deepest:
            if depth > MAX_DEPTH:
                raise TooDeepError
            self._deepest = depth

    def define(self, name: str, depth: int, read: Callable[[], Value]) -> Value:
        """Read a node and keep it for its aliases. While it is read it has no value yet."""
        self._named[name] = None
        size, deepest = self._size, self._deepest
        self._deepest = depth
        value = read()
        self._named[name] = _Anchored(value, self._size - size, self._deepest - depth)
        self._deepest = max(self._deepest, deepest)
        return value

    def expand(self, name: str, origin: Origin, depth: int) -> tuple[Value, str]:
        """The value of an alias at `origin` and what is wrong with it, or an empty text. The value is shared."""
        if name not in self._named:
            return Unknown(Why.PARSE, origin, f"*{name}"), f"`*{name}` stands before its anchor, or has none"
        anchored = self._named[name]
        if anchored is None:
            return Unknown(Why.LIMIT, origin, f"*{name}"), f"`*{name}` stands inside of its own anchor"
        if self._size + anchored.size > MAX_NODES or depth + anchored.height > MAX_DEPTH:
            return Unknown(Why.LIMIT, origin, f"*{name}"), f"`*{name}` makes the document too large; not expanded"
        self._size += anchored.size
        self._deepest = max(self._deepest, depth + anchored.height)
        written = anchored.value.origin
        via = (Hop(written.span, f"anchor &{name}"), *written.via)
        return replace(anchored.value, origin=replace(origin, via=via)), ""
