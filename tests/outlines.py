"""HCL's typed tree in short, for tests that say what a text means and not where each piece stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from yourside.spans import SourceFile, Span
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import (
    Bad,
    Binary,
    Body,
    Call,
    Conditional,
    Expr,
    For,
    GetAttr,
    Index,
    Literal,
    Object,
    Part,
    Splat,
    SplatItem,
    Template,
    TemplateFor,
    TemplateIf,
    Tuple,
    Unary,
    Variable,
)


def value(text: str) -> Expr:
    """What `x = text` sets."""
    return parse(SourceFile("main.tf", f"x = {text}\n")).body.attributes["x"].value


def outline(part: Part) -> str:
    """An s-expression: `(== a.b 'x')`."""
    match part:
        case Literal(data=data):
            return repr(data)
        case Variable(name=name):
            return name
        case GetAttr(source=source, name=name):
            return f"{outline(source)}.{name.text}"
        case Index(source=source, key=key):
            return f"{outline(source)}[{outline(key)}]"
        case Splat(source=source, each=each):
            return f"{outline(source)}[each {outline(each)}]"
        case SplatItem():
            return "it"
        case Bad():
            return "BAD"
    return f"({' '.join(_pieces(part))})"


def _pieces(part: Part) -> Iterator[str]:
    match part:
        case Template(parts=parts):
            yield from ("template", *map(outline, parts))
        case TemplateIf(condition=condition, then=then, otherwise=otherwise):
            yield from ("if", outline(condition), _all(then), _all(otherwise))
        case TemplateFor(key=key, value=value, collection=collection, body=body):
            yield from ("for", *(name.text for name in (key, value) if name), "in", outline(collection), _all(body))
        case For():
            yield from _for(part)
        case Conditional() | Unary() | Binary():
            yield from _operation(part)
        case _:
            yield from _collection(part)


def _operation(expr: Conditional | Unary | Binary) -> Iterator[str]:
    match expr:
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            yield from ("?", outline(condition), outline(then), outline(otherwise))
        case Unary(operator=operator, operand=operand):
            yield from (operator, outline(operand))
        case Binary(operator=operator, left=left, right=right):
            yield from (operator, outline(left), outline(right))


def _collection(expr: Part) -> Iterator[str]:
    match expr:
        case Tuple(items=items):
            yield from ("tuple", *map(outline, items))
        case Object(items=pairs):
            yield from ("object", *(f"{outline(pair.key)}={outline(pair.value)}" for pair in pairs))
        case Call(name=name, args=args, expand=expand):
            yield from ("call", name, *map(outline, args), *(["..."] if expand else []))


def _for(loop: For) -> Iterator[str]:
    yield from ("for", *(name.text for name in (loop.key, loop.value) if name), "in", outline(loop.collection), ":")
    if loop.result_key:
        yield from (outline(loop.result_key), "=>")
    yield outline(loop.body) + ("..." if loop.grouping else "")
    if loop.condition:
        yield from ("if", outline(loop.condition))


def _all(parts: Sequence[Part]) -> str:
    return f"[{' '.join(map(outline, parts))}]"


def body_outline(body: Body) -> dict[str, object]:
    """Attributes by name; blocks, in order, by type and labels."""
    attributes: dict[str, object] = {name: outline(found.value) for name, found in body.attributes.items()}
    blocks = {
        " ".join((block.type.text, *(label.text for label in block.labels))): body_outline(block.body)
        for block in body.blocks
    }
    return attributes | blocks


def nested_spans(node: object, around: Span | None = None) -> Iterator[tuple[Span | None, Span]]:
    """Each span of a tree with the one that it must lie in."""
    own = getattr(node, "span", None)
    if isinstance(own, Span):
        yield around, own
        around = own
    children: Sequence[object] = ()
    if isinstance(node, Mapping):
        children = list(node.values())
    elif isinstance(node, tuple | list):
        children = node
    elif is_dataclass(node) and not isinstance(node, Span | SourceFile):
        children = [getattr(node, field.name) for field in fields(node)]
    for child in children:
        yield from nested_spans(child, around)
