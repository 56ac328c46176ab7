"""Calling a function: what it needs is converted, what is not known stops it, what is wrong is noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yourside.frontends.terraform.functions.patterns import NotRunError
from yourside.frontends.terraform.functions.signature import Accessor, Function
from yourside.frontends.terraform.functions.table import FUNCTIONS, NOT_EVALUATED
from yourside.frontends.terraform.limits import within_limits
from yourside.frontends.terraform.operands import items, lifted
from yourside.frontends.terraform.operation import InvalidError, operate
from yourside.frontends.terraform.origins import at, derived, sensitive, taken
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Span
from yourside.syntax.hcl.tree import Call
from yourside.values import Encoded, Scalar, Unknown, Value, Why


def call(expr: Call, args: Sequence[Value], scope: Scope) -> Value:
    name = expr.name.removeprefix("core::")
    function = FUNCTIONS.get(name)
    if function is None:
        if name not in NOT_EVALUATED and "::" not in name:
            return scope.fail("terraform-function", f"there is no function {name}()", expr.span)
        return Unknown(Why.FUNCTION, derived(expr.span, args), f"{name}()")
    if not within_limits(args):
        return Unknown(Why.LIMIT, derived(expr.span, args), f"{name}()")

    def apply(*args: Value) -> Value:
        spread = (*args[:-1], *items(args[-1])) if expr.expand else args
        try:
            result = function.apply(*_converted(function, spread))
            return _placed(lifted(result, derived(expr.span, args)), spread, expr.span)
        except NotRunError:
            return Unknown(Why.FUNCTION, derived(expr.span, args), f"{name}()")
        except InvalidError as error:
            raise InvalidError(f"{name}(): {error}") from None

    return _guarded(operate(apply, args, expr.span, scope, "terraform-function"), name, args, scope)


def _guarded(result: Value, name: str, args: Sequence[Value], scope: Scope) -> Value:
    """What was made of anything sensitive is sensitive; of a collection, those parts that are."""
    scope.ground.secrets |= name == "sensitive"
    match result:
        case Scalar() | Encoded() | Unknown() if scope.ground.secrets and name != "nonsensitive" and sensitive(args):
            return at(result, replace(result.origin, sensitive=True))
    return result


def _converted(function: Function, args: Sequence[Value]) -> list[object]:
    most, least = len(function.takes), len(function.takes) - function.optional
    if len(args) < least or (len(args) > most and function.more is None):
        few = "at least " if function.more or function.optional else ""
        raise InvalidError(f"takes {few}{least} arguments, not {len(args)}")
    return [accessor(arg) for accessor, arg in zip(_accessors(function), args, strict=False)]


def _accessors(function: Function) -> Iterator[Accessor]:
    yield from function.takes
    while function.more:
        yield function.more


def _placed(result: Value, args: Sequence[Value], span: Span) -> Value:
    """A result that is one of the arguments, or stands in one, keeps the way that it came."""
    trails = [arg for arg in args if arg.origin.via]
    holder = next((arg for arg in trails if arg.origin.via[-1].span.contains(result.origin.span)), None)
    return result if result.origin.span == span else taken(result, span, "item", holder)
