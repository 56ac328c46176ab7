"""What an undecided condition is called, so that its Choices are told apart and brought together."""

from __future__ import annotations

from yourside.frontends.terraform.references import reference, roots, spelled
from yourside.frontends.terraform.scope import Scope
from yourside.syntax.hcl.tree import Expr, GetAttr, Index
from yourside.values import Map, Scalar, Unknown, Value

# Names that only hand on another one, in a row.
_HANDED_ON = 100


def question(condition: Expr, scope: Scope) -> str:
    """Alike wherever it is the same question, and nowhere else. A name that only hands on another one is called like
    that; other conditions are those of their module and of what is bound."""
    expr, at = condition, scope
    for _ in range(_HANDED_ON):
        origin = at.names.definition(reference(expr))
        if origin is None or not reference(origin[0]):
            break
        expr, at = origin
    bound = {name: at.bindings[name] for name in sorted(roots(expr)) if name in at.bindings}
    told = [f"{name} is {_told(value)}" for name, value in bound.items()]
    if isinstance(expr, GetAttr | Index) and not told:
        return at.full(spelled(expr))
    where = ", ".join(filter(None, (at.module, *told)))
    return f"{spelled(expr)} ({where})" if where else spelled(expr)


def _told(value: Value) -> str:
    """A bound value in few words: what it is, by its key or index, or the place where it is written."""
    match value:
        case Scalar(data=data) if not value.origin.sensitive:
            return str(data)
        case Unknown(target=target) if target:
            return target
        case Map(entries={"key": key}) | Map(entries={"index": key}):
            return _told(key)
    span = value.origin.via[-1].span if value.origin.via else value.origin.span
    return ":".join(map(str, span.file.line_col(span.start)))
