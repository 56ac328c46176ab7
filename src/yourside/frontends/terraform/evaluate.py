"""Expressions to values. What comes back has the expression's span; how it got there is in its origin's `via`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from yourside.frontends.terraform.file_functions import FILE_FUNCTIONS, file_call
from yourside.frontends.terraform.for_expressions import loop
from yourside.frontends.terraform.functions.calls import call
from yourside.frontends.terraform.operands import boolean, first_unknown, lifted, text
from yourside.frontends.terraform.operation import InvalidError, assume, operate
from yourside.frontends.terraform.operators import binary, equal, unary
from yourside.frontends.terraform.origins import at, taken
from yourside.frontends.terraform.questions import question
from yourside.frontends.terraform.references import reference, spelled
from yourside.frontends.terraform.scope import Scope
from yourside.frontends.terraform.templates import template
from yourside.frontends.terraform.traversal import attribute, index, splat
from yourside.spans import Origin, Span
from yourside.syntax.hcl import tree
from yourside.syntax.hcl.tree import Call, Conditional, Expr, GetAttr, Index, Object, Splat, Unary
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why, known

# Where the element of a splat is bound: no identifier can be spelled like this.
_ELEMENT = "[*]"


def evaluate(expr: Expr, scope: Scope) -> Value:
    scope.work.left -= 1
    if scope.work.left < 0:
        return Unknown(Why.LIMIT, Origin(expr.span), spelled(expr)[:80])
    return _FORMS[type(expr)](expr, scope)


def bind(expr: Expr, name: Span, scope: Scope) -> Value:
    """The value of an attribute: its origin also knows the key."""
    value = evaluate(expr, scope)
    return at(value, value.origin.bound(expr.span, name))


def _variable(expr: tree.Variable, scope: Scope) -> Value:
    if (value := scope.bindings.get(expr.name)) is not None:
        return taken(value, expr.span, expr.name)
    return scope.fail("terraform-reference", f'"{expr.name}" is not a value', expr.span)


def _attribute(expr: GetAttr, scope: Scope) -> Value:
    address = reference(expr)
    if address and address.partition(".")[0] not in scope.bindings:
        return _named(address, expr.span, scope)
    if expr.name.text.isdigit() and (instance := _symbolic(expr.source, expr.span, scope)):
        return instance
    return attribute(evaluate(expr.source, scope), expr.name.text, expr.span, scope)


def _named(address: str, span: Span, scope: Scope) -> Value:
    if named := scope.names.lookup(address):
        return taken(named.value, span, named.label) if named.label else at(named.value, Origin(span))
    missing = scope.fail("terraform-reference", f"{address} is not declared in this module", span)
    if address.startswith(("var.", "local.", "module.")):
        return missing
    full = scope.full(address)
    return Unknown(Why.REFERENCE, Origin(span, refs=(full,)), full)


def _index(expr: Index, scope: Scope) -> Value:
    if instance := _symbolic(expr.source, expr.span, scope):
        return instance
    return index(evaluate(expr.source, scope), evaluate(expr.key, scope), expr.span, scope)


def _symbolic(source: Expr, span: Span, scope: Scope) -> Value | None:
    """Any index into a resource with an unknown number of instances finds the one that stands for all."""
    address = reference(source)
    instance = scope.names.symbolic(address) if address else None
    return taken(instance, span, address) if instance else None


def _splat(expr: Splat, scope: Scope) -> Value:
    def each(element: Value) -> Value:
        return evaluate(expr.each, scope.binding({_ELEMENT: element}))

    return splat(evaluate(expr.source, scope), each, expr.span, scope)


def _object(expr: Object, scope: Scope) -> Value:
    def apply(*keys: Value) -> Value:
        entries: dict[str, Value] = {}
        rest: Unknown | None = None
        for key, item in zip(keys, expr.items, strict=True):
            if unknown := first_unknown((key,)):
                rest = rest or unknown
            else:
                entries[text(key)] = bind(item.value, item.key.span, scope)
        return Map(entries, Origin(expr.span), rest)

    return operate(apply, [evaluate(item.key, scope) for item in expr.items], expr.span, scope)


def _call(expr: Call, scope: Scope) -> Value:
    match expr.name:
        case "try":
            return _first_that_works(expr, 0, scope)
        case "can":
            return _works(expr, scope)
    args = [evaluate(arg, scope) for arg in expr.args]
    return file_call(expr, args, scope, evaluate) if expr.name in FILE_FUNCTIONS else call(expr, args, scope)


def _first_that_works(expr: Call, position: int, scope: Scope) -> Value:
    if position == len(expr.args):
        return scope.fail("terraform-function", "try(): no argument can be evaluated", expr.span)
    attempt = scope.attempt()
    value = evaluate(expr.args[position], attempt)

    def rescued(value: Value) -> Value:
        match value:
            case Unknown(why=Why.INVALID):
                return _first_that_works(expr, position + 1, scope)
            case Choice(branches=branches):
                return replace(value, branches=tuple((label, rescued(branch)) for label, branch in branches))
        return value

    return _first_that_works(expr, position + 1, scope) if attempt.log else rescued(value)


def _works(expr: Call, scope: Scope) -> Value:
    if len(expr.args) != 1:
        return scope.fail("terraform-function", "can() takes one argument", expr.span)
    attempt = scope.attempt()
    value = evaluate(expr.args[0], attempt)
    undecided = first_unknown((value,))
    if attempt.log or undecided is None:
        return Scalar(not attempt.log, Origin(expr.span))
    return Unknown(undecided.why, Origin(expr.span), undecided.target)


def _conditional(expr: Conditional, scope: Scope) -> Value:
    def apply(condition: Value) -> Value:
        if isinstance(condition, Unknown) and condition.why is not Why.INVALID:
            return _choice(expr, scope)
        chosen, other = (expr.then, expr.otherwise) if boolean(condition) else (expr.otherwise, expr.then)
        return _unified(evaluate(chosen, scope), other, scope)

    return operate(apply, (evaluate(expr.condition, scope),), expr.span, scope)


def _unified(value: Value, other: Expr, scope: Scope) -> Value:
    """Both arms have one type: beside a string, a number or bool is a string."""
    match value:
        case Scalar(data=bool() | int() | float()):
            match evaluate(other, scope.attempt()):
                case Scalar(data=str()):
                    return Scalar(text(value), value.origin)
                case Seq() | Map():
                    raise InvalidError("the two results have no common type")
    return value


def _choice(expr: Conditional, scope: Scope) -> Value:
    condition, then, otherwise = expr.condition, expr.then, expr.otherwise
    if isinstance(condition, Unary) and condition.operator == "!":
        condition, then, otherwise = condition.operand, otherwise, then
    label = question(condition, scope)
    arms = [evaluate(arm, scope.attempt()) for arm in (then, otherwise)]
    if known(arms[0]) and known(arms[1]) and equal(arms[0], arms[1]):
        return arms[0]
    branches = tuple((name, assume(arm, label, name)) for name, arm in zip(("true", "false"), arms, strict=True))
    return Choice(label, branches, Origin(expr.span))


# One entry per form of the tree; `Any` because each takes its own.
_FORMS: Mapping[type, Callable[[Any, Scope], Value]] = {
    tree.Literal: lambda expr, scope: operate(lambda: lifted(expr.data, Origin(expr.span)), (), expr.span, scope),
    tree.Template: lambda expr, scope: template(expr, scope, evaluate),
    tree.Tuple: lambda expr, scope: Seq(tuple(evaluate(item, scope) for item in expr.items), Origin(expr.span)),
    tree.Object: _object,
    tree.Variable: _variable,
    tree.GetAttr: _attribute,
    tree.Index: _index,
    tree.Splat: _splat,
    tree.SplatItem: lambda _, scope: scope.bindings[_ELEMENT],
    tree.Call: _call,
    tree.Conditional: _conditional,
    tree.Unary: lambda expr, scope: unary(expr.operator, evaluate(expr.operand, scope), expr.span, scope),
    tree.Binary: lambda expr, scope: binary(
        expr.operator, evaluate(expr.left, scope), evaluate(expr.right, scope), expr.span, scope
    ),
    tree.For: lambda expr, scope: loop(expr, scope, evaluate),
    tree.Bad: lambda expr, _: Unknown(Why.PARSE, Origin(expr.span)),
}
