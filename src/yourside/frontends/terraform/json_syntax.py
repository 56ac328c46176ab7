"""Terraform's JSON syntax, as the same tree that the native syntax has.

Source: developer.hashicorp.com/terraform/language/syntax/json. Only the provider's schema tells whether a property of
a resource is an attribute or a nested block: all are read as attributes, but `dynamic` and what stands beside a dynamic
block of its type or holds one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from yourside.frontends.terraform.configuration import LABELS
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span
from yourside.syntax.hcl.parse import parse_template
from yourside.syntax.hcl.tree import (
    Attribute,
    Bad,
    Block,
    Body,
    Call,
    Expr,
    HclFile,
    Literal,
    Name,
    Object,
    ObjectItem,
    Template,
    Tuple,
    Variable,
)
from yourside.syntax.json.parse import parse
from yourside.values import Map, Scalar, Seq, Value

_COMMENT = "//"
_DYNAMIC = "dynamic"

Problems = list[Diagnostic]
Read = Callable[[Value, Problems], Expr]
ReadBody = Callable[[Map, Problems], Body]


def read_configuration(source: SourceFile) -> HclFile:
    return _file(source, lambda top, problems: Body({}, tuple(_top_level(top, problems)), top.origin.span))


def read_variables(source: SourceFile) -> HclFile:
    """A .tfvars.json file: values, without templates."""
    return _file(source, lambda top, problems: _body(top, problems, literal))


def _file(source: SourceFile, read: Callable[[Map, Problems], Body]) -> HclFile:
    document = parse(source)
    problems = list(document.diagnostics)
    whole = Span(source, 0, len(source.text))
    body = Body({}, (), whole)
    match [found.value for found in document.documents]:
        case [Map() as top]:
            body = read(top, problems)
        case [_]:
            problems.append(Diagnostic("terraform-json", "the file must hold an object", Level.ERROR, Origin(whole)))
    return HclFile(source, body, (), tuple(problems))


def _top_level(top: Map, problems: Problems) -> Iterator[Block]:
    for kind, value in top.entries.items():
        if kind != _COMMENT:
            name, read = Name(kind, _key_span(value)), _BODIES.get(kind, _attributes)
            yield from _blocks(name, (), value, LABELS.get(kind, 0), read, problems)


def _blocks(
    kind: Name, labels: tuple[Name, ...], value: Value, depth: int, read: ReadBody, problems: Problems
) -> Iterator[Block]:
    """Each label is a level of objects; arrays hold further blocks, at any level."""
    match value:
        case Seq(items=items):
            for item in items:
                yield from _blocks(kind, labels, item, depth, read, problems)
        case Map(entries=entries) if depth:
            for text, inner in entries.items():
                if text != _COMMENT:
                    label = Name(text, _key_span(inner))
                    yield from _blocks(kind, (*labels, label), inner, depth - 1, read, problems)
        case Map():
            header = labels[-1].span if labels else kind.span
            yield Block(kind, labels, read(value, problems), header, header.to(value.origin.span))
        case _:
            origin = Origin(value.origin.span)
            problems.append(Diagnostic("terraform-json", f"{kind.text} must be an object", Level.ERROR, origin))


def _attributes(value: Map, problems: Problems) -> Body:
    return _body(value, problems, expression)


def _schema_body(value: Map, problems: Problems) -> Body:
    """A body of a provider's schema: what is a block in it stays in source order."""
    generated = _generated(value)
    nested = [name for name, entry in value.entries.items() if name in generated or _holds_dynamic(entry)]
    names = [name for name in value.entries if name in (_DYNAMIC, *nested)]
    blocks = (block for name in names for block in _inner(name, value.entries[name], problems))
    return replace(_attributes(_other_than(value, names), problems), blocks=tuple(blocks))


def _inner(name: str, value: Value, problems: Problems) -> Iterator[Block]:
    depth, read = (1, _dynamic_body) if name == _DYNAMIC else (0, _schema_body)
    return _blocks(Name(name, _key_span(value)), (), value, depth, read, problems)


def _generated(value: Map) -> frozenset[str]:
    """The types of the dynamic blocks that stand in a body."""
    match value.entries.get(_DYNAMIC):
        case Map(entries=entries):
            return frozenset(entries)
        case Seq(items=items):
            return frozenset(name for item in items if isinstance(item, Map) for name in item.entries)
    return frozenset()


def _holds_dynamic(value: Value) -> bool:
    match value:
        case Map(entries=entries):
            return bool(_generated(value)) or any(map(_holds_dynamic, entries.values()))
        case Seq(items=items):
            return any(map(_holds_dynamic, items))
    return False


def _dynamic_body(value: Map, problems: Problems) -> Body:
    body = _body(_other_than(value, ["content"]), problems, expression, iterator=_written)
    content = value.entries.get("content")
    return body if content is None else replace(body, blocks=tuple(_inner("content", content, problems)))


def _variable_body(value: Map, problems: Problems) -> Body:
    return _body(value, problems, literal, type=_written)


def _other_than(value: Map, names: Collection[str]) -> Map:
    return replace(value, entries={key: entry for key, entry in value.entries.items() if key not in names})


def _body(value: Map, problems: Problems, read: Read, **others: Read) -> Body:
    attributes = {
        name: _attribute(name, entry, others.get(name, read)(entry, problems))
        for name, entry in value.entries.items()
        if name != _COMMENT
    }
    return Body(attributes, (), value.origin.span)


def _attribute(name: str, value: Value, expr: Expr) -> Attribute:
    key = _key_span(value)
    return Attribute(Name(name, key), expr, key.to(value.origin.span))


_BODIES: Mapping[str, ReadBody] = {
    "variable": _variable_body,
    **dict.fromkeys(("resource", "data", "ephemeral", "provider"), _schema_body),
}


def expression(value: Value, problems: Problems) -> Expr:
    """Strings are templates, keys too."""
    match value:
        case Scalar(data=str(text)):
            return _template(text, value.origin.span, problems)
        case Seq(items=items):
            return Tuple(tuple(expression(item, problems) for item in items), value.origin.span)
        case Map(entries=entries):
            pairs = ((_template(key, _key_span(item), problems), item) for key, item in entries.items())
            members = tuple(ObjectItem(key, expression(item, problems)) for key, item in pairs)
            return Object(members, value.origin.span)
    return literal(value, problems)


def literal(value: Value, problems: Problems) -> Expr:
    span = value.origin.span
    match value:
        case Scalar(data=data):
            return Literal(data, span)
        case Seq(items=items):
            return Tuple(tuple(literal(item, problems) for item in items), span)
        case Map(entries=entries):
            pairs = ((Literal(key, _key_span(item)), literal(item, problems)) for key, item in entries.items())
            return Object(tuple(ObjectItem(key, item) for key, item in pairs), span)
    return Bad(span)


def _written(value: Value, problems: Problems) -> Expr:
    """A string that holds an expression, such as a type or an iterator's name."""
    match value:
        case Scalar(data=str(text)):
            template = _template(f"${{{text}}}", value.origin.span, problems)
            match template:
                case Template(parts=((Variable() | Call() | Literal()) as expr,)):
                    return expr
            return template
    return literal(value, problems)


def _template(text: str, span: Span, problems: Problems) -> Expr:
    expr, found = parse_template(text, span)
    problems.extend(found)
    return expr


def _key_span(value: Value) -> Span:
    return value.origin.name or value.origin.span
