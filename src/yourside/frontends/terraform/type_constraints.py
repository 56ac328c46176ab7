"""Type constraints of variables, and the conversion of a value to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from yourside.frontends.terraform.functions.sets import as_set
from yourside.frontends.terraform.operands import List, boolean, lifted, mapping, number, sequence, text
from yourside.frontends.terraform.operation import InvalidError
from yourside.syntax.hcl.tree import Call, Expr, Literal, Object, ObjectItem, Tuple, Variable
from yourside.values import Choice, Map, Scalar, Unknown, Value

Evaluate = Callable[[Expr], Value]
# To a value of the type; raises InvalidError.
Convert = Callable[[Value], Value]


def conversion(constraint: Expr, evaluate: Evaluate) -> Convert:
    """`evaluate` is for the defaults of optional attributes. A constraint that cannot be read converts nothing."""
    convert = _strict(constraint, evaluate)

    def over(value: Value) -> Value:
        match value:
            case Unknown() | Scalar(data=None):
                return value
            case Choice(branches=branches):
                return replace(value, branches=tuple((label, over(branch)) for label, branch in branches))
        return convert(value)

    return over


def _strict(constraint: Expr, evaluate: Evaluate) -> Convert:
    match constraint:
        case Variable(name=name) | Literal(data=str(name)) if name in _PRIMITIVES:
            return _primitive(_PRIMITIVES[name])
        case Call(name="list", args=(item,)):
            return _list(conversion(item, evaluate))
        case Call(name="set", args=(item,)):
            return _set(conversion(item, evaluate))
        case Call(name="map", args=(item,)):
            return _map(conversion(item, evaluate))
        case Call(name="object", args=(Object(items=items),)):
            return _object([_attribute(item, evaluate) for item in items])
        case Call(name="tuple", args=(Tuple(items=members),)):
            return _tuple([conversion(member, evaluate) for member in members])
    return lambda value: value


_PRIMITIVES: Mapping[str, Callable[[Value], object]] = {"string": text, "number": number, "bool": boolean}


def _primitive(accessor: Callable[[Value], object]) -> Convert:
    return lambda value: lifted(accessor(value), value.origin)


def _list(item: Convert) -> Convert:
    def convert(value: Value) -> Value:
        listed = sequence(value)
        return List(tuple(map(item, listed.items)), listed.origin, listed.rest)

    return convert


def _set(item: Convert) -> Convert:
    def convert(value: Value) -> Value:
        listed = sequence(value)
        return lifted(as_set(map(item, listed.items), listed.rest), listed.origin)

    return convert


def _map(item: Convert) -> Convert:
    def convert(value: Value) -> Value:
        listed = mapping(value)
        return replace(listed, entries={key: item(entry) for key, entry in listed.entries.items()})

    return convert


def _tuple(members: Sequence[Convert]) -> Convert:
    def convert(value: Value) -> Value:
        listed = sequence(value)
        if len(listed.items) != len(members):
            raise InvalidError(f"a tuple of {len(members)} is required")
        return replace(listed, items=tuple(member(item) for member, item in zip(members, listed.items, strict=True)))

    return convert


@dataclass(frozen=True, slots=True)
class _Attribute:
    name: str
    convert: Convert
    optional: bool
    default: Value | None


def _attribute(item: ObjectItem, evaluate: Evaluate) -> _Attribute:
    name = str(item.key.data) if isinstance(item.key, Literal) else ""
    match item.value:
        case Call(name="optional", args=(constraint, default)):
            return _Attribute(name, conversion(constraint, evaluate), True, evaluate(default))
        case Call(name="optional", args=(constraint,)):
            return _Attribute(name, conversion(constraint, evaluate), True, None)
    return _Attribute(name, conversion(item.value, evaluate), False, None)


def _object(attributes: Sequence[_Attribute]) -> Convert:
    """Attributes that the constraint does not name are dropped, optional ones filled in."""

    def convert(value: Value) -> Value:
        listed = mapping(value)
        entries = {attribute.name: _member(listed, attribute) for attribute in attributes}
        return Map(entries, listed.origin)

    return convert


def _member(listed: Map, attribute: _Attribute) -> Value:
    match listed.entries.get(attribute.name):
        case None | Scalar(data=None) if attribute.optional:
            default = attribute.default or Scalar(None, listed.origin)
            return attribute.convert(default)
        case None if listed.rest:
            return replace(listed.rest, origin=listed.origin)
        case None:
            raise InvalidError(f'the attribute "{attribute.name}" is required')
        case found:
            return attribute.convert(found)
