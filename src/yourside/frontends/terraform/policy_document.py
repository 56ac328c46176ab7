"""`aws_iam_policy_document`: from the data source's blocks to the tree of the JSON that it renders.

Merging and the shapes of principals and conditions are those of the provider (internal/service/iam in
hashicorp/terraform-provider-aws: policy_document_data_source.go, policy_model.go).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from yourside.frontends.terraform.operands import first_unknown
from yourside.spans import Origin
from yourside.syntax.embedded import parse_json
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, over_branches

_SOURCES = ("source_json", "source_policy_documents")
_OVERRIDES = ("override_json", "override_policy_documents")


def policy_document(block: Map, origin: Origin) -> Encoded:
    """`origin` is the data source's own, and refers to it."""
    written = over_branches(block.entries.get("statement", Seq((), origin)), _statements)
    layers = [*_documents(block, _SOURCES), written, *_documents(block, _OVERRIDES)]
    statements = written if len(layers) == 1 else _layered(layers, origin)
    document: dict[str, Value] = {"Version": block.entries.get("version", Scalar("2012-10-17", origin))}
    if policy_id := block.entries.get("policy_id"):
        document["Id"] = policy_id
    document["Statement"] = statements
    return Encoded(referring(Map(document, origin), origin.refs), origin)


def _statements(blocks: Value) -> Value:
    return _each(blocks, lambda block: over_branches(block, _statement))


def _each(blocks: Value, change: Callable[[Value], Value]) -> Value:
    """Blocks come as a list; in JSON syntax one may stand alone."""
    match blocks:
        case Seq(items=items):
            return replace(blocks, items=tuple(change(item) for item in items))
        case Map():
            return Seq((change(blocks),), blocks.origin)
    return blocks


def _statement(block: Value) -> Value:
    if not isinstance(block, Map):
        return block
    written = {"effect": Scalar("Allow", block.origin), **block.entries}
    entries = {key: over_branches(written[name], shape) for name, (key, shape) in _SHAPES.items() if name in written}
    return Map(entries, block.origin)


def _principals(blocks: Value) -> Value:
    """`{type: identifiers}`; the type "*" alone is everyone."""
    found, rest = _keyed(blocks, "type")
    types: dict[str, Value] = {}
    for name, block in found:
        identifiers = _text(block.entries.get("identifiers", Seq((), block.origin)))
        types[name] = _joined(types[name], identifiers) if name in types else identifiers
    match types:
        case {"*": Seq(items=(Scalar(data="*") as everyone,))} if len(types) == 1 and not rest:
            return everyone
    return Map(types, blocks.origin, rest)


def _conditions(blocks: Value) -> Value:
    """`{test: {variable: values}}`."""
    found, rest = _keyed(blocks, "test")
    tests: dict[str, Map] = {}
    for name, block in found:
        test = tests.setdefault(name, Map({}, block.origin))
        variables, doubt = _keyed(block, "variable")
        values = {variable: _text(inner.entries.get("values", Seq((), block.origin))) for variable, inner in variables}
        tests[name] = replace(test, entries={**test.entries, **values}, rest=test.rest or doubt)
    return Map(dict(tests), blocks.origin, rest)


def _keyed(blocks: Value, name: str) -> tuple[list[tuple[str, Map]], Unknown | None]:
    """The blocks by an attribute that is a known text, and why there may be more."""
    found: list[tuple[str, Map]] = []
    rest = blocks.rest if isinstance(blocks, Seq) else None
    for block in blocks.items if isinstance(blocks, Seq) else (blocks,):
        match block:
            case Map(entries={**entries}) if isinstance(key := entries.get(name), Scalar):
                found.append((str(key.data), block))
            case _:
                doubt = block.entries.get(name, block) if isinstance(block, Map) else block
                rest = rest or first_unknown((doubt,))
    return found, rest


def _joined(first: Value, second: Value) -> Value:
    match first, second:
        case Seq(), Seq():
            return replace(first, items=first.items + second.items, rest=first.rest or second.rest)
    return replace(first, rest=first_unknown((second,))) if isinstance(first, Seq) else first


def _text(value: Value) -> Value:
    """`&{aws:username}` is how a data source writes `${aws:username}`."""
    match value:
        case Scalar(data=str(data)) if "&{" in data:
            return replace(value, data=data.replace("&{", "${"))
        case Unknown(parts=parts) if parts:
            return replace(value, parts=tuple(map(_text, parts)))
        case Seq(items=items):
            return replace(value, items=tuple(map(_text, items)))
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, _text(branch)) for label, branch in branches))
    return value


_SHAPES: Mapping[str, tuple[str, Callable[[Value], Value]]] = {
    "sid": ("Sid", _text),
    "effect": ("Effect", _text),
    "principals": ("Principal", _principals),
    "not_principals": ("NotPrincipal", _principals),
    "actions": ("Action", _text),
    "not_actions": ("NotAction", _text),
    "resources": ("Resource", _text),
    "not_resources": ("NotResource", _text),
    "condition": ("Condition", _conditions),
}


def _documents(block: Map, names: Iterable[str]) -> Iterator[Value]:
    """The statements of other documents, in the order in which they are merged."""
    for name in names:
        match block.entries.get(name):
            case Seq(items=items, rest=rest):
                yield from map(_statements_of, items)
                yield from (rest,) if rest else ()
            case Scalar(data=None) | None:
                continue
            case other:
                yield _statements_of(other)


def _statements_of(document: Value) -> Value:
    match document:
        case Encoded(value=tree):
            pass
        case Scalar() | Unknown():
            tree = parse_json(document)
        case _:
            return document
    match tree:
        case Map(entries={"Statement": Map() as single}):
            return Seq((single,), single.origin)
        case Map(entries={"Statement": statements}):
            return statements
    return tree


def _layered(layers: Iterable[Value], origin: Origin) -> Seq:
    """A statement replaces an earlier one of the same Sid; all others are added."""
    found: dict[object, Value] = {}
    rest: Unknown | None = None
    for layer in layers:
        match layer:
            case Seq(items=items, rest=doubt):
                rest = rest or doubt
                for item in items:
                    found[_sid(item) or len(found)] = item
            case _:
                rest = rest or first_unknown((layer,))
    return Seq(tuple(found.values()), origin, rest)


def _sid(statement: Value) -> str:
    match statement:
        case Map(entries={"Sid": Scalar(data=str(sid))}):
            return sid
    return ""


def referring(value: Value, refs: tuple[str, ...]) -> Value:
    """The tree with these references before its own at every node, so that each leaf knows its data source."""
    origin = replace(value.origin, refs=tuple(dict.fromkeys((*refs, *value.origin.refs))))
    match value:
        case Seq(items=items):
            return replace(value, origin=origin, items=tuple(referring(item, refs) for item in items))
        case Map(entries=entries):
            return replace(value, origin=origin, entries={key: referring(v, refs) for key, v in entries.items()})
        case Choice(branches=branches):
            return replace(value, origin=origin, branches=tuple((b, referring(v, refs)) for b, v in branches))
    return replace(value, origin=origin)
