"""String templates: text, interpolations and directives. A string known in part keeps its pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from yourside.frontends.terraform.iteration import bound, pairs
from yourside.frontends.terraform.operands import first_unknown, text
from yourside.frontends.terraform.operation import UndecidedError, operate
from yourside.frontends.terraform.origins import derived
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Origin, Span
from yourside.syntax.hcl.tree import Conditional, Expr, Part, Template, TemplateFor, TemplateIf
from yourside.values import Choice, Encoded, Scalar, Unknown, Value, Why

Evaluate = Callable[[Expr, Scope], Value]

# Longer texts, and texts of more pieces, come from doubling, not from people.
_LENGTH = 1 << 20
_PIECES = 1000


def template(expr: Template, scope: Scope, evaluate: Evaluate) -> Value:
    if len(expr.parts) == 1:
        return _piece(expr.parts[0], scope, evaluate)
    pieces = [_piece(part, scope, evaluate) for part in expr.parts]
    return _joined(pieces, expr.span, scope)


def _piece(part: Part, scope: Scope, evaluate: Evaluate) -> Value:
    match part:
        case TemplateIf(condition=condition, then=then, otherwise=otherwise, span=span):
            return evaluate(Conditional(condition, Template(then, span), Template(otherwise, span), span), scope)
        case TemplateFor():
            return _repeated(part, scope, evaluate)
        case _:
            return evaluate(part, scope)


def _repeated(part: TemplateFor, scope: Scope, evaluate: Evaluate) -> Value:
    def apply(collection: Value) -> Value:
        found, rest = pairs(collection)
        body = Template(part.body, part.span)
        rounds = [evaluate(body, bound(scope, part.key, part.value, pair)) for pair in found]
        return _joined([*rounds, *((rest,) if rest else ())], part.span, scope)

    return operate(apply, (evaluate(part.collection, scope),), part.span, scope)


def _joined(pieces: Sequence[Value], span: Span, scope: Scope) -> Value:
    return operate(lambda *values: joined(values, derived(span, values)), pieces, span, scope)


def joined(pieces: Sequence[Value], origin: Origin) -> Value:
    """One string out of its pieces."""
    parts = tuple(_merged(part for piece in pieces for part in _parts(piece)))
    if len(parts) > _PIECES or sum(len(text(part)) for part in parts if isinstance(part, Scalar)) > _LENGTH:
        return Unknown(Why.LIMIT, origin)
    if first := next((part for part in parts if isinstance(part, Unknown)), None):
        return Unknown(first.why, origin, first.target, parts)
    return Scalar("".join(map(text, parts)), origin)


def _parts(piece: Value) -> tuple[Value, ...]:
    match piece:
        case Unknown(parts=parts):
            return parts or (piece,)
        case Choice():
            raise UndecidedError(piece)
        case Encoded(value=inner) if unknown := first_unknown((inner,)):
            return (unknown,)
    return (Scalar(text(piece), piece.origin),)


def _merged(parts: Iterator[Value]) -> Iterator[Value]:
    """Neighbouring texts as one, so that the known start of a string is as long as it can be."""
    pending: Scalar | None = None
    for part in parts:
        if not isinstance(part, Scalar):
            if pending:
                yield pending
            pending = None
            yield part
        elif pending:
            pending = Scalar(f"{pending.data}{part.data}", pending.origin)
        else:
            pending = part
    if pending:
        yield pending
