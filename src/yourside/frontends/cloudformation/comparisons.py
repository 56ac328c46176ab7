"""What conditions compare inputs with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from yourside.frontends.cloudformation.parameters import MAX_WAYS
from yourside.values import Map, Scalar, Seq, Value


def comparisons(conditions: Iterable[Value], parameters: Mapping[str, Map]) -> Mapping[str, Sequence[Scalar]]:
    """The texts that each input is compared with, itself or by way of the inputs that it is compared with."""
    texts: defaultdict[str, list[Scalar]] = defaultdict(list)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in (pair for condition in conditions for pair in _compared(condition)):
        match _input(left), _input(right):
            case str(one), str(other):
                others[one].add(other)
                others[other].add(one)
            case str(name), None if isinstance(right, Scalar):
                texts[name].append(right)
            case None, str(name) if isinstance(left, Scalar):
                texts[name].append(left)
    shared = {
        name: [text for each in sorted(_with(name, others)) for text in (*texts[each], *_allowed(parameters.get(each)))]
        for name in others
    }
    return {**texts, **shared}


def triangles(conditions: Iterable[Value]) -> Iterator[tuple[str, str, str]]:
    """Inputs of which each is compared with both others."""
    sides = ((_input(left), _input(right)) for condition in conditions for left, right in _compared(condition))
    pairs = {frozenset((one, other)) for one, other in sides if one and other and one != other}
    names = sorted({name for pair in pairs for name in pair})
    if len(names) <= MAX_WAYS:
        for one, two, three in combinations(names, 3):
            if {frozenset((one, two)), frozenset((two, three)), frozenset((one, three))} <= pairs:
                yield one, two, three


def _with(name: str, others: Mapping[str, Set[str]]) -> Set[str]:
    """An input and all that it is compared with, directly or not, as long as those are few."""
    found, waiting = {name}, [name]
    while waiting and len(found) <= MAX_WAYS:
        new = others[waiting.pop()] - found
        found |= new
        waiting += new
    return found if len(found) <= MAX_WAYS else {name}


def _allowed(declaration: Map | None) -> Iterator[Scalar]:
    match declaration:
        case Map(entries={"AllowedValues": Seq(items=items)}):
            yield from (item for item in items if isinstance(item, Scalar))


def _input(side: Value) -> str | None:
    match side:
        case Map(entries={"Ref": Scalar(data=str(name))}):
            return name
    return None


def _compared(value: Value) -> Iterator[tuple[Value, Value]]:
    match value:
        case Map(entries={"Fn::Equals": Seq(items=(left, right))}):
            yield left, right
        case Map(entries=entries):
            for entry in entries.values():
                yield from _compared(entry)
        case Seq(items=items):
            for item in items:
                yield from _compared(item)
