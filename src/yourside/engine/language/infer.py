"""The shape of what an expression gives, as far as it is known, and the problems met on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatch

from yourside.catalog.shapes import Kind, Shape
from yourside.engine.evidence import Judged, Operand
from yourside.engine.functions.table import CALCULATIONS, PREDICATES, Function
from yourside.engine.functions.text import pattern
from yourside.engine.language import tree as t
from yourside.engine.language.paths import ANY, OPEN, along, hint, item_of, step_into

BOOLEAN, NUMBER, STRING = Shape(Kind.BOOLEAN), Shape(Kind.NUMBER), Shape(Kind.STRING)
FUNCTIONS: Mapping[str, Function[Judged] | Function[Operand]] = {**PREDICATES, **CALCULATIONS}

_USAGES = {
    "refs": "refs('Path')",
    "referrers": "referrers('AWS::Type') or referrers('AWS::Type', 'Path')",
    "siblings": "siblings('Path', 'Path that they have')",
}

Resolve = Callable[[str], Shape | None]


@dataclass(frozen=True, slots=True)
class Context:
    """`problems` are offsets and messages; a problem's expression has any shape, so that it is the only one."""

    scope: Mapping[str, Shape]
    resolve: Resolve
    problems: list[tuple[int, str]] = field(default_factory=list)

    def report(self, at: int, message: str) -> Shape:
        self.problems.append((at, message))
        return ANY

    def with_variable(self, name: str, shape: Shape) -> Context:
        return replace(self, scope={**self.scope, name: shape})


@singledispatch
def shape_of(expr: t.Expr, context: Context) -> Shape:
    """The shape of what an expression gives; problems go to the context."""
    raise TypeError(expr)


@shape_of.register
def _(expr: t.Literal, context: Context) -> Shape:
    return {str: STRING, bool: BOOLEAN, int: NUMBER, float: NUMBER}.get(type(expr.data), ANY)


@shape_of.register
def _(expr: t.Listed, context: Context) -> Shape:
    shapes = [shape_of(item, context) for item in expr.items]
    same = shapes and all(shape is shapes[0] for shape in shapes)
    return Shape(Kind.LIST, item=shapes[0] if same else ANY)


@shape_of.register
def _(expr: t.Mapped, context: Context) -> Shape:
    fields = {}
    for key, value in expr.entries:
        if isinstance(key, t.Literal) and isinstance(key.data, str):
            fields[key.data] = shape_of(value, context)
        else:
            context.report(key.at, "the keys of a map are strings")
    return Shape(Kind.STRUCT, fields)


@shape_of.register
def _(expr: t.Name, context: Context) -> Shape:
    if expr.name in context.scope:
        return context.scope[expr.name]
    return context.report(expr.at, f"no variable {expr.name!r}{hint(expr.name, context.scope)}")


@shape_of.register
def _(expr: t.Path, context: Context) -> Shape:
    shape = shape_of(expr.base, context)
    for step in expr.steps:
        if isinstance(step, t.Literal):
            shape = step_into(shape, step.data, step.at, context.report)
        else:
            shape_of(step, context)
            shape = shape.item or ANY
    return shape


@shape_of.register
def _(expr: t.Not, context: Context) -> Shape:
    _condition(expr.operand, context)
    return BOOLEAN


@shape_of.register
def _(expr: t.Logic, context: Context) -> Shape:
    for operand in expr.operands:
        _condition(operand, context)
    return BOOLEAN


@shape_of.register
def _(expr: t.Compare, context: Context) -> Shape:
    shape_of(expr.left, context)
    right = shape_of(expr.right, context)
    if expr.op == "in" and right.kind not in (Kind.LIST, *OPEN):
        context.report(expr.right.at, f"'in' asks for a list, not a {right.kind}")
    return BOOLEAN


@shape_of.register
def _(expr: t.Arithmetic, context: Context) -> Shape:
    left = shape_of(expr.left, context)
    right = shape_of(expr.right, context)
    return left if left.kind is right.kind else ANY


