"""What a release gives helm. In the place of what is not known stands a word that is found again in the output."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yourside.frontends.releases import Release
from yourside.syntax.embedded import parse_yaml
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, Why, with_entries, with_items

# A word that is a name to Kubernetes, so that a chart which checks its values takes it.
_MARK = re.compile(r"(not-known-\d+-here)")
_STEPS = re.compile(r"(?:\\.|[^.\[\]\\])+")


@dataclass
class Handed:
    """`documents` are files of values, `flags` what is said over them, `roots` the trees of both, the most specific
    first. `unknown` are the values that words stand for; `problem` says why helm cannot be given this."""

    documents: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    roots: list[Value] = field(default_factory=list)
    unknown: dict[str, Value] = field(default_factory=dict)
    problem: str = ""

    @staticmethod
    def of(release: Release) -> Handed:
        handed = Handed()
        for value in release.values:
            tree = _document(value)
            if not isinstance(tree, Map):
                handed.problem = f"its values are not known: {_target(tree)}"
                return handed
            handed.documents.append(json.dumps(handed.data(tree)))
            handed.roots.insert(0, tree)
        for setting in release.settings:
            handed.flags.append(f"--{setting.flag}={setting.path}={handed.word(setting.value)}".replace("\0", ""))
            handed.roots.insert(0, _at(_steps(setting.path), setting.value))
        return handed

    def data(self, value: Value) -> object:
        match value:
            case Scalar(data=data) if not value.origin.sensitive:
                return data
            case Map(entries=entries, rest=rest):
                self._note(rest)
                return {key: self.data(entry) for key, entry in entries.items()}
            case Seq(items=items, rest=rest):
                self._note(rest)
                return list(map(self.data, items))
            case Encoded(value=inner):
                return json.dumps(self.data(inner))
        return self._mark(value)

    def word(self, value: Value) -> str:
        """As helm's flags take it."""
        match value:
            case Seq(items=items):
                return "{" + ",".join(map(self.word, items)) + "}"
            case Scalar(data=bool() | None) if not value.origin.sensitive:
                return json.dumps(value.data)
        return str(self.data(value))

    def _note(self, rest: Unknown | None) -> None:
        if rest:
            self._mark(rest)

    def _mark(self, value: Value) -> str:
        mark = f"not-known-{len(self.unknown)}-here"
        self.unknown[mark] = value
        return mark

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_target(value) for value in self.unknown.values()))


def _document(value: Value) -> Value:
    match value:
        case Encoded(value=inner):
            return inner
        case Scalar(data=str(written)) if not written.strip():
            return Map({}, value.origin)
        case Scalar(data=str()) | Unknown(parts=(_, *_)):
            return parse_yaml(value)
    return value


def _target(value: Value) -> str:
    match value:
        case Unknown(target=target) if target:
            return target
        case Choice(condition=condition):
            return condition
    return "a sensitive value" if value.origin.sensitive else "a text that is no YAML"


def _steps(path: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\\(.)", r"\1", step) for step in _STEPS.findall(path))


def _at(steps: tuple[str, ...], value: Value) -> Value:
    for step in reversed(steps):
        value = Map({step: value}, value.origin)
    return value


def restored(rendered: Map, unknown: Mapping[str, Value]) -> Map:
    """With what is not known where a word stands for it."""
    if not unknown:
        return rendered
    return with_entries(rendered, {key: _restored(entry, unknown) for key, entry in rendered.entries.items()})


def _restored(value: Value, unknown: Mapping[str, Value]) -> Value:
    match value:
        case Scalar(data=str(written)) if _MARK.search(written):
            return _filled(written, value, unknown)
        case Map():
            return restored(value, unknown)
        case Seq(items=items):
            return with_items(value, tuple(_restored(item, unknown) for item in items))
    return value


def _filled(written: str, value: Scalar, unknown: Mapping[str, Value]) -> Value:
    pieces = [piece for piece in _MARK.split(written) if piece]
    parts = tuple(_piece(unknown.get(piece), Scalar(piece, value.origin)) for piece in pieces)
    first = next((part for part in parts if isinstance(part, Unknown)), None)
    if first is None:
        return value
    return replace(first, parts=parts if len(parts) > 1 else ())


def _piece(found: Value | None, written: Scalar) -> Value:
    origin = written.origin
    match found:
        case None:
            return written
        case Unknown(why=why):
            return Unknown(why, replace(origin, refs=found.origin.refs), _target(found))
    return Unknown(Why.VARIABLE, origin, _target(found))
