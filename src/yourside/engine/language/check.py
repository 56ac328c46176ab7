"""Static checks: every path is in the canonical shape, every name is known, every call has its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yourside.catalog.shapes import Shape
from yourside.engine.language.infer import Context, Resolve, shape_of
from yourside.engine.language.parse import parse
from yourside.engine.language.tokens import RuleSyntaxError, line_col
from yourside.engine.language.tree import Expr


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` and `column` are 1-based, within the text of the expression."""

    line: int
    column: int
    message: str


def check(expr: Expr, source: str, scope: Mapping[str, Shape], resolve: Resolve) -> tuple[Problem, ...]:
    """What is wrong with an expression whose text is `source`.

    `scope` has the shape of each variable (`r`, `resource`, a view's parents); `resolve` gives the shape of a canonical
    type, None for a name that is none.
    """
    context = Context(scope, resolve)
    shape_of(expr, context)
    return tuple(Problem(*line_col(source, at), message) for at, message in sorted(set(context.problems)))


def check_text(source: str, scope: Mapping[str, Shape], resolve: Resolve) -> tuple[Problem, ...]:
    """As `check`, of a text that may not even be an expression."""
    try:
        expr = parse(source)
    except RuleSyntaxError as error:
        return (Problem(error.line, error.column, error.message),)
    return check(expr, source, scope, resolve)
