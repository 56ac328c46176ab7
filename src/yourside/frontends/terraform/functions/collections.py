"""Functions over lists and maps. They look only as deep as they must, so that unknown items stay where they are."""

from __future__ import annotations

from collections.abc import Mapping

from yourside.frontends.terraform.functions.sets import alike, as_text
from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import (
    Keyed,
    List,
    Listed,
    Set,
    anything,
    boolean,
    characters,
    entries,
    items,
    mapping,
    null,
    ordered,
    sequence,
    settled,
    text,
    texts,
    whole,
)
from yourside.frontends.terraform.operation import InvalidError, NotKnownError, UndecidedError
from yourside.frontends.terraform.operators import any_equal, equal, holds_for_all
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why


def _chunked(listed: tuple[Value, ...], size: int) -> list[object]:
    if size < 0:
        raise InvalidError("the size must not be negative")
    size = size or len(listed) or 1
    return [list(listed[start : start + size]) for start in range(0, len(listed), size)]


def _first_set(*args: Value) -> Value:
    for arg in alike(args):
        if _filled(arg):
            return arg
        if isinstance(arg, Unknown):
            raise NotKnownError(arg)
    raise InvalidError("all arguments are null or empty")


def _filled(value: Value) -> bool:
    """Whether it is surely neither null nor empty; so are what a resource has, and a string known in part."""
    match value:
        case Choice():
            raise UndecidedError(value)
        case Unknown(why=why):
            return why is Why.REFERENCE or bool(value.prefix)
        case Scalar(data=data):
            return data is not None and data != ""
    return True


def _first_filled(*lists: Value) -> Value:
    for listed in lists:
        if items(ordered(listed)):
            return listed
    raise InvalidError("all arguments are empty")


def _compacted(listed: Seq) -> Listed:
    """An item that may turn out empty makes the length uncertain."""
    kept: list[Value] = []
    rest = listed.rest
    for item in listed.items:
        if _filled(item):
            kept.append(item)
        elif isinstance(item, Unknown):
            rest = rest or item
    return Listed([as_text(item) for item in kept], rest, List)


def _concatenated(first: Seq, *others: Seq) -> Listed:
    lists = (first, *others)
    if any(isinstance(listed, Set) for listed in lists):
        raise InvalidError("a list is required, not a set")
    rest = next((listed.rest for listed in lists if listed.rest), None)
    kind = List if all(isinstance(listed, List) for listed in lists) else Seq
    return Listed([item for listed in lists for item in listed.items], rest, kind)


def _contains(listed: Seq, wanted: Value) -> bool:
    if null(wanted):
        raise InvalidError("null cannot be looked for")
    found = any_equal(wanted, listed.items)
    if not found and listed.rest:
        raise NotKnownError(listed.rest)
    return found


def _element(listed: Seq, position: int) -> Value:
    if not listed.items or position < 0:
        raise InvalidError("there is no such element" if listed.items else "the list is empty")
    return listed.items[position % len(listed.items)]


def _flattened(listed: Seq) -> Listed:
    """An unknown item may be a list of any length; one that is a string in part is an item."""
    found: list[Value] = []
    rest = listed.rest
    for item in listed.items:
        match item:
            case Unknown(parts=()):
                rest = rest or item
            case Choice():
                raise UndecidedError(item)
            case Seq():
                inner = _flattened(item)
                found.extend(inner.items)
                rest = rest or inner.rest
            case _:
                found.append(item)
    return Listed(found, rest)


def _index(listed: tuple[Value, ...], wanted: Value) -> int:
    for position, item in enumerate(listed):
        if equal(item, wanted):
            return position
    raise InvalidError("the item is not in the list")


def _length(value: Value) -> int:
    match settled(value):
        case Seq():
            return len(items(value))
        case Map():
            return len(entries(value))
        case Scalar(data=str(string)):
            return len(characters(string))
    raise InvalidError("a string, list, set, map or object is required")


def _lookup(listed: Map, key: str, default: Value | None = None) -> Value:
    if (found := listed.entries.get(key)) is not None:
        return found
    if listed.rest:
        raise NotKnownError(listed.rest)
    if default is None:
        raise InvalidError(f'the map has no key "{key}"')
    return default


def _matching(listed: tuple[Value, ...], keys: tuple[Value, ...], wanted: tuple[Value, ...]) -> list[Value]:
    if len(listed) != len(keys):
        raise InvalidError("the lists differ in length")
    return [item for item, key in zip(listed, keys, strict=True) if any_equal(key, wanted)]


def _merged(*maps: Value) -> Keyed:
    """What an unknown map may overwrite is not known any more, though its key exists."""
    found: dict[str, Value] = {}
    rest: Unknown | None = None
    for given in maps:
        doubt = given if isinstance(given, Unknown) else None
        listed = None if doubt or null(given) else mapping(given)
        if doubt := doubt or (listed.rest if listed else None):
            found = {key: Unknown(doubt.why, value.origin, doubt.target) for key, value in found.items()}
            rest = rest or doubt
        found |= listed.entries if listed else {}
    if rest and not found:
        raise NotKnownError(rest)
    return Keyed(found, rest)


def _only(value: Value) -> Value | None:
    match items(value):
        case ():
            return None
        case (item,):
            return item
    raise InvalidError("the list has more than one item")


def _reversed(listed: Seq) -> Listed:
    kind = List if isinstance(listed, Set) else type(listed)
    return Listed(items(listed)[::-1], kind=kind)


def _slice(listed: Seq, start: int, end: int) -> Listed:
    if not 0 <= start <= end <= len(listed.items):
        raise InvalidError("the range is outside the list")
    return Listed(listed.items[start:end], kind=type(listed))


def _transposed(listed: Mapping[str, Value]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, values in listed.items():
        for value in texts(values):
            found.setdefault(value, []).append(key)
    return dict(sorted(found.items()))


def _zipped(keys: list[str], values: tuple[Value, ...]) -> Keyed:
    if len(keys) != len(values):
        raise InvalidError("the lists differ in length")
    return Keyed(dict(zip(keys, values, strict=True)))


def _true(item: Value) -> bool:
    return not null(item) and boolean(item)


COLLECTIONS: Functions = {
    "alltrue": function(lambda listed: holds_for_all(_true, listed), items),
    "anytrue": function(lambda listed: not holds_for_all(lambda item: not _true(item), listed), items),
    "chunklist": function(_chunked, items, whole),
    "coalesce": function(_first_set, more=anything),
    "coalescelist": function(_first_filled, more=anything),
    "compact": function(_compacted, sequence),
    "concat": function(_concatenated, sequence, more=sequence),
    "contains": function(_contains, sequence, anything),
    "element": function(_element, ordered, whole),
    "flatten": function(_flattened, sequence),
    "index": function(_index, items, anything),
    "keys": function(tuple, entries),
    "length": function(_length, anything),
    "lookup": function(_lookup, mapping, text, anything, optional=1),
    "matchkeys": function(_matching, items, items, items),
    "merge": function(_merged, more=anything),
    "one": function(_only, anything),
    "reverse": function(_reversed, sequence),
    "slice": function(_slice, ordered, whole, whole),
    "sort": function(sorted, texts),
    "transpose": function(_transposed, entries),
    "values": function(lambda listed: tuple(listed.values()), entries),
    "zipmap": function(_zipped, texts, items),
}
