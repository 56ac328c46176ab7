"""How large a value may grow. Names can double one another, so a short text can describe an endless tree."""

from __future__ import annotations

from collections.abc import Sequence

from yourside.values import Choice, Encoded, Map, Seq, Value

_NODES = 100_000
_DEPTH = 60


def within_limits(values: Sequence[Value]) -> bool:
    pending = [(value, _DEPTH) for value in values]
    seen = 0
    while pending:
        value, depth = pending.pop()
        seen += 1
        if seen > _NODES or not depth:
            return False
        pending.extend((child, depth - 1) for child in children(value))
    return True


def children(value: Value) -> Sequence[Value]:
    match value:
        case Seq(items=items):
            return items
        case Map(entries=entries):
            return tuple(entries.values())
        case Choice(branches=branches):
            return tuple(branch for _, branch in branches)
        case Encoded(value=inner):
            return (inner,)
    return ()
