"""What a rule expression is made of. `at` is the offset in its text where a reader should look."""

from __future__ import annotations

from dataclasses import dataclass

from yourside.values import Data


@dataclass(frozen=True, slots=True)
class Literal:
    at: int
    data: Data


@dataclass(frozen=True, slots=True)
class Listed:
    at: int
    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    at: int
    entries: tuple[tuple[Expr, Expr], ...]


@dataclass(frozen=True, slots=True)
class Name:
    at: int
    name: str


@dataclass(frozen=True, slots=True)
class Path:
    """`base.a['b c'][0]`; every step is an expression, a Literal where the rule spells it out."""

    at: int
    base: Expr
    steps: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    at: int
    operand: Expr


@dataclass(frozen=True, slots=True)
class Logic:
    """`op` is && or ||, over two or more operands."""

    at: int
    op: str
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """`op` is one of == != < <= > >= in."""

    at: int
    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`op` is + or -."""

    at: int
    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Coalesce:
    at: int
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Conditional:
    at: int
    test: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True)
class Quantifier:
    """`over.exists(variable, body)` or `.all`."""

    at: int
    op: str
    over: Expr
    variable: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Comprehension:
    """`over.filter(variable, body)` or `.map`."""

    at: int
    op: str
    over: Expr
    variable: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`base.refs('Path')`, `base.referrers('AWS::Type', 'Path')` or `base.siblings('Path', 'Having')`."""

    at: int
    op: str
    base: Expr
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Call:
    at: int
    function: str
    arguments: tuple[Expr, ...]


Expr = (
    Literal
    | Listed
    | Mapped
    | Name
    | Path
    | Not
    | Logic
    | Compare
    | Arithmetic
    | Coalesce
    | Conditional
    | Quantifier
    | Comprehension
    | Neighbours
    | Call
)
