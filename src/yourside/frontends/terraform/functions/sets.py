"""Sets and the conversions between types. Items that are not known stay, beside those that are told apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import islice, product

from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import (
    Keyed,
    List,
    Listed,
    Set,
    anything,
    boolean,
    items,
    json_text,
    mapping,
    null,
    number,
    plain,
    sequence,
    text,
)
from yourside.frontends.terraform.operation import InvalidError
from yourside.frontends.terraform.operators import any_equal
from yourside.frontends.terraform.origins import marked
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, known

_COMBINATIONS = 10_000


def alike(values: Iterable[Value]) -> list[Value]:
    """The elements of a list or map have one type: beside a string, numbers and bools are strings."""
    found = list(values)
    kinds = {_kind(item) for item in found} - {""}
    if len(kinds) < 2:
        return found
    if kinds <= {"string", "number", "bool"} and "string" in kinds:
        return [as_text(item) for item in found]
    raise InvalidError("the values are not of one type")


def _kind(item: Value) -> str:
    """Empty for what may still become any: what is not known, and null."""
    match item:
        case Scalar(data=None) | Unknown() | Choice():
            return ""
        case Scalar(data=bool()):
            return "bool"
        case Scalar(data=int() | float()):
            return "number"
        case Seq():
            return "list"
        case Map():
            return "map"
    return "string"


def as_text(item: Value) -> Value:
    match item:
        case Scalar(data=bool() | int() | float()):
            return Scalar(text(item), item.origin)
    return item


def distinct(values: Iterable[Value]) -> list[Value]:
    """The first of each; two that are not known may or may not be the same and both stay."""
    found: dict[object, Value] = {}
    for position, item in enumerate(alike(values)):
        found.setdefault(json_text(plain(item)) if known(item) else position, item)
    return list(found.values())


def as_set(values: Iterable[Value], rest: Unknown | None = None) -> Listed:
    """Strings and numbers are iterated in their own order, whatever is not known last."""
    return Listed(sorted(distinct(values), key=_rank), rest, Set)


def _rank(item: Value) -> tuple[int, float, str]:
    match item:
        case Scalar(data=str(data)):
            return 0, 0, data
        case Scalar(data=int(data) | float(data)):
            return 0, float(data), ""
    return (1, 0, json_text(plain(item))) if known(item) else (2, 0, "")


def to_set(value: Value) -> Value | Listed:
    return value if null(value) else as_set(sequence(value).items, sequence(value).rest)


def to_list(value: Value) -> Value | Listed:
    return value if null(value) else Listed(alike(sequence(value).items), sequence(value).rest, List)


def to_map(value: Value) -> Value | Keyed:
    if null(value):
        return value
    listed = mapping(value)
    return Keyed(dict(zip(listed.entries, alike(listed.entries.values()), strict=True)), listed.rest)


def _converted(accessor: Callable[[Value], object]) -> Callable[[Value], object]:
    """A primitive conversion, which leaves null alone."""
    return lambda value: value if null(value) else accessor(value)


def _union(*sets: Seq) -> Listed:
    rest = next((listed.rest for listed in sets if listed.rest), None)
    return as_set((item for listed in sets for item in listed.items), rest)


def _intersection(first: tuple[Value, ...], *others: tuple[Value, ...]) -> Listed:
    mine, *theirs = _alike_all(first, *others)
    return as_set(item for item in mine if all(any_equal(item, other) for other in theirs))


def _subtracted(first: tuple[Value, ...], other: tuple[Value, ...]) -> Listed:
    mine, theirs = _alike_all(first, other)
    return as_set(item for item in mine if not any_equal(item, theirs))


def _alike_all(*sets: tuple[Value, ...]) -> list[list[Value]]:
    """Sets of one type: what is a string in one of them is one in all."""
    pending = iter(alike(item for listed in sets for item in listed))
    return [list(islice(pending, len(listed))) for listed in sets]


def _product(*lists: tuple[Value, ...]) -> list[Listed]:
    if math.prod(map(len, lists)) > _COMBINATIONS:
        raise InvalidError("too many combinations")
    return [Listed(row) for row in product(*lists)]


SETS: Functions = {
    "distinct": function(lambda listed: Listed(distinct(listed.items), listed.rest, List), sequence),
    "ephemeralasnull": function(anything, anything),
    "issensitive": function(lambda value: value.origin.sensitive, anything),
    "nonsensitive": function(lambda value: marked(value, False), anything),
    "sensitive": function(lambda value: marked(value, True), anything),
    "setintersection": function(_intersection, items, more=items),
    "setproduct": function(_product, items, items, more=items),
    "setsubtract": function(_subtracted, items, items),
    "setunion": function(_union, sequence, more=sequence),
    "tobool": function(_converted(boolean), anything),
    "tolist": function(to_list, anything),
    "tomap": function(to_map, anything),
    "tonumber": function(_converted(number), anything),
    "toset": function(to_set, anything),
    "tostring": function(_converted(text), anything),
}
