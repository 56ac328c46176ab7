"""The way of a value: each reading of a name adds a hop, each operation keeps the history of what it works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from yourside.frontends.terraform.limits import children
from yourside.spans import Hop, Origin, Span
from yourside.values import Choice, Encoded, Map, Seq, Unknown, Value

V = TypeVar("V", bound=Value)

# A chain of names this long is machine-made; the literal at its end stays.
_HOPS = 24


def at(value: V, origin: Origin) -> V:
    return value if value.origin is origin else replace(value, origin=origin)


def derived(span: Span, operands: Iterable[Value]) -> Origin:
    """The origin of what an operation at `span` makes of its operands: the first history, all references. What is
    made of a sensitive value is sensitive."""
    origins = [operand.origin for operand in operands]
    via = next((origin.via for origin in origins if origin.via), ())
    return Origin(span, None, via, _union(origin.refs for origin in origins), any(o.sensitive for o in origins))


def taken(item: V, span: Span, label: str, container: Value | None = None) -> V:
    """`item` as the expression at `span` reads it, by name or out of `container`.

    A hop that led to the container is narrowed to the item when the item stands inside it.
    """
    origin = item.origin
    trail = container.origin.via if container else ()
    if trail and trail[-1].span.contains(origin.span):
        trail = (*trail[:-1], Hop(origin.span, trail[-1].label))
    elif not span.contains(origin.span):
        trail = (*trail, Hop(origin.span, label))
    refs = _union((container.origin.refs if container else (), origin.refs))
    sensitive = origin.sensitive or (container is not None and container.origin.sensitive)
    return at(item, Origin(span, None, _clipped((*trail, *origin.via)), refs, sensitive))


def marked(value: Value, sensitive: bool) -> Value:
    """The value with or without the mark of a sensitive one, in all its parts."""
    origin = value.origin if value.origin.sensitive is sensitive else replace(value.origin, sensitive=sensitive)
    match value:
        case Seq(items=items):
            return replace(value, origin=origin, items=tuple(marked(item, sensitive) for item in items))
        case Map(entries=entries):
            return replace(value, origin=origin, entries={k: marked(v, sensitive) for k, v in entries.items()})
        case Choice(branches=branches):
            return replace(value, origin=origin, branches=tuple((b, marked(v, sensitive)) for b, v in branches))
        case Encoded(value=inner):
            return Encoded(marked(inner, sensitive), origin)
        case Unknown(parts=parts):
            return replace(value, origin=origin, parts=tuple(marked(part, sensitive) for part in parts))
    return at(value, origin)


def sensitive(values: Iterable[Value]) -> bool:
    """Whether there is a sensitive value anywhere in these."""
    pending = list(values)
    while pending:
        value = pending.pop()
        if value.origin.sensitive:
            return True
        pending.extend(children(value))
    return False


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for group in groups for ref in group))


def _clipped(via: tuple[Hop, ...]) -> tuple[Hop, ...]:
    return via if len(via) <= _HOPS else (*via[: _HOPS - 1], via[-1])
