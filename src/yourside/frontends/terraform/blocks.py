"""The body of a block as a value: attributes, and nested blocks as a list of objects under their type."""

from __future__ import annotations

from collections.abc import Sequence

from yourside.frontends.terraform.evaluate import bind, evaluate
from yourside.frontends.terraform.iteration import pairs
from yourside.frontends.terraform.operands import sequence
from yourside.frontends.terraform.operation import operate
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Origin
from yourside.syntax.hcl.tree import Attribute, Block, Body, Name, Variable
from yourside.values import Map, Seq, Unknown, Value


def body(written: Body, origin: Origin, scope: Scope) -> Map:
    entries: dict[str, Value] = {
        name: bind(attribute.value, attribute.name.span, scope) for name, attribute in written.attributes.items()
    }
    pieces: dict[str, list[Value]] = {}
    for block in written.blocks:
        pieces.setdefault(_type(block).text, []).append(_blocks(block, scope))
    return Map(entries | {name: _chained(found, scope) for name, found in pieces.items()}, origin)


def _type(block: Block) -> Name:
    return block.labels[0] if block.type.text == "dynamic" and block.labels else block.type


def _blocks(block: Block, scope: Scope) -> Value:
    """A block as a list of one; a dynamic block as the list it makes."""
    origin = Origin(block.span, _type(block).span)
    if block.type.text == "dynamic":
        return _dynamic(block, origin, scope)
    return Seq((body(block.body, origin, scope),), origin)


def _dynamic(block: Block, origin: Origin, scope: Scope) -> Value:
    content = next((inner for inner in block.body.blocks if inner.type.text == "content"), None)
    collection = block.body.attributes.get("for_each")
    if content is None or collection is None:
        return Seq((), origin, scope.fail("terraform-dynamic", "needs for_each and a content block", block.header))
    iterator = _iterator(block)

    def apply(collection: Value) -> Value:
        if isinstance(collection, Unknown):
            return Seq((), origin, collection)
        found, rest = pairs(collection)
        rounds = (Map({"key": key, "value": item}, item.origin) for key, item in found)
        made = (body(content.body, origin, scope.binding({iterator: each})) for each in rounds)
        return Seq(tuple(made), origin, rest)

    return operate(apply, (evaluate(collection.value, scope),), block.header, scope)


def _iterator(block: Block) -> str:
    match block.body.attributes.get("iterator"):
        case Attribute(value=Variable(name=name)):
            return name
    return _type(block).text


def _chained(pieces: Sequence[Value], scope: Scope) -> Value:
    """Static and dynamic blocks of one type as one list, in source order."""

    def apply(*pieces: Value) -> Value:
        lists = [sequence(piece) for piece in pieces]
        rest = next((listed.rest for listed in lists if listed.rest), None)
        return Seq(tuple(item for listed in lists for item in listed.items), lists[0].origin, rest)

    return pieces[0] if len(pieces) == 1 else operate(apply, pieces, pieces[0].origin.span, scope)
