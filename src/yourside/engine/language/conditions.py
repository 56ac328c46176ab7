"""Expressions that are true, false or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt

from yourside.engine.compare import equal, holds, ordered
from yourside.engine.evidence import Judged, Operand
from yourside.engine.frame import Frame
from yourside.engine.functions.table import PREDICATES
from yourside.engine.kleene import every, join, negate, some
from yourside.engine.language.closures import Calculation, Condition, Scope
from yourside.engine.language.tree import Call, Compare, Conditional, Expr, Listed, Literal, Logic, Not, Quantifier
from yourside.values import Scalar, Tri, Value

_RELATIONS: Mapping[str, Callable[[Value, Value], Tri]] = {
    "==": equal,
    "!=": lambda left, right: ~equal(left, right),
    "<": lambda left, right: ordered(left, right, lt),
    "<=": lambda left, right: ordered(left, right, le),
    ">": lambda left, right: ordered(left, right, gt),
    ">=": lambda left, right: ordered(left, right, ge),
}


def bare(value: Calculation) -> Condition:
    def run(frame: Frame) -> Judged:
        operand = value(frame)
        return holds(operand.value), (operand,)

    return run


def negation(node: Not, scope: Scope) -> Condition:
    operand = scope.condition(node.operand)
    return lambda frame: negate(operand(frame))


def logic(node: Logic, scope: Scope) -> Condition:
    first, *others = (scope.condition(operand) for operand in node.operands)
    deciding = Tri.FALSE if node.op == "&&" else Tri.TRUE

    def run(frame: Frame) -> Judged:
        outcome = first(frame)
        for other in others:
            if outcome[0] is deciding:
                return outcome
            outcome = join(outcome, other(frame), deciding)
        return outcome

    return run


def comparison(node: Compare, scope: Scope) -> Condition:
    if node.op == "in":
        return _membership(node, scope)
    left, right, relation = scope.calculation(node.left), scope.calculation(node.right), _RELATIONS[node.op]

    def run(frame: Frame) -> Judged:
        leaves = left(frame), right(frame)
        return relation(leaves[0].value, leaves[1].value), leaves

    return run


def _membership(node: Compare, scope: Scope) -> Condition:
    left, right = scope.calculation(node.left), scope.calculation(node.right)
    words = _words(node.right)

    def run(frame: Frame) -> Judged:
        member = left(frame)
        value = member.value
        if words and type(value) is Scalar and type(value.data) is str:
            return Tri.of(value.data in words), (member,)
        whole = right(frame)
        items = frame.members(whole)
        if items is None:
            return Tri.UNKNOWN, (whole,)
        outcome = some(lambda item: (equal(value, item.value), (member, item)), items.known, items.rest)
        return (Tri.FALSE, (member, whole)) if outcome[0] is Tri.FALSE else outcome

    return run


def _words(expr: Expr) -> frozenset[str]:
    """The members of a literal list of nothing but strings, which need no walk through it."""
    items = expr.items if isinstance(expr, Listed) else ()
    words = [item.data for item in items if isinstance(item, Literal) and isinstance(item.data, str)]
    return frozenset(words) if len(words) == len(items) else frozenset()


def quantifier(node: Quantifier, scope: Scope) -> Condition:
    over = scope.calculation(node.over)
    slot, inner = scope.with_variable(node.variable)
    body = inner.condition(node.body)
    decide = some if node.op == "exists" else every

    def run(frame: Frame) -> Judged:
        def judge(item: Operand) -> Judged:
            frame.variables[slot] = item
            return body(frame)

        whole = over(frame)
        items = frame.members(whole)
        if items is None:
            return Tri.UNKNOWN, (whole,)
        truth, leaves = decide(judge, items.known, items.rest)
        # That nothing in a list is so, is a fact of the list.
        return (truth, (whole,)) if not leaves or (decide is some and truth is Tri.FALSE) else (truth, leaves)

    return run


def conditional(node: Conditional, scope: Scope) -> Condition:
    test, then, otherwise = (scope.condition(part) for part in (node.test, node.then, node.otherwise))

    def run(frame: Frame) -> Judged:
        truth, leaves = test(frame)
        if truth is not Tri.UNKNOWN:
            outcome = then(frame) if truth is Tri.TRUE else otherwise(frame)
            return outcome[0], leaves + outcome[1] if outcome[0] is not Tri.UNKNOWN else outcome[1]
        one, other = then(frame), otherwise(frame)
        return (one[0], one[1] + other[1]) if one[0] is other[0] is not Tri.UNKNOWN else (Tri.UNKNOWN, leaves)

    return run


def predicate(node: Call, scope: Scope) -> Condition:
    function = PREDICATES[node.function]
    arguments = tuple(scope.calculation(argument) for argument in node.arguments)

    def run(frame: Frame) -> Judged:
        given = [argument(frame) for argument in arguments]
        asked = (node.function, *map(id, given))
        if asked not in frame.answered:
            frame.answered[asked] = given, function.call(*map(frame.ground, given))
        return frame.answered[asked][1]

    return run
