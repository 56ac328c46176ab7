"""Our own value beside the one that Terraform planned."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from yourside.frontends.plan.expressions import Assigned, Expression, at_item, at_key, wrote
from yourside.frontends.plan.references import Reference
from yourside.syntax.embedded import parse_json
from yourside.values import Choice, Data, Encoded, Map, Missing, Scalar, Seq, Unknown, Value, known

# How far an item of a list is looked for: sets stand in an order that only Terraform knows.
_NEAR = 256
# Lists in lists, to match which takes time that doubles with each: further in, the order counts.
_DEEPEST = 4


class Difference(NamedTuple):
    """`planned` is None where the plan has no value."""

    path: str
    own: Value
    planned: Value | None


def differences(
    own: Value, planned: Value | None, path: str = "", expression: Expression = None
) -> Iterator[Difference]:
    """Where known values are not the same; what is not known on one side may be anything.

    `expression` tells what the plan has because it is written from what the provider has filled in.
    """
    match own, planned:
        case (Unknown() | Missing(), _) | (_, Unknown()):
            return
        case Choice(branches=branches), _:
            if all(any(differences(branch, planned, path, expression)) for _, branch in branches):
                yield Difference(path, own, planned)
        case Map(), Map():
            yield from _maps(own, planned, path, expression)
        case Seq() | Map(), Seq() | Map():
            yield from _lists(_blocks(own), _blocks(planned), path, expression)
        case Encoded(value=inner), Scalar():
            yield from differences(inner, parse_json(planned), path, Assigned())
        case _ if not _alike(own, planned):
            yield Difference(path, own, planned)


def paired(own: Sequence[Value], planned: Sequence[Value], path: str = "") -> list[tuple[Value | None, Value | None]]:
    """Own items in their order, each with the one that it is or one that is left over; then the rest of the plan's."""
    if path.count("[") > _DEEPEST:
        return list(zip_longest(own, planned))
    left = dict(enumerate(planned))
    partners: dict[int, Value] = {}
    for number in sorted(range(len(own)), key=lambda number: not known(own[number])):
        near = chain((number,) if number in left else (), islice(left, _NEAR))
        same = next((at for at in near if not any(differences(own[number], left[at], f"{path}[]"))), None)
        if same is not None:
            partners[number] = left.pop(same)
    for number, _ in zip(sorted(set(range(len(own))) - partners.keys()), [*left], strict=False):
        partners[number] = left.pop(next(iter(left)))
    pairs: list[tuple[Value | None, Value | None]] = [(item, partners.get(n)) for n, item in enumerate(own)]
    return pairs + [(None, item) for item in left.values()]


def _maps(own: Map, planned: Map, path: str, expression: Expression) -> Iterator[Difference]:
    for name, entry in own.entries.items():
        inner = at_key(expression, name, _no_references)
        yield from differences(entry, planned.entries.get(name), _step(path, name), inner)
    for name, found in planned.entries.items():
        absent = name not in own.entries and own.rest is None
        if absent and wrote(expression, name) and not (isinstance(found, Unknown) or _empty(found)):
            yield Difference(_step(path, name), Missing(own.origin), found)


def _blocks(value: Value) -> Seq:
    """One block is an object in JSON syntax, and in a plan where there can only be one."""
    return value if isinstance(value, Seq) else Seq((value,), value.origin)


def _lists(own: Seq, planned: Seq, path: str, expression: Expression) -> Iterator[Difference]:
    for number, (item, found) in enumerate(paired(own.items, planned.items, path)):
        if item is not None:
            inner = at_item(expression, number, len(planned.items))
            yield from differences(item, found, f"{path}[{number}]", inner)
        elif found is not None and own.rest is None:
            yield Difference(f"{path}[{number}]", Missing(own.origin), found)


def _step(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _no_references(_: object) -> tuple[Reference, ...]:
    return ()


def _alike(own: Value, planned: Value | None) -> bool:
    match own, planned:
        case Scalar(data=one), Scalar(data=other):
            return _text(one) == _text(other) or _same_json(one, other)
    return _empty(own) and (planned is None or _empty(planned))


def _empty(value: Value) -> bool:
    """What a provider cannot tell from absence."""
    match value:
        case Scalar(data=None | "") | Seq(items=(), rest=None):
            return True
        case Map(entries=entries, rest=None):
            return all(map(_empty, entries.values()))
    return False


def _text(data: Data) -> str:
    """As Terraform converts it to a string: the schema may ask for another type than what is written."""
    match data:
        case bool():
            return str(data).lower()
        case float() if data.is_integer():
            return str(int(data))
    return str(data)


def _same_json(one: Data, other: Data) -> bool:
    if not (isinstance(one, str) and isinstance(other, str) and one[:1] in "[{"):
        return False
    try:
        return bool(json.loads(one) == json.loads(other))
    except (ValueError, RecursionError):
        return False
