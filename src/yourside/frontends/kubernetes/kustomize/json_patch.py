"""JSON Patch, RFC 6902, on located trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yourside.frontends.kubernetes.kustomize.trees import MOST_COPIED, find, items, size, text, without
from yourside.syntax.limits import MAX_DEPTH
from yourside.values import Map, Scalar, Seq, Value


class PatchError(Exception):
    """This operation cannot be applied; the text says why."""


def patched(document: Value, operations: Value) -> Value:
    """All operations in their order; raises PatchError at the first that does not fit."""
    copied = 0
    for operation in items(operations):
        if text(find(operation, "op")) in ("copy", "move"):
            copied += size(_at(document, _steps(text(find(operation, "from")))), MOST_COPIED)
            if copied > MOST_COPIED:
                raise PatchError("it copies too much")
        document = _applied(document, operation)
    return document


def _applied(document: Value, operation: Value) -> Value:
    pointer = text(find(operation, "path"))
    path = _steps(pointer)
    match text(find(operation, "op")):
        case "add":
            return _added(document, path, _value(operation))
        case "remove":
            return _removed(document, path)
        case "replace":
            _at(document, path)
            return _replaced(document, path, _value(operation))
        case "move":
            start = _steps(text(find(operation, "from")))
            return _added(_removed(document, start), path, _at(document, start))
        case "copy":
            return _added(document, path, _at(document, _steps(text(find(operation, "from")))))
        case "test":
            if not _same(_at(document, path), _value(operation)):
                raise PatchError(f"the test of `{pointer}` fails")
            return document
        case other:
            raise PatchError(f"`{other}` is not an operation")


def _value(operation: Value) -> Value:
    if isinstance(operation, Map) and "value" in operation.entries:
        return operation.entries["value"]
    raise PatchError("an operation has no value")


def _steps(pointer: str) -> tuple[str, ...]:
    if pointer and not pointer.startswith("/"):
        raise PatchError(f"`{pointer}` does not start with `/`")
    steps = pointer.split("/")[1:]
    if len(steps) > MAX_DEPTH:
        raise PatchError("its path is too long")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def _at(document: Value, path: Sequence[str]) -> Value:
    value: Value = document
    for step in path:
        match value:
            case Map(entries=entries) if step in entries:
                value = entries[step]
            case Seq(items=inner):
                value = inner[_index(step, len(inner) - 1)]
            case _:
                raise PatchError(f"there is no `/{'/'.join(path)}`")
    return value


def _index(step: str, last: int) -> int:
    """A negative index counts from the end, as in the library that Kustomize uses."""
    if step.removeprefix("-").isdecimal() and len(step) < 8 and -last - 1 <= int(step) <= last:
        return int(step) % (last + 1) if last >= 0 else 0
    raise PatchError(f"`{step}` is not a position in a list of {last + 1}")


def _added(document: Value, path: Sequence[str], new: Value) -> Value:
    if not path:
        return new
    *parents, step = path
    home = _at(document, parents)
    match home:
        case Map(entries=entries):
            return _replaced(document, parents, replace(home, entries={**entries, step: new}))
        case Seq(items=inner):
            at = len(inner) if step == "-" else _index(step, len(inner))
            return _replaced(document, parents, replace(home, items=(*inner[:at], new, *inner[at:])))
    raise PatchError(f"nothing can be added at `/{'/'.join(path)}`")


def _removed(document: Value, path: Sequence[str]) -> Value:
    _at(document, path)
    if not path:
        raise PatchError("the whole document cannot be removed")
    *parents, step = path
    home = _at(document, parents)
    match home:
        case Seq(items=inner):
            at = _index(step, len(inner) - 1)
            return _replaced(document, parents, replace(home, items=(*inner[:at], *inner[at + 1 :])))
        case Map():
            return _replaced(document, parents, without(home, step))
    return document


def _replaced(document: Value, path: Sequence[str], new: Value) -> Value:
    """With `new` at a path that is there."""
    if not path:
        return new
    step, *rest = path
    match document:
        case Map(entries=entries):
            return replace(document, entries={**entries, step: _replaced(entries[step], rest, new)})
        case Seq(items=inner):
            at = _index(step, len(inner) - 1)
            return replace(document, items=(*inner[:at], _replaced(inner[at], rest, new), *inner[at + 1 :]))
    return document


def _same(one: Value, other: Value) -> bool:
    match one, other:
        case Scalar(data=left), Scalar(data=right):
            return type(left) is type(right) and left == right
        case Seq(items=left), Seq(items=right):
            return len(left) == len(right) and all(map(_same, left, right))
        case Map(entries=left), Map(entries=right):
            return left.keys() == right.keys() and all(_same(left[key], right[key]) for key in left)
    return False
