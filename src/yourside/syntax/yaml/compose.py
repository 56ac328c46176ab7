"""libyaml's events to values.

Events and not nodes: libyaml's composer recurses without a bound, and a file of brackets brings the process down.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from yourside.spans import Diagnostic, Level, Origin, Span
from yourside.syntax.yaml.anchors import Anchors
from yourside.syntax.yaml.marks import Marks
from yourside.syntax.yaml.scalars import resolve
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

Node = AliasEvent | ScalarEvent | CollectionStartEvent

_STANDARD = "tag:yaml.org,2002:"
_RESOLVED = frozenset(_STANDARD + name for name in ("null", "bool", "int", "float"))


@dataclass(slots=True)
class Composer:
    """Reads the nodes of one document. `hashes` collects the spans of the scalars that hold a `#`.

    `next` gives libyaml's next event: inside of a document that is a node, or the end of a collection.
    """

    next: Callable[[], Any]
    marks: Marks
    tags: Mapping[str, str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    hashes: list[Span] = field(default_factory=list)
    anchors: Anchors = field(default_factory=Anchors)

    def read(self, event: Node, name: Span | None = None, depth: int = 0) -> Value:
        """The node that `event` begins, under the key at `name`."""
        if isinstance(event, AliasEvent):
            return self._alias(event, name, depth)
        if event.anchor is not None:
            return self.anchors.define(event.anchor, depth, partial(self._node, event, name, depth))
        return self._node(event, name, depth)

    def _alias(self, event: AliasEvent, name: Span | None, depth: int) -> Value:
        origin = Origin(self.marks.span(event), name)
        value, problem = self.anchors.expand(event.anchor or "", origin, depth)
        if problem:
            self._report("yaml-alias", problem, origin.span, Level.ERROR)
        return value

    def _node(self, event: ScalarEvent | CollectionStartEvent, name: Span | None, depth: int) -> Value:
        self.anchors.enter(depth)
        tag = event.tag
        if tag is None or tag == "!" or tag.startswith(_STANDARD):
            return self._content(event, name, depth)
        return self._tagged(tag, event, name, depth)

    def _content(self, event: ScalarEvent | CollectionStartEvent, name: Span | None, depth: int) -> Value:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, name)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, name, depth)
        return self._mapping(event, name, depth)

    def _tagged(self, tag: str, event: ScalarEvent | CollectionStartEvent, name: Span | None, depth: int) -> Value:
        span = self.marks.tag(event)
        if tag not in self.tags:
            self._report("yaml-unknown-tag", f"the tag `{tag}` is not known; its value is read as written", span)
            return self._content(event, name, depth)
        value = self._content(event, span, depth + 1)
        return Map({self.tags[tag]: value}, Origin(span.to(value.origin.span), name))

    def _scalar(self, event: ScalarEvent, name: Span | None) -> Scalar:
        # Interned like the keys: the same texts stand in document after document.
        text = sys.intern(event.value)
        plain = event.tag in _RESOLVED if event.tag else event.implicit[0]
        return Scalar(resolve(text) if plain else text, Origin(self._text(event), name))

    def _text(self, event: ScalarEvent) -> Span:
        """The place of a scalar. A `#` in it begins no comment."""
        span = self.marks.span(event)
        if "#" in event.value:
            self.hashes.append(span)
        return span

    def _sequence(self, event: CollectionStartEvent, name: Span | None, depth: int) -> Seq:
        items: list[Value] = []
        last = span = self.marks.span(event)
        while not isinstance(item := self.next(), CollectionEndEvent):
            items.append(self.read(item, None, depth + 1))
            last = items[-1].origin.span
        return Seq(tuple(items), Origin(self.marks.ended(span, item, last), name))

    def _mapping(self, event: CollectionStartEvent, name: Span | None, depth: int) -> Map:
        entries: dict[str, Value] = {}
        merged: list[Value] = []
        rest: Unknown | None = None
        last = span = self.marks.span(event)
        while not isinstance(key := self.next(), CollectionEndEvent):
            text, at = self._key(key, depth + 1)
            value = self.read(self.next(), at, depth + 1)
            last = value.origin.span
            if text == "<<" and isinstance(key, ScalarEvent) and key.implicit[0]:
                merged.append(value)
            elif text is None:
                self._report("yaml-key", "a mapping or list cannot be a key here", at, Level.ERROR)
                rest = Unknown(Why.PARSE, Origin(at))
            else:
                self._enter(entries, text, value)
        return self._merge(merged, Map(entries, Origin(self.marks.ended(span, key, last), name), rest))

    def _key(self, event: Node, depth: int) -> tuple[str | None, Span]:
        """A key is its text, whatever type it would have as a value."""
        if isinstance(event, ScalarEvent) and event.anchor is None and event.tag is None:
            self.anchors.enter(depth)
            return sys.intern(event.value), self._text(event)
        value = self.read(event, None, depth)
        match event, value:
            case ScalarEvent(value=text), _:
                return text, value.origin.span
            case AliasEvent(), Scalar(data=data):
                return str(data), value.origin.span
        return None, value.origin.span

    def _enter(self, entries: dict[str, Value], key: str, value: Value) -> None:
        if key in entries:
            at = value.origin.name or value.origin.span
            self._report("yaml-duplicate-key", f"`{key}` was already set in this mapping; the last one counts", at)
        entries[key] = value

    def _merge(self, merged: list[Value], written: Map) -> Map:
        """`<<` (yaml.org/type/merge.html): what is written wins, then the mapping that was named first."""
        if not merged:
            return written
        entries: dict[str, Value] = {}
        rest = written.rest
        for value in merged:
            for source in value.items if isinstance(value, Seq) else (value,):
                match source:
                    case Map():
                        entries |= {key: entry for key, entry in source.entries.items() if key not in entries}
                        rest = rest or source.rest
                    case Unknown():
                        rest = source
                    case _:
                        self._report("yaml-merge", "`<<` takes a mapping", source.origin.span, Level.ERROR)
        return Map({**entries, **written.entries}, written.origin, rest)

    def _report(self, code: str, message: str, span: Span, level: Level = Level.WARNING) -> None:
        self.diagnostics.append(Diagnostic(code, message, level, Origin(span)))
