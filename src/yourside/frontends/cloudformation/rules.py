"""Worlds in which a stack cannot be deployed, because its template's assertions forbid them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from yourside.frontends.cloudformation.choices import MAX_WORLDS, axes_of, conjoined, leaves, never, projected, pruned
from yourside.frontends.cloudformation.comparisons import triangles
from yourside.frontends.cloudformation.conditions import alike, weigh_expression
from yourside.frontends.cloudformation.scope import Functions, Scope, Stack
from yourside.spans import Level, Origin
from yourside.values import Choice, Map, Scalar, Tri, Value


def restricted(stack: Stack, functions: Functions) -> Stack:
    """Inputs without the values that no assertion leaves, and as `limits` what assertions say of several together."""
    limits = _limits(stack, functions)
    narrowed = _narrowed(stack, limits)
    while narrowed is not stack:
        stack, limits = narrowed, _limits(narrowed, functions)
        narrowed = _narrowed(stack, limits)
    return replace(stack, limits=limits)


def limits_on(body: Map, when: Value | None, stack: Stack) -> Iterator[Choice]:
    """What the limits leave of the worlds that matter to a resource."""
    if stack.limits:
        touched = {*axes_of(body), *axes_of(when)}
        for limit in stack.limits:
            if isinstance(seen := pruned(projected(limit, touched)), Choice):
                yield seen


def _limits(stack: Stack, functions: Functions) -> tuple[Choice, ...]:
    """Where the assertions hold: those that share an input together, as long as that stays small."""
    scope, limits = Scope(stack, functions).certain, list(_consistent(stack))
    for assertion in stack.template.assertions:
        found = pruned(_worlds(assertion, scope))
        apart = list[Choice]()
        for limit in limits:
            both = pruned(conjoined(limit, found)) if {*axes_of(limit)} & {*axes_of(found)} else limit
            if isinstance(both, Choice) and both is not limit and leaves(both) <= MAX_WORLDS:
                found = both
            else:
                apart.append(limit)
                found = both if never(both) else found
        if isinstance(found, Choice):
            limits = [*apart, found]
        elif never(found):
            problem = "no parameters that the stack may have fulfil this rule: it cannot be deployed"
            scope.notes.problem("cloudformation-rule", problem, assertion.origin, Level.WARNING)
    return tuple(limits)


def _consistent(stack: Stack) -> Iterator[Choice]:
    """Of three inputs two pairs are never the same when the third is not."""
    for names in triangles((*stack.template.conditions.values(), *stack.template.assertions)):
        values = [stack.inputs.get(name) for name in names]
        targets = [stack.prefix + name if value else name for name, value in zip(names, values, strict=True)]
        origin = next((value.origin for value in values if value), None)
        if origin:
            axes = [alike(one, other) for one, other in combinations(targets, 2)]
            yield _three(axes, 0, origin)


def _three(axes: Sequence[str], same: int, origin: Origin) -> Choice:
    """Worlds over the rest of three axes, of which `same` have turned out true."""
    axis, *others = axes
    ways = (("true", same + 1), ("false", same))
    branches = ((label, _three(others, now, origin) if others else Scalar(now != 2, origin)) for label, now in ways)
    return Choice(axis, tuple(branches), origin)


def _narrowed(stack: Stack, limits: tuple[Choice, ...]) -> Stack:
    for limit in limits:
        for axis in dict.fromkeys(axes_of(limit)):
            stack = _without(stack, axis, projected(limit, {axis}))
    return stack


def _without(stack: Stack, axis: str, worlds: Value) -> Stack:
    """A stack without the values of a parameter that are in no world."""
    name = axis.removeprefix(stack.prefix)
    match stack.inputs.get(name), worlds:
        case Choice(condition=own, branches=branches) as choice, Choice(branches=seen) if own == axis:
            possible = dict(seen)
            left = tuple(each for each in branches if not never(possible.get(each[0], worlds)))
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
