"""`[for …]` and `{for …}`. Elements that may be left out, or whose key is not known, become the result's `rest`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from yourside.frontends.terraform.iteration import bound, pairs
from yourside.frontends.terraform.operands import boolean, first_unknown, text
from yourside.frontends.terraform.operation import InvalidError, operate
from yourside.frontends.terraform.origins import derived
from yourside.frontends.terraform.scope import Scope
from yourside.syntax.hcl.tree import Expr, For
from yourside.values import Map, Seq, Unknown, Value

Evaluate = Callable[[Expr, Scope], Value]


def loop(expr: For, scope: Scope, evaluate: Evaluate) -> Value:
    def apply(collection: Value) -> Value:
        found, rest = pairs(collection)
        kept, doubt = _kept(expr, (bound(scope, expr.key, expr.value, pair) for pair in found), evaluate)
        origin = derived(expr.span, (collection,))
        if expr.result_key is None:
            return Seq(tuple(evaluate(expr.body, inner) for inner in kept), origin, rest or doubt)
        keyed = ((evaluate(expr.result_key, inner), evaluate(expr.body, inner)) for inner in kept)
        return _object(keyed, expr.grouping, Map({}, origin, rest or doubt))

    return operate(apply, (evaluate(expr.collection, scope),), expr.span, scope)


def _kept(expr: For, rounds: Iterable[Scope], evaluate: Evaluate) -> tuple[list[Scope], Unknown | None]:
    """The rounds whose condition holds, and a condition that nobody can decide."""
    if expr.condition is None:
        return list(rounds), None
    kept, doubt = [], None
    for scope in rounds:
        condition = evaluate(expr.condition, scope)
        if unknown := first_unknown((condition,)):
            doubt = doubt or unknown
        elif boolean(condition):
            kept.append(scope)
    return kept, doubt


def _object(keyed: Iterable[tuple[Value, Value]], grouping: bool, empty: Map) -> Map:
    entries: dict[str, Value] = {}
    rest = empty.rest
    for key, item in keyed:
        if unknown := first_unknown((key,)):
            rest = rest or unknown
            continue
        name = text(key)
        if grouping:
            item = _grouped(entries.get(name), item)
        elif name in entries:
            raise InvalidError(f'two elements have the key "{name}"')
        entries[name] = item
    return replace(empty, entries=entries, rest=rest)


def _grouped(group: Value | None, item: Value) -> Seq:
    return Seq((*group.items, item) if isinstance(group, Seq) else (item,), item.origin)
