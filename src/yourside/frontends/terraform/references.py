"""Which names an expression mentions, without evaluating it: the edges of the dependency order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from yourside.spans import Span
from yourside.syntax.hcl.tree import Expr, GetAttr, Index, Literal, Name, Variable

# Roots that are bound where they are meaningful, and never looked up.
_BOUND = frozenset({"each", "count", "self"})


def reference(expr: Expr) -> str:
    """The address that an expression spells (`var.x`, `data.aws_ami.a`, `aws_s3_bucket.b`); else empty."""
    match expr:
        case GetAttr(GetAttr(Variable(name="data" | "ephemeral" as root), name=kind), name=name):
            return f"{root}.{kind.text}.{name.text}"
        case GetAttr(GetAttr(Variable(name="resource"), name=kind), name=name):
            return f"{kind.text}.{name.text}"
        case GetAttr(Variable(name=root), name=name) if root not in _BOUND:
            return f"{root}.{name.text}"
    return ""


class Mention(NamedTuple):
    """An address and, of a module, the output that is read."""

    address: str
    output: str = ""


def mentions(tree: object) -> Iterator[Mention]:
    """What is mentioned anywhere in a tree; a loop variable's attribute may be among them and does no harm."""
    getters = (node for node in _nodes(tree) if isinstance(node, GetAttr))
    return filter(None, map(_mention, getters))


def _mention(expr: GetAttr) -> Mention | None:
    if address := reference(expr):
        return Mention(address)
    call = expr.source.source if isinstance(expr.source, Index) else expr.source
    address = reference(call)
    return Mention(address, expr.name.text) if address.startswith("module.") else None


def roots(expr: Expr) -> set[str]:
    """The names that an expression starts from: `var`, `each`, a loop variable."""
    return {node.name for node in _nodes(expr) if isinstance(node, Variable)}


def _nodes(tree: object) -> Iterator[object]:
    pending = [tree]
    while pending:
        match pending.pop():
            case Name() | Literal() | Span():
                continue
            case (tuple() | list()) as nodes:
                pending.extend(nodes)
            case Mapping() as attributes:
                pending.extend(attributes.values())
            case node if is_dataclass(node):
                yield node
                pending.extend(getattr(node, field.name) for field in fields(node))


def spelled(expr: Expr) -> str:
    """An expression as the user writes it, on one line."""
    return " ".join(expr.span.text.split())
