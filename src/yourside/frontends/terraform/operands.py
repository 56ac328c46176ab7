"""What an operation takes out of its operands: Terraform's automatic conversions, or the error that stops it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yourside.frontends.terraform.operation import InvalidError, NotKnownError, UndecidedError
from yourside.spans import Origin
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, Why

Number = int | float
Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None

# Terraform computes with 512 bits; what is larger is not a number in any configuration.
_BITS = 1024
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
_CHARACTER = re.compile(rf"\r\n|.(?:{_MARK}|\u200d.)*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Set(Seq):
    """A set: no duplicates, in the order Terraform iterates it. A `for` over it binds the value as key too."""


@dataclass(frozen=True, slots=True)
class List(Seq):
    """A list, whose elements have one type; any other Seq is a tuple, which is never equal to a list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, set or tuple that a function put together, before it has an origin."""

    items: Sequence[Value]
    rest: Unknown | None = None
    kind: type[Seq] = Seq


@dataclass(frozen=True, slots=True)
class Keyed:
    """A map that a function put together, before it has an origin."""

    entries: Mapping[str, Value]
    rest: Unknown | None = None


def settled(value: Value) -> Scalar | Seq | Map | Encoded:
    match value:
        case Unknown():
            raise NotKnownError(value)
        case Choice():
            raise UndecidedError(value)
        case Scalar() | Seq() | Map() | Encoded():
            return value
    raise InvalidError("there is no value here")


def text(value: Value) -> str:
    match settled(value):
        case Scalar(data=bool(data)):
            return "true" if data else "false"
        case Scalar(data=str(data)):
            return data
        case Scalar(data=int(data) | float(data)):
            return number_text(data)
        case Encoded(value=inner):
            return json_text(plain(inner))
        case Scalar():
            raise InvalidError("a string is required, not null")
    raise InvalidError("a string is required")


def number(value: Value) -> Number:
    match settled(value):
        case Scalar(data=int(data) | float(data)) if not isinstance(data, bool):
            return data
        case Scalar(data=str(data)):
            return parsed_number(data)
    raise InvalidError("a number is required")


def whole(value: Value) -> int:
    match number(value):
        case int(data):
            return data
    raise InvalidError("a whole number is required")


def boolean(value: Value) -> bool:
    match settled(value):
        case Scalar(data=bool(data)):
            return data
        case Scalar(data="true" | "1"):
            return True
        case Scalar(data="false" | "0"):
            return False
    raise InvalidError("a bool is required")


def anything(value: Value) -> Value:
    return value


def sequence(value: Value) -> Seq:
    """A list, set or tuple; there may be more items than are listed."""
    match settled(value):
        case Seq() as items:
            return items
    raise InvalidError("a list or set is required")


def items(value: Value) -> tuple[Value, ...]:
    """All items of a list, set or tuple."""
    listed = sequence(value)
    if listed.rest:
        raise NotKnownError(listed.rest)
    return listed.items


def ordered(value: Value) -> Seq:
    """All of a list or tuple."""
    listed = sequence(value)
    if isinstance(listed, Set):
        raise InvalidError("a list is required, not a set")
    if listed.rest:
        raise NotKnownError(listed.rest)
    return listed


def mapping(value: Value) -> Map:
    """An object or map; there may be more keys than are listed."""
    match settled(value):
        case Map() as entries:
            return entries
    raise InvalidError("a map or object is required")


def entries(value: Value) -> Mapping[str, Value]:
    """All entries of an object or map, in the order Terraform iterates them."""
    listed = mapping(value)
    if listed.rest:
        raise NotKnownError(listed.rest)
    return dict(sorted(listed.entries.items()))


def texts(value: Value) -> list[str]:
    return [text(item) for item in items(value)]


def numbers(value: Value) -> list[Number]:
    return [number(item) for item in items(value)]


def null(value: Value) -> bool:
    match settled(value):
        case Scalar(data=None):
            return True
    return False


def plain(value: Value) -> Plain:
    """The value as JSON has it, known to the last leaf."""
    match settled(value):
        case Scalar(data=data):
            return data
        case Seq() as listed:
            return [plain(item) for item in items(listed)]
        case Map() as listed:
            return {key: plain(entry) for key, entry in entries(listed).items()}
        case Encoded(value=inner):
            return json_text(plain(inner))


def json_text(data: Plain) -> str:
    """JSON as Terraform's jsonencode writes it: sorted keys, no blanks, no characters that HTML gives a meaning."""
    encoded = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        encoded = encoded.replace(char, f"\\u{ord(char):04x}")
    return encoded


def lifted(data: object, origin: Origin) -> Value:
    """What a function returned as a value; its plain parts all have the one origin."""
    match data:
        case Scalar() | Seq() | Map() | Encoded() | Unknown() | Choice():
            return data
        case Keyed(entries=entries, rest=rest):
            return Map(entries, origin, rest)
        case Listed(items=items, rest=rest, kind=kind):
            return kind(tuple(items), origin, rest)
        case list() | tuple():
            kind = List if isinstance(data, list) else Seq
            return kind(tuple(lifted(item, origin) for item in data), origin)
        case dict():
            return Map({str(key): lifted(entry, origin) for key, entry in data.items()}, origin)
        case bool() | str() | None:
            return Scalar(data, origin)
        case int() | float() | Fraction():
            return Scalar(normal(data), origin)
    raise TypeError(f"no value is made of a {type(data).__name__}")


def normal(data: Number | Fraction) -> Number:
    """The same number as an int if it is whole; otherwise the nearest float."""
    if isinstance(data, int) and data.bit_length() <= _BITS:
        return data
    if isinstance(data, float) and not math.isfinite(data):
        raise InvalidError("the number is out of range")
    exact = Fraction(repr(data)) if isinstance(data, float) else Fraction(data)
    if exact.numerator.bit_length() > _BITS or exact.denominator.bit_length() > 4 * _BITS:
        raise InvalidError("the number is out of range")
    return int(exact) if exact.denominator == 1 else float(exact)


def exact(data: Number) -> Fraction:
    """Terraform reads 0.1 as a tenth, not as the float nearest to it."""
    return Fraction(repr(data)) if isinstance(data, float) else Fraction(data)


def parsed_number(data: str) -> Number:
    try:
        rough = float(data)
        if not math.isfinite(rough) or "_" in data or data != data.strip():
            raise ValueError
        return normal(Fraction(data)) if len(data) < _BITS else normal(rough)
    except ValueError:
        raise InvalidError(f"a number is required, not {data[:40]!r}") from None


def number_text(data: Number) -> str:
    data = normal(data)
    return str(data) if isinstance(data, int) else f"{Decimal(repr(data)):f}"


def characters(string: str) -> list[str]:
    """What people see as one: Terraform counts letters with their accents, and composed emoji, as one."""
    return list(string) if string.isascii() and "\r" not in string else _CHARACTER.findall(string)


def first_unknown(values: Iterable[Value]) -> Unknown | None:
    """The first thing in these trees that is not known, if any."""
    for value in values:
        try:
            plain(value)
        except NotKnownError as stop:
            return stop.unknown
        except UndecidedError as stop:
            return Unknown(Why.LIMIT, stop.choice.origin, stop.choice.condition)
    return None
