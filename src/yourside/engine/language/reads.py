"""What a rule looks at: the canonical paths below `r` and `resource` that its condition names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from yourside.engine.language.tree import Expr, Literal, Name, Neighbours, Path

Steps = tuple[str, ...]


def reads(expression: Expr) -> frozenset[tuple[str, Steps]]:
    """The variable (`r`, `resource`, or a view's parent) with each path; a path ends where the rule walks on by itself,
    and then all below it is read."""
    return frozenset(_reads(expression))


def _reads(node: object) -> Iterator[tuple[str, Steps]]:
    match node:
        case Path(base=Name(name=name), steps=steps):
            yield name, _spelled(steps)
        case Neighbours(op="refs", base=Name(name=name), arguments=(Literal(data=str(path)), *_)):
            yield name, tuple(path.split("."))
        case tuple():
            for item in node:
                yield from _reads(item)
        case _ if is_dataclass(node):
            for each in fields(node):
                yield from _reads(getattr(node, each.name))


def _spelled(steps: tuple[Expr, ...]) -> Steps:
    spelled: list[str] = []
    for step in steps:
        if not (isinstance(step, Literal) and isinstance(step.data, str)):
            break
        spelled.append(step.data)
    return tuple(spelled)
