"""What `for`, `for_each`, `dynamic` and template loops go over: keys and items, in Terraform's order."""

from __future__ import annotations

from collections.abc import Sequence

from yourside.frontends.terraform.operands import Set, settled
from yourside.frontends.terraform.operation import InvalidError
from yourside.frontends.terraform.origins import taken
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Origin
from yourside.syntax.hcl.tree import Name
from yourside.values import Map, Scalar, Seq, Unknown, Value


def pairs(collection: Value) -> tuple[Sequence[tuple[Value, Value]], Unknown | None]:
    """Key and item of each element, and why there may be more of them."""
    match settled(collection):
        case Map(entries=entries, rest=rest):
            found = [(Scalar(key, _key_origin(item)), item) for key, item in sorted(entries.items())]
        case Set(items=items, rest=rest):
            return [(item, item) for item in (_inside(collection, item) for item in items)], rest
        case Seq(items=items, rest=rest):
            found = [(Scalar(position, item.origin), item) for position, item in enumerate(items)]
        case _:
            raise InvalidError("only a list, set, map or object can be iterated")
    return [(key, _inside(collection, item)) for key, item in found], rest


def bound(scope: Scope, key_name: Name | None, value_name: Name, pair: tuple[Value, Value]) -> Scope:
    key, item = pair
    names = {key_name.text: key} if key_name else {}
    return scope.binding({**names, value_name.text: item})


def _key_origin(item: Value) -> Origin:
    return Origin(item.origin.name or item.origin.span)


def _inside(collection: Value, item: Value) -> Value:
    """An item that came here through names keeps the way that its collection came."""
    return taken(item, collection.origin.span, "item", collection) if collection.origin.via else item
