"""What silence means: written, else the source's default, else the API's, else absent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yourside.catalog.model import Default, Path
from yourside.graph.draft import LIST, constant
from yourside.graph.paths import steps
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why


def with_defaults(value: Map, defaults: Iterable[Default]) -> Map:
    """`value` with every default that applies; of several for one path, the first.

    A default has the origin of the innermost block that is written and could have held it.
    """
    settled: set[Path] = set()
    for default in defaults:
        if default.path not in settled:
            settled.add(default.path)
            filled = _Filling(default).fill(value, steps(default.path), value.origin)
            value = filled if isinstance(filled, Map) else value
    return value


@dataclass(frozen=True, slots=True)
class _Filling:
    default: Default

    def fill(self, value: Value | None, path: Path, origin: Origin) -> Value | None:
        """`value`, None for absent, with the default below it at `path`: in every branch and item on the way."""
        match value:
            case None | Scalar(data=None):
                return _made(path, self.default, origin) or value
            case Choice(branches=branches):
                return replace(value, branches=tuple((name, self.fill(b, path, origin) or b) for name, b in branches))
            case Seq(items=items) if path and path[0] == LIST:
                return replace(value, items=tuple(self.fill(item, path[1:], origin) or item for item in items))
            case Map(entries=entries, rest=rest) if path and (path[0] in entries or rest is None):
                before = entries.get(path[0])
                after = self.fill(before, path[1:], value.origin)
                return value if after is None or after is before else _with(value, path[0], after)
        return value


def _with(value: Map, name: str, entry: Value) -> Map:
    return replace(value, entries={**value.entries, name: entry})


def _made(path: Path, default: Default, origin: Origin) -> Value | None:
    """What to write where nothing is, `path` above the default's place; None when there is no default here."""
    if not path:
        return _meaning(default, origin)
    inner = None if default.within or LIST in path else _made(path[1:], default, origin)
    return Map({path[0]: inner}, origin) if inner else None


def _meaning(default: Default, origin: Origin) -> Value:
    if default.unknown:
        return Unknown(Why.DEFAULT, origin, target=default.unknown)
    if default.versions:
        return Unknown(Why.DEFAULT, origin, target="the version of the provider")
    return constant(default.value, origin)
