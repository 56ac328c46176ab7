"""Expressions that give a value."""

from __future__ import annotations

from yourside.engine.arithmetic import ARITHMETIC
from yourside.engine.evidence import Computed, Operand, Walked
from yourside.engine.frame import Frame
from yourside.engine.functions.table import CALCULATIONS
from yourside.engine.language.closures import Calculation, Condition, Scope
from yourside.engine.language.tree import (
    Arithmetic,
    Call,
    Coalesce,
    Comprehension,
    Conditional,
    Listed,
    Literal,
    Mapped,
    Name,
    Neighbours,
    Path,
)
from yourside.engine.neighbours import NEIGHBOURS
from yourside.engine.walking import RULE, absence, child, constant, listed, unsettled
from yourside.values import Choice, Map, Scalar, Tri


def literal(node: Literal, _: Scope) -> Calculation:
    value = constant(node.data)
    return lambda _: value


def judged(condition: Condition) -> Calculation:
    """A condition where a value is wanted."""

    def run(frame: Frame) -> Operand:
        truth, leaves = condition(frame)
        return unsettled(*leaves) if truth is Tri.UNKNOWN else constant(truth is Tri.TRUE, *leaves)

    return run


def list_of(node: Listed, scope: Scope) -> Calculation:
    items = tuple(scope.calculation(item) for item in node.items)
    if all(isinstance(item, Literal) for item in node.items):
        value = listed(tuple(constant(item.data) for item in node.items if isinstance(item, Literal)), None)
        return lambda _: value

    def run(frame: Frame) -> Operand:
        members = tuple(item(frame) for item in items)
        return listed(members, None, *members)

    return run


def map_of(node: Mapped, scope: Scope) -> Calculation:
    """The keys of a map are literal strings."""
    keys = tuple(str(key.data) for key, _ in node.entries if isinstance(key, Literal))
    values = tuple(scope.calculation(value) for _, value in node.entries)

    def run(frame: Frame) -> Operand:
        operands = tuple(value(frame) for value in values)
        entries = zip(keys, (operand.value for operand in operands), strict=True)
        return Computed(Map(dict(entries), RULE), operands)

    return run


def variable(node: Name, scope: Scope) -> Calculation:
    slot = scope.slot(node.name)

    def run(frame: Frame) -> Operand:
        operand = frame.variables[slot]
        return frame.settle(operand) if type(operand.value) is Choice else operand

    return run


def path(node: Path, scope: Scope) -> Calculation:
    keys = tuple(step.data for step in node.steps if isinstance(step, Literal))
    base = scope.calculation(node.base)
    if len(keys) < len(node.steps):
        return _indexed(base, tuple(scope.calculation(step) for step in node.steps))
    spelled = tuple(key for key in keys if isinstance(key, str | int))

    def run(frame: Frame) -> Operand:
        operand = base(frame)
        for key in spelled:
            value = operand.value
            # What almost every step is, without a call.
            if type(value) is Map and type(operand) is Walked and type(key) is str and key in value.entries:
                operand = Walked(value.entries[key], operand, key)
            else:
                operand = child(operand, key)
            if type(operand.value) is Choice:
                operand = frame.settle(operand)
        return operand

    return run


def _indexed(base: Calculation, steps: tuple[Calculation, ...]) -> Calculation:
    def run(frame: Frame) -> Operand:
        operand = base(frame)
        for step in steps:
            key = step(frame)
            match key.value:
                case Scalar(data=str() | int() as data):
                    operand = frame.settle(child(operand, data))
                case _:
                    return unsettled(key)
        return operand

    return run


def coalesce(node: Coalesce, scope: Scope) -> Calculation:
    left, right = scope.calculation(node.left), scope.calculation(node.right)

    def run(frame: Frame) -> Operand:
        first = left(frame)
        match absence(first.value):
            case Tri.TRUE:
                return right(frame)
            case Tri.FALSE:
                return first
        return unsettled(first)

    return run


def arithmetic(node: Arithmetic, scope: Scope) -> Calculation:
    left, right, operation = scope.calculation(node.left), scope.calculation(node.right), ARITHMETIC[node.op]
    return lambda frame: operation(left(frame), right(frame))


def conditional(node: Conditional, scope: Scope) -> Calculation:
    test = scope.condition(node.test)
    then, otherwise = scope.calculation(node.then), scope.calculation(node.otherwise)

    def run(frame: Frame) -> Operand:
        truth, leaves = test(frame)
        if truth is Tri.UNKNOWN:
            return unsettled(*leaves)
        return then(frame) if truth is Tri.TRUE else otherwise(frame)

    return run


def comprehension(node: Comprehension, scope: Scope) -> Calculation:
    over = scope.calculation(node.over)
    slot, inner = scope.with_variable(node.variable)
    if node.op == "map":
        return _mapped(over, slot, inner.calculation(node.body))
    return _filtered(over, slot, inner.condition(node.body))


def _mapped(over: Calculation, slot: int, change: Calculation) -> Calculation:
    def run(frame: Frame) -> Operand:
        def changed(item: Operand) -> Operand:
            frame.variables[slot] = item
            return change(frame)

        whole = over(frame)
        items = frame.members(whole)
        if items is None:
            return unsettled(whole)
        return listed(tuple(changed(item) for item in items.known), items.rest, whole)

    return run


def _filtered(over: Calculation, slot: int, keep: Condition) -> Calculation:
    """Items that may or may not be kept become the rest of the new list."""

    def run(frame: Frame) -> Operand:
        whole = over(frame)
        items = frame.members(whole)
        if items is None:
            return unsettled(whole)
        kept, rest = [], items.rest
        for item in items.known:
            frame.variables[slot] = item
            truth, leaves = keep(frame)
            if truth is Tri.TRUE:
                kept.append(item)
            elif truth is Tri.UNKNOWN:
                rest = rest or unsettled(*leaves)
        return listed(tuple(kept), rest, whole)

    return run


def neighbours(node: Neighbours, scope: Scope) -> Calculation:
    """The arguments of a graph method are literal strings."""
    base, find = scope.calculation(node.base), NEIGHBOURS[node.op]
    arguments = tuple(str(argument.data) for argument in node.arguments if isinstance(argument, Literal))
    return lambda frame: find(frame, base(frame), *arguments)


def call(node: Call, scope: Scope) -> Calculation:
    function = CALCULATIONS[node.function]
    arguments = tuple(scope.calculation(argument) for argument in node.arguments)

    def run(frame: Frame) -> Operand:
        given = [argument(frame) for argument in arguments]
        asked = (node.function, *map(id, given))
        if asked not in frame.computed:
            frame.computed[asked] = given, function.call(*map(frame.ground, given))
        return frame.computed[asked][1]

    return run
