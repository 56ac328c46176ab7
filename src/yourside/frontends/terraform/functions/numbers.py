"""Numeric functions."""

from __future__ import annotations

import math
from fractions import Fraction

from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import Number, exact, number, numbers, text, whole
from yourside.frontends.terraform.operation import InvalidError

# Terraform's own limit for the length of range().
_RANGE = 1024
_EXPONENT = 512


def _largest(first: Number, *others: Number) -> Number:
    return max((first, *others), key=exact)


def _smallest(first: Number, *others: Number) -> Number:
    return min((first, *others), key=exact)


def _power(base: Number, exponent: Number) -> Number | Fraction:
    if abs(exponent) > _EXPONENT:
        raise InvalidError("the exponent is out of range")
    try:
        power = exact(base) ** exact(exponent)
    except ZeroDivisionError:
        raise InvalidError("the result is infinite") from None
    if isinstance(power, complex):
        raise InvalidError("the result is not a real number")
    return power


def _logarithm(value: Number, base: Number) -> float:
    try:
        return math.log(value, base)
    except (ValueError, ZeroDivisionError):
        raise InvalidError("the logarithm does not exist") from None


def _parsed(digits: str, base: int) -> int:
    if not 2 <= base <= 62:
        raise InvalidError("the base must be from 2 to 62")
    try:
        if base > 36 or digits != digits.strip() or "_" in digits or len(digits) > _EXPONENT:
            raise ValueError
        return int(digits, base)
    except ValueError:
        raise InvalidError(f"not a whole number in base {base}") from None


def _sum(addends: list[Number]) -> Fraction:
    if not addends:
        raise InvalidError("the list is empty")
    return sum(map(exact, addends), Fraction(0))


def _range(*bounds: Number) -> list[Fraction]:
    start, limit, *step = map(exact, bounds if len(bounds) > 1 else (0, *bounds))
    stride = step[0] if step else Fraction(1 if limit >= start else -1)
    if not stride:
        raise InvalidError("the step must not be zero")
    length = max(0, math.ceil((limit - start) / stride))
    if length > _RANGE:
        raise InvalidError(f"more than {_RANGE} values")
    if step and (limit - start) * stride < 0:
        raise InvalidError("the step leads away from the limit")
    return [start + stride * position for position in range(length)]


NUMBERS: Functions = {
    "abs": function(abs, number),
    "ceil": function(math.ceil, number),
    "floor": function(math.floor, number),
    "log": function(_logarithm, number, number),
    "max": function(_largest, number, more=number),
    "min": function(_smallest, number, more=number),
    "parseint": function(_parsed, text, whole),
    "pow": function(_power, number, number),
    "range": function(_range, number, number, number, optional=2),
    "signum": function(lambda value: (value > 0) - (value < 0), number),
    "sum": function(_sum, numbers),
}
