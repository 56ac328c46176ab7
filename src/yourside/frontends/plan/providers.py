"""Provider blocks, which a plan keeps as they are configured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yourside.coverage import Dialect
from yourside.frontends.native import NativeResource
from yourside.frontends.plan.addresses import within
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why


def provider(found: Map, unit: str) -> NativeResource | None:
    match found.entries:
        case {"name": Scalar(data=str(name), origin=at), **rest}:
            alias, module = (_text(rest.get(key)) for key in ("alias", "module_address"))
            address = within(module, ".".join(filter(None, ("provider", name, alias))))
            body = Map(dict(_body(rest.get("expressions"))), found.origin)
            origin = replace(found.origin, name=at.span)
            return NativeResource(Dialect.TERRAFORM, f"provider.{name}", address, unit, body, origin)
    return None


def _body(expressions: Value | None) -> Iterator[tuple[str, Value]]:
    if isinstance(expressions, Map):
        yield from ((name, _evaluated(expression)) for name, expression in expressions.entries.items())


def _evaluated(expression: Value) -> Value:
    match expression:
        case Map(entries={"constant_value": constant}, origin=origin):
            return replace(constant, origin=replace(constant.origin, name=origin.name))
        case Map(entries={"references": Seq(items=(first, *_))}, origin=origin):
            target = _text(first)
            return Unknown(Why.VARIABLE if target.startswith("var.") else Why.REFERENCE, origin, target)
        case Map(origin=origin):
            return Map(dict(_body(expression)), origin)
        case Seq(items=items):
            return replace(expression, items=tuple(map(_evaluated, items)))
    return expression


def _text(value: Value | None) -> str:
    match value:
        case Scalar(data=str(text)):
            return text
    return ""
