"""Lists and maps."""

from __future__ import annotations

from yourside.engine.evidence import Computed, Operand
from yourside.engine.spelling import text
from yourside.engine.walking import Entries, absence, constant, entries, listed, members, one_or_many, unsettled
from yourside.values import Map, Scalar, Tri


def size(x: Operand) -> Operand:
    """How many items a list, keys a map or characters a string has; 0 for what is absent."""
    written = text(x.value)
    if written is not None:
        return constant(len(written), x)
    items = members(values(x) if isinstance(x.value, Map) else x)
    if items is None:
        return unsettled(x)
    return constant(len(items.known), x) if items.rest is None else unsettled(items.rest)


def as_list(x: Operand) -> Operand:
    """A list as it is, a single value as a list of one, what is absent as an empty list."""
    items = one_or_many(x)
    return unsettled(x) if items is None else listed(items.known, items.rest, x)


def keys(x: Operand) -> Operand:
    """The keys of a map that are set."""
    held = _set(x)
    return unsettled(x) if held is None else listed(tuple(constant(k, entry) for k, entry in held[0]), held[1], x)


def values(x: Operand) -> Operand:
    """The values of a map that are set."""
    held = _set(x)
    return unsettled(x) if held is None else listed(tuple(entry for _, entry in held[0]), held[1], x)


def _set(x: Operand) -> Entries | None:
    """The entries of a map that are certainly not null, and what stands for the others."""
    held = entries(x)
    if held is None:
        return None
    known, rest = held
    doubtful = (entry for _, entry in known if absence(entry.value) is not Tri.FALSE)
    return tuple(pair for pair in known if absence(pair[1].value) is Tri.FALSE), next(doubtful, rest)


def pairs(x: Operand) -> Operand:
    """The keys of a map that are set with their values: a list of {key, value}."""
    held = _set(x)
    return unsettled(x) if held is None else listed(tuple(_pair(*entry) for entry in held[0]), held[1], x)


def _pair(key: str, value: Operand) -> Operand:
    origin = value.value.origin
    return Computed(Map({"key": Scalar(key, origin), "value": value.value}, origin), (value,))
