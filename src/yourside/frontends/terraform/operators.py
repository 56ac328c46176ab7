"""HCL's operators. Arithmetic is exact; equality knows types (`"1" != 1`) and looks into collections."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from yourside.frontends.terraform.operands import (
    Set,
    boolean,
    entries,
    exact,
    items,
    lifted,
    number,
    settled,
    text,
)
from yourside.frontends.terraform.operation import InvalidError, NotKnownError, UndecidedError, operate
from yourside.frontends.terraform.origins import derived
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Span
from yourside.values import Encoded, Map, Scalar, Seq, Unknown, Value


def _divide(left: Fraction, right: Fraction) -> Fraction:
    if not right:
        raise InvalidError("division by zero")
    return left / right


def _modulo(left: Fraction, right: Fraction) -> Fraction:
    """The remainder has the sign of the dividend."""
    if not right:
        return left
    quotient = abs(left / right)
    rest = abs(left) - abs(right) * (quotient.numerator // quotient.denominator)
    return rest if left >= 0 else -rest


_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction | bool]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
    "%": _modulo,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def unary(sign: str, operand: Value, span: Span, scope: Scope) -> Value:
    def apply(value: Value) -> Value:
        return lifted(not boolean(value) if sign == "!" else -number(value), derived(span, (value,)))

    return operate(apply, (operand,), span, scope)


def binary(sign: str, left: Value, right: Value, span: Span, scope: Scope) -> Value:
    def apply(a: Value, b: Value) -> Value:
        return lifted(_result(sign, a, b), derived(span, (a, b)))

    return operate(apply, (left, right), span, scope)


def _result(sign: str, left: Value, right: Value) -> object:
    match sign:
        case "==":
            return equal(left, right)
        case "!=":
            return not equal(left, right)
        case "&&":
            return holds_for_all(boolean, (left, right))
        case "||":
            return not holds_for_all(lambda side: not boolean(side), (left, right))
    return _ARITHMETIC[sign](exact(number(left)), exact(number(right)))


def equal(left: Value, right: Value) -> bool:
    if _starts_otherwise(left, right) or _starts_otherwise(right, left):
        return False
    match settled(left), settled(right):
        case Scalar() as a, Scalar() as b:
            return _same(a, b)
        case Seq() as a, Seq() as b if type(a) is not type(b):
            return False
        case Set() as a, Set() as b if len(items(a)) == len(items(b)):
            return holds_for_all(lambda item: any_equal(item, items(b)), items(a))
        case Seq() as a, Seq() as b:
            return len(items(a)) == len(items(b)) and holds_for_all(equal, items(a), items(b))
        case Map() as a, Map() as b:
            mine, others = entries(a), entries(b)
            return mine.keys() == others.keys() and holds_for_all(equal, mine.values(), others.values())
        case (Encoded(), Encoded() | Scalar(data=str())) | (Scalar(data=str()), Encoded()):
            return text(left) == text(right)
    return False


def _starts_otherwise(string: Value, other: Value) -> bool:
    """Whatever the rest of a string becomes that is known in part, it is a string and starts as it does."""
    match string, other:
        case Unknown(parts=parts), Scalar(data=data) if parts:
            return not isinstance(data, str) or not data.startswith(string.prefix)
    return False


def any_equal(wanted: Value, among: Iterable[Value]) -> bool:
    """Whether one of these is it; unknown ones matter only if none is."""
    return not holds_for_all(lambda item: not equal(wanted, item), among)


def _same(left: Scalar, right: Scalar) -> bool:
    if isinstance(left.data, bool) or isinstance(right.data, bool):
        return left.data is right.data
    return left.data == right.data


def holds_for_all(test: Callable[..., bool], *columns: Iterable[Value]) -> bool:
    """Kleene's conjunction over the rows: one that fails decides, even after one that is not known."""
    undecided: NotKnownError | UndecidedError | None = None
    for row in zip(*columns, strict=True):
        try:
            if not test(*row):
                return False
        except (NotKnownError, UndecidedError) as stop:
            undecided = undecided or stop
    if undecided:
        raise undecided
    return True
