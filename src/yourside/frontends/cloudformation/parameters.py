"""What the parameters of a template may be: given, one of a few values, or anything at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from yourside.frontends.cloudformation.strings import written
from yourside.spans import Hop, Origin
from yourside.values import Choice, Data, Map, Scalar, Seq, Unknown, Value, Why

# More ways than this for one parameter to turn out are no worlds that anybody would look through.
MAX_WAYS = 16
STORED = "AWS::SSM::Parameter::"

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?")
# Python refuses to read longer integers.
_MAX_DIGITS = 4_000


def default_of(name: str, declaration: Map, target: str) -> Value:
    """The declared default, typed as declared; Unknown where there is none."""
    match declaration.entries.get("Default"):
        case Scalar() as default:
            hidden = "NoEcho " if _secret(declaration) else ""
            told = replace(default, origin=_told(default.origin, f"default of {hidden}parameter {name}"))
            return typed(told, declaration, target)
    return open_parameter(declaration, target)


def typed(value: Scalar, declaration: Map, target: str) -> Value:
    """What a parameter becomes when it is given a text. That of a stored parameter is the name it is stored under."""
    text, kind = written(value), kind_of(declaration)
    if kind.startswith(STORED):
        return open_parameter(declaration, target)
    if not _is_list(kind):
        return Scalar(_data(text, kind), value.origin)
    origin = replace(value.origin, name=None)
    items = (item.strip() for item in text.split(",") if item.strip())
    kind = kind.removeprefix("List<").removesuffix(">")
    return Seq(tuple(Scalar(_data(item, kind), origin) for item in items), value.origin)


def labelled(value: Value, label: str) -> Value:
    """`value`, whoever takes it from there being told where it stands."""
    return replace(value, origin=_told(value.origin, label))


def _told(origin: Origin, label: str) -> Origin:
    return replace(origin, via=(Hop(origin.span, label), *origin.via))


def open_parameter(declaration: Map, target: str) -> Unknown:
    """A parameter that may be anything."""
    stored = kind_of(declaration).startswith(STORED)
    return Unknown(Why.DATA if stored else Why.VARIABLE, declaration.origin, target)


def allowed(declaration: Map, target: str) -> Choice | None:
    """A parameter that `AllowedValues` leaves a few values, one world for each. None: any number of them."""
    kind = kind_of(declaration)
    match declaration.entries.get("AllowedValues"):
        case Seq(items=items) if not _is_list(kind) and not kind.startswith(STORED):
            values = _labels((item for item in items if isinstance(item, Scalar)), kind, target)
            if 0 < len(values) <= MAX_WAYS:
                default = declaration.entries.get("Default")
                usual = _label(default) if isinstance(default, Scalar) else None
                return Choice(target, tuple(values.items()), declaration.origin, usual if usual in values else None)
    return None


def compared(literals: Iterable[Scalar], other: Unknown, usual: Value | None, kind: str = "String") -> Choice | None:
    """A value that may be anything, seen through the conditions that compare it: one of their `literals` or none.

    `usual` is what it is when the user gives nothing.
    """
    values = _labels(literals, kind, other.target)
    rest = f"not {next(iter(values))}" if len(values) == 1 else f"none of {', '.join(values)}"
    if not values or len(values) >= MAX_WAYS or rest in values or _is_list(kind):
        return None
    label = _label(usual) if isinstance(usual, Scalar) else None
    default = rest if label and label not in values else label
    return Choice(other.target, (*values.items(), (rest, other)), other.origin, default)


def _labels(values: Iterable[Scalar], kind: str, target: str) -> Mapping[str, Value]:
    named = ((_label(value), value) for value in values)
    return {
        label: labelled(Scalar(_data(written(value), kind), value.origin), f"{target} is {label}")
        for label, value in named
    }


def shown(value: Value, declaration: Map) -> Value:
    """The value of a parameter, marked as one that is not to be shown when that is declared."""
    return _hidden(value) if _secret(declaration) else value


def _secret(declaration: Map) -> bool:
    secret = declaration.entries.get("NoEcho")
    return isinstance(secret, Scalar) and written(secret) == "true"


def _hidden(value: Value) -> Value:
    origin = replace(value.origin, sensitive=True)
    match value:
        case Seq(items=items):
            return replace(value, origin=origin, items=tuple(map(_hidden, items)))
        case Choice(branches=branches):
            return replace(value, origin=origin, branches=tuple((label, _hidden(branch)) for label, branch in branches))
    return replace(value, origin=origin)


def kind_of(declaration: Map) -> str:
    match declaration.entries.get("Type"):
        case Scalar(data=str(kind)):
            return kind
    return "String"


def _is_list(kind: str) -> bool:
    return kind == "CommaDelimitedList" or kind.startswith("List<")


def _label(value: Scalar) -> str:
    return written(value) or "empty"


def _data(text: str, kind: str) -> Data:
    if kind != "Number" or len(text) > _MAX_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
