"""The section `Rules`: what has to hold for the parameters of a stack, written as conditions.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from yourside.spans import Origin
from yourside.values import Map, Scalar, Seq, Value

# The types of parameters, by their names.
Inputs: TypeAlias = Mapping[str, str]

UNREAD = "assertion over parameters not evaluated"


@dataclass(frozen=True, slots=True)
class Assertions:
    """`held` are conditions that hold in every stack there can be; `unread` says what else the section has."""

    held: tuple[Value, ...] = ()
    unread: tuple[str, ...] = ()


def assertions_of(section: Mapping[str, Value], inputs: Inputs) -> Assertions:
    """Those that compare inputs with texts or with one another; of others it is known that they are there."""
    found = [_held(rule, each, inputs) for rule in section.values() for each in _asserted(rule)]
    return Assertions(tuple(held for held in found if held), (UNREAD,) * found.count(None))


def _asserted(rule: Value) -> Iterator[Value]:
    match rule:
        case Map(entries={"Assertions": Seq(items=items)}):
            for item in items:
                yield item.entries.get("Assert", item) if isinstance(item, Map) else item


def _held(rule: Value, asserted: Value, inputs: Inputs) -> Value | None:
    """An assertion wherever its rule applies."""
    condition = rule.entries.get("RuleCondition") if isinstance(rule, Map) else None
    if condition is None:
        return _condition(asserted, inputs)
    applies = _function("Not", [condition], condition.origin)
    return _condition(_function("Or", [applies, asserted], asserted.origin), inputs)


def _condition(value: Value, inputs: Inputs) -> Value | None:
    """An expression of a rule in functions that conditions have; None where it asks for more."""
    match value:
        case Map(entries={"Fn::Equals": Seq(items=(left, right))}):
            return value if all(_comparable(side, inputs) for side in (left, right)) else None
        case Map(entries={"Fn::And": Seq(items=parts)}):
            return _combined("And", parts, value.origin, inputs)
        case Map(entries={"Fn::Or": Seq(items=parts)}):
            return _combined("Or", parts, value.origin, inputs)
        case Map(entries={"Fn::Not": Seq(items=(part,))}):
            return _combined("Not", [part], value.origin, inputs)
    sought, listed = _membership(value, inputs)
    every = [_one_of(each, listed) for each in sought]
    return _condition(_function("And", every, value.origin), inputs) if every and listed else None


def _membership(value: Value, inputs: Inputs) -> tuple[Sequence[Value], Sequence[Value]]:
    """What has to be among what; nothing where that is no such question."""
    match value:
        case Map(entries={"Fn::Contains": Seq(items=(listed, sought))}):
            return (sought,), _listed(listed, inputs)
        case Map(entries={"Fn::EachMemberIn": Seq(items=(members, listed))}):
            return _listed(members, inputs), _listed(listed, inputs)
        case Map(entries={"Fn::EachMemberEquals": Seq(items=(members, sought))}):
            return _listed(members, inputs), (sought,)
    return (), ()


def _listed(value: Value, inputs: Inputs) -> Sequence[Value]:
    """The items of a list, or all parameters of a type. What the cloud knows of those (Fn::ValueOfAll) is not here."""
    match value:
        case Seq(items=items):
            return items
        case Map(entries={"Fn::RefAll": Scalar(data=str(kind))}):
            names = (name for name, own in inputs.items() if own == kind)
            return tuple(Map({"Ref": Scalar(name, value.origin)}, value.origin) for name in names)
    return ()


def _combined(name: str, parts: Sequence[Value], origin: Origin, inputs: Inputs) -> Value | None:
    read = [condition for part in parts if (condition := _condition(part, inputs))]
    return _function(name, read, origin) if parts and len(read) == len(parts) else None


def _one_of(sought: Value, listed: Iterable[Value]) -> Map:
    return _function("Or", [_function("Equals", [sought, each], sought.origin) for each in listed], sought.origin)


def _function(name: str, arguments: Iterable[Value], origin: Origin) -> Map:
    return Map({f"Fn::{name}": Seq(tuple(arguments), origin)}, origin)


def _comparable(side: Value, inputs: Inputs) -> bool:
    match side:
        case Scalar():
            return True
        case Map(entries={"Ref": Scalar(data=str(name))}):
            return name in inputs
    return False
