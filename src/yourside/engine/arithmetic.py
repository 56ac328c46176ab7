"""`+` and `-`: numbers, and lists put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yourside.engine.evidence import Computed, Items, Operand
from yourside.engine.spelling import number
from yourside.engine.walking import constant, listed, members, nothing, unsettled
from yourside.values import Scalar, Seq


def plus(left: Operand, right: Operand) -> Operand:
    """The sum of two numbers, or one list after another; what is absent is an empty list beside a list."""
    if not any(isinstance(operand.value, Seq) for operand in (left, right)):
        both_absent = nothing(left.value) and nothing(right.value)
        return listed((), None, left, right) if both_absent else _numbers(left, right, lambda a, b: a + b)
    one, other = _part(left), _part(right)
    return listed(one.known + other.known, one.rest or other.rest, left, right)


def minus(left: Operand, right: Operand) -> Operand:
    """The difference of two numbers."""
    return _numbers(left, right, lambda a, b: a - b)


ARITHMETIC: Mapping[str, Callable[[Operand, Operand], Operand]] = {"+": plus, "-": minus}


def _part(operand: Operand) -> Items:
    return members(operand) or Items((), unsettled(operand))


def _numbers(left: Operand, right: Operand, operation: Callable[[float, float], float]) -> Computed:
    match left.value, right.value:
        case (Scalar(data=a), Scalar(data=b)):
            one, other = number(a), number(b)
            if one is not None and other is not None:
                return constant(operation(one, other), left, right)
    return unsettled(left, right)
