"""`a.b`, `a[k]` and splats over values. What was not written in a resource exists only after deployment."""

from __future__ import annotations

from collections.abc import Callable

from yourside.frontends.terraform.operands import Set, items, null, settled, text, whole
from yourside.frontends.terraform.operation import InvalidError, operate
from yourside.frontends.terraform.origins import derived, taken
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Origin, Span
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why


def attribute(source: Value, name: str, span: Span, scope: Scope) -> Value:
    return _step(source, Scalar(name, Origin(span)), f".{name}", span, scope)


def index(source: Value, key: Value, span: Span, scope: Scope) -> Value:
    match key:
        case Scalar(data=str(name)):
            written = f'["{name}"]'
        case Scalar(data=data):
            written = f"[{data}]"
        case Unknown(target=target):
            written = f"[{target}]"
        case _:
            written = "[…]"
    return _step(source, key, written, span, scope)


def _step(source: Value, key: Value, written: str, span: Span, scope: Scope) -> Value:
    def apply(container: Value, key: Value) -> Value:
        match container:
            case Unknown():
                return _beyond(container, container, written, span)
        match settled(container):
            case Map() as listed:
                found = listed.entries.get(text(key))
            case Seq() as listed if not isinstance(listed, Set):
                found = _item(listed, whole(key))
            case Scalar(data=None):
                raise InvalidError(f"{written} of null")
            case _:
                raise InvalidError(f"this has no {written}")
        if found is not None:
            return taken(found, span, " ".join(span.text.split()), container)
        return _absent(listed, written, span, scope)

    return operate(apply, (source, key), span, scope)


def _item(listed: Seq, position: int) -> Value | None:
    found = items(listed)
    return found[position] if 0 <= position < len(found) else None


def _absent(container: Map | Seq, written: str, span: Span, scope: Scope) -> Unknown:
    if container.rest:
        return _beyond(container.rest, container, written, span)
    if refs := container.origin.refs:
        why = Why.DATA if refs[0].startswith("data.") else Why.REFERENCE
        return Unknown(why, derived(span, (container,)), scope.full(" ".join(span.text.split())))
    raise InvalidError(f"this has no {written}")


def _beyond(unknown: Unknown, container: Value, written: str, span: Span) -> Unknown:
    target = f"{unknown.target}{written}" if unknown.target else ""
    return Unknown(unknown.why, derived(span, (container,)), target)


def splat(source: Value, each: Callable[[Value], Value], span: Span, scope: Scope) -> Value:
    """`each` over a list; a single value counts as a list of one, null as an empty one."""

    def apply(source: Value) -> Value:
        origin = derived(span, (source,))
        match settled(source):
            case Seq(items=listed, rest=rest):
                return Seq(tuple(each(taken(item, span, "item", source)) for item in listed), origin, rest)
            case single:
                return Seq(() if null(single) else (each(single),), origin)

    return operate(apply, (source,), span, scope)