@shape_of.register
def _(expr: t.Coalesce, context: Context) -> Shape:
    left = shape_of(expr.left, context)
    right = shape_of(expr.right, context)
    return left if left.kind is right.kind else ANY


@shape_of.register
def _(expr: t.Conditional, context: Context) -> Shape:
    _condition(expr.test, context)
    then = shape_of(expr.then, context)
    otherwise = shape_of(expr.otherwise, context)
    return then if then.kind is otherwise.kind else ANY


@shape_of.register
def _(expr: t.Quantifier, context: Context) -> Shape:
    item = _item(expr, context)
    _condition(expr.body, context.with_variable(expr.variable, item))
    return BOOLEAN


@shape_of.register
def _(expr: t.Comprehension, context: Context) -> Shape:
    item = _item(expr, context)
    body = shape_of(expr.body, context.with_variable(expr.variable, item))
    return Shape(Kind.LIST, item=item if expr.op == "filter" else body)


@shape_of.register
def _(expr: t.Neighbours, context: Context) -> Shape:
    base = shape_of(expr.base, context)
    texts = [argument.data for argument in expr.arguments if isinstance(argument, t.Literal)]
    match expr.op, texts:
        case "refs", [str(path)]:
            along(base, path, expr.arguments[0].at, context.report)
            return Shape(Kind.LIST, item=ANY)
        case "referrers", [str(kind), *paths] if len(paths) <= 1:
            return Shape(Kind.LIST, item=_referrer(expr, kind, paths, context))
        case "siblings", [str(), str()]:
            for argument, each in zip(expr.arguments, texts, strict=True):
                along(base, str(each), argument.at, context.report)
            return Shape(Kind.LIST, item=base)
    return context.report(expr.at, f"this is written {_USAGES[expr.op]}")


@shape_of.register
def _(expr: t.Call, context: Context) -> Shape:
    shapes = [shape_of(argument, context) for argument in expr.arguments]
    function = FUNCTIONS.get(expr.function)
    if function is None:
        return context.report(expr.at, f"no function {expr.function!r}{hint(expr.function, FUNCTIONS)}")
    most = len(function.parameters)
    if not most - function.optional <= len(shapes) <= most:
        return context.report(expr.at, f"{expr.function} is written {expr.function}({', '.join(function.parameters)})")
    if expr.function == "matches":
        _regex(expr.arguments[1], context)
    return _result(expr.function, function.gives, shapes[0])


def _condition(expr: t.Expr, context: Context) -> None:
    shape = shape_of(expr, context)
    if shape.kind not in (Kind.BOOLEAN, Kind.STRING, *OPEN):
        kind = f"{'an' if shape.kind is Kind.INTEGER else 'a'} {shape.kind}"
        context.report(expr.at, f"a condition is true or false, not {kind}; compare it with something")


def _item(expr: t.Quantifier | t.Comprehension, context: Context) -> Shape:
    if expr.variable in context.scope:
        context.report(expr.at, f"{expr.variable!r} has a meaning here already; call the item something else")
    return item_of(shape_of(expr.over, context), expr.op, expr.at, context.report)


def _referrer(expr: t.Neighbours, kind: str, paths: Sequence[object], context: Context) -> Shape:
    shape = context.resolve(kind)
    if shape is None:
        return context.report(expr.arguments[0].at, f"no type {kind!r}")
    for path in paths:
        along(shape, str(path), expr.arguments[1].at, context.report)
    return shape


def _regex(expr: t.Expr, context: Context) -> None:
    if not (isinstance(expr, t.Literal) and isinstance(expr.data, str)):
        context.report(expr.at, "a regular expression is a literal string")
        return
    try:
        pattern(expr.data)
    except ValueError as error:
        context.report(expr.at, f"this regular expression cannot be read: {error}")


def _result(function: str, gives: Kind, argument: Shape) -> Shape:
    match function:
        case "list":
            return argument if argument.kind is Kind.LIST else Shape(Kind.LIST, item=argument)
        case "values":
            return Shape(Kind.LIST, item=argument.item or ANY)
        case "keys":
            return Shape(Kind.LIST, item=STRING)
    return Shape(gives)
