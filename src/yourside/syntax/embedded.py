"""JSON or YAML held in a string: a tree whose nodes point into the string where it is written out, and to all of it
elsewhere.

Pieces of the string that are not known become unknown leaves, or unknown parts of leaves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yourside.spans import Hop, Level, Origin, SourceFile, Span
from yourside.syntax.concrete import reader_of
from yourside.syntax.json.parse import read_text
from yourside.syntax.verbatim import Excerpt, excerpts, locate
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

# In a private plane of Unicode: the character numbered _FIRST_HOLE + n stands in for the unknown piece n.
_FIRST_HOLE = 0xF0000
_HOLES = 0xFFFE
_HOLE = re.compile("([\U000f0000-\U000ffffd])")
NO_TAGS: Mapping[str, str] = {}
_QUOTE = re.compile(r'\\.|"', re.DOTALL)


def parse_json(value: Scalar | Unknown) -> Value:
    """Not JSON: `Unknown(PARSE)`. An Unknown that is not JSON around its unknown pieces stays as it is."""
    match value:
        case Scalar(data=str()):
            return _parse((value,), value.origin) or Unknown(Why.PARSE, value.origin)
        case Unknown(parts=(_, *_) as parts):
            return _parse(parts, value.origin) or value
        case Unknown():
            return value
    return Unknown(Why.PARSE, value.origin)


def parse_yaml(value: Scalar | Unknown, tags: Mapping[str, str] = NO_TAGS) -> Value:
    """The one document of a YAML text, `tags` being as for `yaml.parse`; what there is no such document in is
    `Unknown(PARSE)`."""
    parts = (value,) if isinstance(value, Scalar) else value.parts
    mold = _cast(parts, _Mold(_written(value.origin), bare_holes=True))
    tree = mold and _read_yaml("".join(mold.texts), tags)
    return _whole(tree, mold, value.origin) if tree and mold else Unknown(Why.PARSE, value.origin)


def _read_yaml(text: str, tags: Mapping[str, str]) -> Value | None:
    from yourside.syntax import yaml

    file = yaml.parse(SourceFile("", text), tags)
    documents = [
        found.value for found in file.documents if not (isinstance(found.value, Scalar) and not found.value.data)
    ]
    return documents[0] if len(documents) == 1 and not file.unread else None


def _parse(parts: Sequence[Value], origin: Origin) -> Value | None:
    mold = _cast(parts, _Mold(_written(origin)))
    if mold is None:
        return None
    text = "".join(mold.texts)
    reader = reader_of(SourceFile("", text), text)
    tree = read_text(reader)
    if tree is None or any(problem.level is Level.ERROR for problem in reader.diagnostics):
        return None
    return _whole(tree, mold, origin)


def _whole(tree: Value, mold: _Mold, origin: Origin) -> Value:
    whole = _restore(tree, mold, origin)
    return replace(whole, origin=replace(whole.origin, name=origin.name))


@dataclass(slots=True)
class _Mold:
    """The text that is parsed in place of the string at `written`. A hole that is `bare` stood outside of quotes and
    was given some, unless the language has texts without quotes: `bare_holes`."""

    written: Span
    bare_holes: bool = False
    texts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Excerpt] = field(default_factory=list)
    holes: list[Unknown] = field(default_factory=list)
    bare: set[str] = field(default_factory=set)
    quoted: bool = False

    def add_text(self, text: str, written: Span) -> None:
        if self.written.contains(written):
            self.places += excerpts(text, written, self.length)
        for match in () if self.bare_holes else _QUOTE.finditer(text):
            self.quoted ^= match.group() == '"'
        self._append(text)

    def add_hole(self, hole: Unknown) -> None:
        character = chr(_FIRST_HOLE + len(self.holes))
        self.holes.append(hole)
        quoted = self.quoted or self.bare_holes
        if not quoted:
            self.bare.add(character)
        self._append(character if quoted else f'"{character}"')

    def _append(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)

    def fill(self, text: str, origin: Origin) -> Unknown:
        """The string that has holes in `text`."""
        pieces: list[Unknown | Scalar] = [
            self.holes[ord(piece) - _FIRST_HOLE] if _HOLE.match(piece) else Scalar(piece, origin)
            for piece in _HOLE.split(text)
            if piece
        ]
        first = next(piece for piece in pieces if isinstance(piece, Unknown))
        if len(pieces) == 1:
            return replace(first, origin=replace(first.origin, name=origin.name))
        return Unknown(first.why, origin, first.target, tuple(pieces))


def _cast(parts: Sequence[Value], mold: _Mold) -> _Mold | None:
    """None when a part is neither text nor unknown, or there are more holes than characters to stand in for them."""
    for part in _flatten(parts):
        match part:
            case Scalar(data=str(text), origin=origin) if not _HOLE.search(text):
                mold.add_text(text, _written(origin))
            case Scalar(data=int() | float() | None as data, origin=origin):
                mold.add_text(json.dumps(data), _written(origin))
            case Unknown() if len(mold.holes) < _HOLES:
                mold.add_hole(part)
            case _:
                return None
    return mold


def _flatten(parts: Sequence[Value]) -> Iterator[Value]:
    for part in parts:
        match part:
            case Unknown(parts=(_, *_) as inner):
                yield from _flatten(inner)
            case _:
                yield part


def _written(origin: Origin) -> Span:
    """Where the literal stands: at the last hop, unless it is a template here that only takes pieces from there."""
    template = origin.span.file.text.startswith(('"', "<<"), origin.span.start)
    return origin.via[-1].span if origin.via and not template else origin.span


def _restore(value: Value, mold: _Mold, string: Origin) -> Value:
    """The string's tree from the mold's. `string` is the origin of all of it."""
    origin = _place(value.origin, mold, string)
    match value:
        case Map(entries=entries):
            unknown = [mold.fill(key, origin) for key in entries if _HOLE.search(key)]
            known = {key: _restore(entry, mold, string) for key, entry in entries.items() if not _HOLE.search(key)}
            return Map(known, origin, unknown[0] if unknown else None)
        case Seq(items=items):
            # A piece that stands in a list by itself may be several items, commas and all.
            unknown = [mold.fill(text, origin) for item in items if (text := _text(item)) in mold.bare]
            sure = [_restore(item, mold, string) for item in items if _text(item) not in mold.bare]
            return Seq(tuple(sure), origin, unknown[0] if unknown else None)
        case Scalar(data=str(text)) if _HOLE.search(text):
            return mold.fill(text, origin)
    return replace(value, origin=origin)


def _text(value: Value) -> str:
    return value.data if isinstance(value, Scalar) and isinstance(value.data, str) else ""


def _place(inside: Origin, mold: _Mold, string: Origin) -> Origin:
    """The origin of a node: the last hop of a string that came a long way ends at the node itself."""
    span = _find(inside.span, mold)
    if string.via and mold.written is not string.span:
        *hops, last = string.via
        return replace(string, name=None, via=(*hops, Hop(span or last.span, last.label)))
    if span is None:
        return replace(string, name=None)
    return replace(string, span=span, name=_find(inside.name, mold) if inside.name else None, via=())


def _find(span: Span, mold: _Mold) -> Span | None:
    place = locate(mold.places, span.start, span.end)
    return Span(mold.written.file, *place) if place else None
