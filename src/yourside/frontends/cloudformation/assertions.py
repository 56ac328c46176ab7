"""The section `Rules`: what has to hold for the parameters of a stack, written as conditions.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yourside.spans import Origin
from yourside.values import Map, Scalar, Seq, Value

UNREAD = "assertion over parameters not evaluated"


@dataclass(frozen=True, slots=True)
class Assertions:
    """`held` are conditions that hold in every stack there can be; `unread` says what else the section has."""

    held: tuple[Value, ...] = ()
    unread: tuple[str, ...] = ()


def assertions_of(section: Mapping[str, Value], parameters: Collection[str]) -> Assertions:
    """Those that compare parameters with texts; nothing more is known of others than that they are there."""
    found = [_held(rule, each, parameters) for rule in section.values() for each in _asserted(rule)]
    return Assertions(tuple(held for held in found if held), (UNREAD,) * found.count(None))


def _asserted(rule: Value) -> Iterator[Value]:
    match rule:
        case Map(entries={"Assertions": Seq(items=items)}):
            for item in items:
                yield item.entries.get("Assert", item) if isinstance(item, Map) else item


def _held(rule: Value, asserted: Value, parameters: Collection[str]) -> Value | None:
    """An assertion wherever its rule applies."""
    condition = rule.entries.get("RuleCondition") if isinstance(rule, Map) else None
    if condition is None:
        return _condition(asserted, parameters)
    applies = _function("Not", [condition], condition.origin)
    return _condition(_function("Or", [applies, asserted], asserted.origin), parameters)


def _condition(value: Value, parameters: Collection[str]) -> Value | None:
    """An expression of a rule in functions that conditions have; None where it asks for more."""
    match value:
        case Map(entries={"Fn::Equals": Seq(items=(left, right))}):
            return value if all(_comparable(side, parameters) for side in (left, right)) else None
        case Map(entries={"Fn::Contains": Seq(items=(Seq(items=(_, *_) as listed), sought))}):
            return _condition(_one_of(sought, listed), parameters)
        case Map(
            entries={"Fn::EachMemberIn": Seq(items=(Seq(items=(_, *_) as members), Seq(items=(_, *_) as listed)))}
        ):
            every = [_one_of(member, listed) for member in members]
            return _condition(_function("And", every, value.origin), parameters)
        case Map(entries={"Fn::And": Seq(items=parts)}):
            return _combined("And", parts, value.origin, parameters)
        case Map(entries={"Fn::Or": Seq(items=parts)}):
            return _combined("Or", parts, value.origin, parameters)
        case Map(entries={"Fn::Not": Seq(items=(part,))}):
            return _combined("Not", [part], value.origin, parameters)
    return None


def _combined(name: str, parts: Sequence[Value], origin: Origin, parameters: Collection[str]) -> Value | None:
    read = [condition for part in parts if (condition := _condition(part, parameters))]
    return _function(name, read, origin) if parts and len(read) == len(parts) else None


def _one_of(sought: Value, listed: Iterable[Value]) -> Map:
    return _function("Or", [_function("Equals", [sought, each], sought.origin) for each in listed], sought.origin)


def _function(name: str, arguments: Iterable[Value], origin: Origin) -> Map:
    return Map({f"Fn::{name}": Seq(tuple(arguments), origin)}, origin)


def _comparable(side: Value, parameters: Collection[str]) -> bool:
    match side:
        case Scalar():
            return True
        case Map(entries={"Ref": Scalar(data=str(name))}):
            return name in parameters
    return False
