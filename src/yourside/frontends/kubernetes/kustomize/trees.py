"""Reading and rewriting located trees. Nothing is changed in place: what is rewritten is a new tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from yourside.spans import Origin
from yourside.syntax.limits import MAX_DEPTH, MAX_NODES
from yourside.values import Map, Scalar, Seq, Value

Path = tuple[str, ...]

MOST_COPIED = 20_000
"""How many nodes one patch or replacement may copy: copies of copies grow without end."""


def find(value: Value | None, *path: str) -> Value | None:
    """What stands at a path of keys; a null is nothing."""
    for key in path:
        value = value.entries.get(key) if isinstance(value, Map) else None
    return None if null(value) else value


def size(value: Value, most: int = MAX_NODES) -> int:
    """How many nodes it has, as if shared parts were written out. More than `most` where there are more, or where it
    is deeper than a document may be."""
    count, waiting = 0, [(value, 0)]
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if count > most or depth > MAX_DEPTH:
            return most + 1
        match node:
            case Map(entries=entries):
                waiting.extend((entry, depth + 1) for entry in entries.values())
            case Seq(items=inner):
                waiting.extend((item, depth + 1) for item in inner)
    return count


def null(value: Value | None) -> bool:
    return isinstance(value, Scalar) and value.data is None


def text(value: Value | None) -> str:
    """A scalar as it is written; anything else is empty."""
    match value:
        case Scalar(data=str(data)):
            return data
        case Scalar(data=bool(data)):
            return "true" if data else "false"
        case Scalar(data=int() | float()):
            return value.origin.span.text
    return ""


def items(value: Value | None) -> Sequence[Value]:
    return value.items if isinstance(value, Seq) else ()


def put(of: Map, path: Path, new: Value) -> Map:
    """With `new` at `path`; the maps that lead there are made, and stand where `new` does."""
    key, *rest = path
    if not rest:
        return replace(of, entries={**of.entries, key: new})
    inner = find(of, key)
    home = inner if isinstance(inner, Map) else Map({}, new.origin)
    return replace(of, entries={**of.entries, key: put(home, tuple(rest), new)})


def without(of: Map, *path: str) -> Map:
    key, *rest = path
    if key not in of.entries:
        return of
    if not rest:
        return replace(of, entries={name: value for name, value in of.entries.items() if name != key})
    inner = of.entries[key]
    changed = without(inner, *rest) if isinstance(inner, Map) else inner
    return replace(of, entries={**of.entries, key: changed})


def revise(value: Value, path: Path, change: Callable[[Value], Value], made: Origin | None = None) -> Value:
    """Change what stands at `path`, in every item of the lists on the way. With `made`, maps that are not there are
    made, and have that origin; a step that ends in `[]` names a list, which is never made."""
    if isinstance(value, Seq):
        return replace(value, items=tuple(revise(item, path, change, made) for item in value.items))
    if not path:
        return change(value)
    if not isinstance(value, Map):
        return value
    key = path[0].removesuffix("[]")
    inner = find(value, key)
    if inner is None:
        if made is None or path[0].endswith("[]"):
            return value
        inner = Map({}, made)
    changed = revise(inner, path[1:], change, made)
    return value if changed is inner else replace(value, entries={**value.entries, key: changed})
