"""Numeric functions."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import reduce
from string import ascii_lowercase, ascii_uppercase, digits

from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import Number, anything, exact, number, numbers, settled, whole
from yourside.frontends.terraform.operation import InvalidError
from yourside.values import Scalar, Value

# Terraform's own limit for the length of range().
_RANGE = 1024
# Digits of a whole number.
_LENGTH = 512
_DIGITS = re.compile(r"(?P<sign>[-+]?)(?P<digits>[0-9a-zA-Z]+)")
_ORDER = digits + ascii_lowercase + ascii_uppercase


def _largest(first: Number, *others: Number) -> Number:
    return max((first, *others), key=exact)


def _smallest(first: Number, *others: Number) -> Number:
    return min((first, *others), key=exact)


def _power(base: Number, exponent: Number) -> float:
    """Terraform, too, leaves this one to floats."""
    try:
        power = float(base) ** float(exponent)
    except (ZeroDivisionError, OverflowError):
        raise InvalidError("the result is infinite") from None
    if isinstance(power, complex):
        raise InvalidError("the result is not a real number")
    return float(power)


def _logarithm(value: Number, base: Number) -> float:
    if value > 0 and not base:
        return 0.0
    try:
        return math.log(value, base)
    except (ValueError, ZeroDivisionError):
        raise InvalidError("the logarithm does not exist") from None


def _parsed(written: Value, base: int) -> int:
    """Up to base 36 the letters' case does not count."""
    match settled(written):
        case Scalar(data=str(string)) if 2 <= base <= 62:
            match = _DIGITS.fullmatch(string if base > 36 else string.lower())
        case _:
            raise InvalidError("a string and a base from 2 to 62 are required")
    values = [_ORDER.index(digit) for digit in match["digits"]] if match else []
    if not match or len(values) > _LENGTH or max(values) >= base:
        raise InvalidError(f"not a whole number in base {base}")
    found = reduce(lambda whole, digit: whole * base + digit, values, 0)
    return -found if match["sign"] == "-" else found


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
    "parseint": function(_parsed, anything, whole),
    "pow": function(_power, number, number),
    "range": function(_range, number, number, number, optional=2),
    "signum": function(lambda value: (value > 0) - (value < 0), whole),
    "sum": function(_sum, numbers),
}
