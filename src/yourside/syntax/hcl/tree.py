"""The expression tree of HCL's native syntax (spec: hashicorp/hcl, hclsyntax/spec.md). Parentheses leave no node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yourside.spans import Diagnostic, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier, a label or an object key written as a bare word."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, bool, null, or a string without interpolation (escapes resolved)."""

    data: str | int | float | bool | None
    span: Span


@dataclass(frozen=True, slots=True)
class Template:
    """A quoted string or heredoc with interpolation or directives; a heredoc's indentation is already stripped.

    A template that is one interpolation and nothing else (`"${x}"`) is that expression's value, not a string.
    """

    parts: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TemplateIf:
    condition: Expr
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TemplateFor:
    key: Name | None
    value: Name
    collection: Expr
    body: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Tuple:
    items: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ObjectItem:
    """`key = value`. A bare-word key is a Literal string; `(expr)` is any expression."""

    key: Expr
    value: Expr


@dataclass(frozen=True, slots=True)
class Object:
    items: tuple[ObjectItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Variable:
    """The root of a traversal: `var`, `local`, `aws_s3_bucket`, `each`, or a `for` binding."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class GetAttr:
    """`source.name`; also the legacy index `source.0`, whose name is the digits. `span` covers the whole chain."""

    source: Expr
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Index:
    source: Expr
    key: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Splat:
    """`source.*…` or `source[*]…`: `each` is the rest of the chain, rooted at `SplatItem`.

    An attribute-only splat (`.*`) binds attributes alone; an index after it applies to the resulting list.
    """

    source: Expr
    each: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class SplatItem:
    """The element that a splat's chain starts from."""

    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`name(args…)`; `expand` when the last argument is followed by `...`. Provider functions keep their `::`."""

    name: str
    args: tuple[Expr, ...]
    expand: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Conditional:
    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Unary:
    operator: str
    operand: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class For:
    """`[for k, v in c : body if cond]`, or with `result_key` an object; `grouping` is the `...` after the body."""

    key: Name | None
    value: Name
    collection: Expr
    result_key: Expr | None
    body: Expr
    condition: Expr | None
    grouping: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Bad:
    """A place that could not be read; a diagnostic says what is wrong."""

    span: Span


Expr = (
    Literal
    | Template
    | Tuple
    | Object
    | Variable
    | GetAttr
    | Index
    | Splat
    | SplatItem
    | Call
    | Conditional
    | Unary
    | Binary
    | For
    | Bad
)
# Literal is in Expr: a known piece of text and a constant interpolation read alike.
Part = TemplateIf | TemplateFor | Expr


@dataclass(frozen=True, slots=True)
class Attribute:
    name: Name
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """`type "label" … { body }`. `span` covers it all, `header` the type and labels."""

    type: Name
    labels: tuple[Name, ...]
    body: Body
    header: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Body:
    """A repeated attribute is a diagnostic and the first one counts. `span` is what stands between the braces."""

    attributes: Mapping[str, Attribute]
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Comment:
    """Text without its marker (`#`, `//`, `/* */`), stripped."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class HclFile:
    source: SourceFile
    body: Body
    comments: tuple[Comment, ...]
    diagnostics: tuple[Diagnostic, ...]
