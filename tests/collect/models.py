"""What AWS says of its own APIs, as botocore carries it, and what an expression makes of an answer of that form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any, TypeAlias

import botocore.session
import jmespath
from botocore import xform_name
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

Form: TypeAlias = "Shape | dict[str, Form] | Many | None"
"""What an API answers, an object that an expression makes, a list; None where anything may be."""

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Many:
    item: Form


class NoSuchMemberError(Exception):
    pass


@cache
def operations(service: str) -> Mapping[str, OperationModel]:
    model = botocore.session.get_session().get_service_model(service)
    return {xform_name(name): model.operation_model(name) for name in model.operation_names}


def infer(expression: str, form: Form) -> Form:
    """Raises NoSuchMemberError where the expression names what is not there."""
    return _node(jmespath.compile(expression).parsed, form)


def _node(node: Node, form: Form) -> Form:
    children: Sequence[Node] = node["children"]
    match node["type"]:
        case "field":
            return member(form, node["value"])
        case "identity" | "current":
            return form
        case "index":
            return item(form)
        case "subexpression" | "index_expression" | "pipe":
            return reduce(lambda inner, child: _node(child, inner), children, form)
        case "projection" | "filter_projection" | "value_projection":
            return _projected(children, form)
    return _made(node, [_node(child, form) for child in children])


def _made(node: Node, inner: Sequence[Form]) -> Form:
    """Of the forms of its parts."""
    match node["type"]:
        case "flatten":
            within = item(inner[0])
            return within if isinstance(within, Many | ListShape) else Many(within)
        case "key_val_pair":
            return {node["value"]: inner[0]}
        case "multi_select_dict":
            return {name: form for pair in inner if isinstance(pair, dict) for name, form in pair.items()}
        case "multi_select_list":
            return Many(inner[0])
        case "or_expression" | "and_expression":
            return next((form for form in reversed(inner) if form is not None), None)
    return None


def _projected(children: Sequence[Node], form: Form) -> Form:
    inner = item(_node(children[0], form))
    for condition in children[2:]:
        _node(condition, inner)
    return Many(_node(children[1], inner))


def member(form: Form, name: str) -> Form:
    match form:
        case dict() if name in form:
            return form[name]
        case StructureShape() if name in form.members:
            return form.members[name]
        case MapShape():
            return form.value
        case None:
            return None
    raise NoSuchMemberError(f"{name} is not in {_names(form)}")


def _names(form: Form) -> str:
    match form:
        case dict():
            return ", ".join(form)
        case StructureShape():
            return ", ".join(form.members)
    return repr(form)


def item(form: Form) -> Form:
    match form:
        case Many():
            return form.item
        case ListShape():
            return form.member
        case None:
            return None
    raise NoSuchMemberError(f"{form!r} is no list")
