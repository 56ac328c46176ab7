"""Worlds in which a stack cannot be deployed, because its template's assertions forbid them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yourside.frontends.cloudformation.choices import MAX_WORLDS, never, pruned
from yourside.frontends.cloudformation.conditions import weigh_expression
from yourside.frontends.cloudformation.scope import Axis, Functions, Scope, Stack
from yourside.values import Choice, Map, Scalar, Seq, Tri, Value


def restricted(stack: Stack, functions: Functions) -> Stack:
    """Inputs without the values that no assertion leaves, and as `limits` what assertions say of several together."""
    for assertion in stack.template.assertions:
        for name in stack.template.parameters:
            stack = _narrowed(stack, name, assertion, functions)
    scope = Scope(stack, functions).certain
    worlds = (pruned(_worlds(assertion, scope)) for assertion in stack.template.assertions)
    return replace(stack, limits=tuple(each for each in worlds if isinstance(each, Choice)))


def limits_on(body: Map, when: Value | None, stack: Stack) -> Iterator[Choice]:
    """The limits that matter to a resource: what hangs on one input alone is possible in every way left to that."""
    if stack.limits:
        touched = {*_axes(body), *_axes(when)}
        for limit in stack.limits:
            axes = set(_axes(limit))
            if len(axes & touched) >= min(2, len(axes)):
                yield limit


def _narrowed(stack: Stack, name: str, assertion: Value, functions: Functions) -> Stack:
    axis = stack.prefix + name
    match stack.inputs[name]:
        case Choice(condition=condition, branches=branches) as choice if condition == axis:
            scope = Scope(stack, functions).certain
            ways = {label: scope.assuming(Axis.of(choice), label) for label, _ in branches}
            left = tuple(each for each in branches if not never(pruned(_worlds(assertion, ways[each[0]]))))
            if 0 < len(left) < len(branches):
                return _with_input(stack, name, replace(choice, branches=left))
    return stack


def _with_input(stack: Stack, name: str, left: Choice) -> Stack:
    """A parameter that has fewer ways to turn out; its default may be none of them any more."""
    usual = left.default if left.default in dict(left.branches) else None
    choice = replace(left, default=usual)
    match choice.branches:
        case ((_, Scalar() as only),):
            certain: Value = only
        case _:
            certain = choice
    default = stack.defaults[name] if usual and not isinstance(stack.defaults[name], Choice) else certain
    inputs, defaults = {**stack.inputs, name: certain}, {**stack.defaults, name: default}
    return replace(stack, inputs=inputs, defaults=defaults, scopes={})


def _worlds(assertion: Value, scope: Scope) -> Value:
    """Where an assertion holds. What cannot be told is possible."""
    weighed = weigh_expression(assertion, scope)
    axis = weighed.open
    if axis is None or scope.worlds * len(axis.labels) > MAX_WORLDS:
        return Scalar(weighed.truth is not Tri.FALSE, assertion.origin)
    branches = ((label, _worlds(assertion, scope.assuming(axis, label))) for label in axis.labels)
    return Choice(axis.name, tuple(branches), assertion.origin, axis.default)


def _axes(value: Value | None) -> Iterator[str]:
    match value:
        case Choice(condition=condition, branches=branches):
            yield condition
            for _, branch in branches:
                yield from _axes(branch)
        case Map(entries=entries):
            for entry in entries.values():
                yield from _axes(entry)
        case Seq(items=items):
            for item in items:
                yield from _axes(item)
