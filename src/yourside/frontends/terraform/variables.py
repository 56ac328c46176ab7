"""A variable's value: what it is given or its default, converted to its type."""

from __future__ import annotations

from dataclasses import replace

from yourside.frontends.terraform.evaluate import evaluate
from yourside.frontends.terraform.operation import operate
from yourside.frontends.terraform.origins import marked
from yourside.frontends.terraform.scope import Named, Scope
from yourside.frontends.terraform.type_constraints import conversion
from yourside.spans import Origin
from yourside.syntax.hcl.tree import Attribute, Block, Literal
from yourside.values import Choice, Scalar, Unknown, Value, Why


def variable(block: Block, given: Named | None, scope: Scope) -> Named:
    found = _found(block, given, scope)
    value = found.value
    if constraint := block.body.attributes.get("type"):
        convert = conversion(constraint.value, lambda expr: evaluate(expr, scope))
        value = operate(convert, (value,), value.origin.span, scope, "terraform-type")
    if says(block, "sensitive", True):
        scope.ground.secrets = True
        value = marked(value, True)
    return Named(value, found.label)


def _found(block: Block, given: Named | None, scope: Scope) -> Named:
    address = f"var.{block.labels[0].text}"
    if default := block.body.attributes.get("default"):
        fallback = Named(evaluate(default.value, scope), f"default of {address}")
    else:
        fallback = Named(Unknown(Why.VARIABLE, Origin(block.header), scope.full(address)), address)
    if given is None:
        return fallback
    if says(block, "nullable", False):
        return Named(_not_null(given.value, fallback.value), given.label)
    return given


def _not_null(value: Value, default: Value) -> Value:
    """A null that is given to a variable that cannot be null leaves its default."""
    match value:
        case Scalar(data=None):
            return default
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, _not_null(branch, default)) for label, branch in branches))
    return value


def says(block: Block, name: str, wanted: bool) -> bool:
    """Whether a block says so in so many words."""
    match block.body.attributes.get(name):
        case Attribute(value=Literal(data=bool(data))):
            return data is wanted
    return False
