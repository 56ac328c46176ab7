"""Text to tree: recursive descent, from the loosest to the tightest binding.

    conditional  = any [ "?" conditional ":" conditional ]
    any          = every { "||" every }
    every        = comparison { "&&" comparison }
    comparison   = coalesce [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" ) coalesce ]
    coalesce     = sum [ "??" coalesce ]
    sum          = unary { ( "+" | "-" ) unary }
    unary        = ( "!" | "-" ) unary | postfix
    postfix      = primary { "." name | "[" conditional "]" | "." method "(" arguments ")" }
    primary      = literal | name [ "(" arguments ")" ] | "(" conditional ")" | list | map

A tree has at most MOST_NODES operations, so that whoever walks it may recurse.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from yourside.engine.language.tokens import Kind, RuleSyntaxError, Token, tokenize
from yourside.engine.language.tree import (
    Arithmetic,
    Call,
    Coalesce,
    Compare,
    Comprehension,
    Conditional,
    Expr,
    Listed,
    Literal,
    Logic,
    Mapped,
    Name,
    Neighbours,
    Not,
    Path,
    Quantifier,
)

MOST_NODES = 200
MOST_NESTING = 24

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "in")
QUANTIFIERS = ("exists", "all")
COMPREHENSIONS = ("filter", "map")
NEIGHBOURS = ("refs", "referrers", "siblings")
METHODS = (*QUANTIFIERS, *COMPREHENSIONS, *NEIGHBOURS)
CONSTANTS = {"true": True, "false": False, "null": None}


def parse(text: str) -> Expr:
    """The tree of an expression; raises RuleSyntaxError."""
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(tokenize(text))
        self.position = 0
        self.nodes = 0
        self.nesting = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def error(self, token: Token, message: str) -> RuleSyntaxError:
        return RuleSyntaxError(self.text, token.at, message)

    def take(self) -> Token:
        token = self.next
        self.position += token.kind is not Kind.END
        return token

    def take_mark(self, *marks: str) -> Token | None:
        """The next token, if it is one of these operators."""
        return self.take() if self.next.kind is Kind.MARK and self.next.text in marks else None

    def expect(self, mark: str) -> Token:
        token = self.take_mark(mark)
        if token is None:
            raise self.error(self.next, f"expected {mark!r}, found {self.next.text!r}")
        return token

    def take_name(self, what: str) -> Token:
        if self.next.kind is not Kind.NAME:
            raise self.error(self.next, f"expected {what}, found {self.next.text!r}")
        return self.take()

    def count(self) -> None:
        """One operation more."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self.error(self.next, f"an expression has at most {MOST_NODES} operations; make two rules of it")

    def whole(self) -> Expr:
        expr = self.conditional()
        if self.next.kind is not Kind.END:
            raise self.error(self.next, f"unexpected {self.next.text!r}")
        return expr

    def conditional(self) -> Expr:
        self.nesting += 1
        if self.nesting > MOST_NESTING:
            raise self.error(self.next, f"an expression nests at most {MOST_NESTING} deep")
        test = self.any()
        if self.take_mark("?"):
            self.count()
            then = self.conditional()
            self.expect(":")
            test = Conditional(test.at, test, then, self.conditional())
        self.nesting -= 1
        return test

    def any(self) -> Expr:
        return self.chain("||", self.every)

    def every(self) -> Expr:
        return self.chain("&&", self.comparison)

    def chain(self, op: str, operand: Callable[[], Expr]) -> Expr:
        operands = [operand()]
        while self.take_mark(op):
            operands.append(operand())
        if len(operands) == 1:
            return operands[0]
        self.count()
        return Logic(operands[0].at, op, tuple(operands))

    def comparison(self) -> Expr:
        left = self.coalesce()
        if op := self.take_mark(*COMPARISONS):
            self.count()
            left = Compare(op.at, op.text, left, self.coalesce())
            if again := self.take_mark(*COMPARISONS):
                raise self.error(again, "comparisons do not chain; join two with '&&'")
        return left

    def coalesce(self) -> Expr:
        left = self.sum()
        if op := self.take_mark("??"):
            self.count()
            return Coalesce(op.at, left, self.coalesce())
        return left

    def sum(self) -> Expr:
        left = self.unary()
        while op := self.take_mark("+", "-"):
            self.count()
            left = Arithmetic(op.at, op.text, left, self.unary())
        return left

    def unary(self) -> Expr:
        if op := self.take_mark("!"):
            self.count()
            return Not(op.at, self.unary())
        if op := self.take_mark("-"):
            self.count()
            return Arithmetic(op.at, "-", Literal(op.at, 0), self.unary())
        return self.postfix()

    def postfix(self) -> Expr:
        expr = self.primary()
        while op := self.take_mark(".", "["):
            if op.text == "[":
                expr = self.step(expr, self.conditional(), op)
                self.expect("]")
                continue
            name = self.take_name("a name after '.'")
            bracket = self.take_mark("(")
            expr = self.method(expr, name) if bracket else self.step(expr, Literal(name.at, name.text), name)
        return expr

    def step(self, base: Expr, step: Expr, token: Token) -> Path:
        if isinstance(base, Path):
            return Path(base.at, base.base, (*base.steps, step))
        self.count()
        return Path(base.at if isinstance(base, Name) else token.at, base, (step,))

    def method(self, base: Expr, name: Token) -> Expr:
        self.count()
        op = name.text
        if op in NEIGHBOURS:
            return Neighbours(name.at, op, base, self.rest_of_list(")"))
        if op not in METHODS:
            close = get_close_matches(op, METHODS, n=1)
            raise self.error(name, f"no method {op!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
        variable = self.take_name("the name of the item").text
        self.expect(",")
        body = self.conditional()
        self.expect(")")
        node = Quantifier if op in QUANTIFIERS else Comprehension
        return node(name.at, op, base, variable, body)

    def primary(self) -> Expr:
        token = self.take()
        match token:
            case Token(Kind.NUMBER, text):
                return Literal(token.at, float(text) if "." in text else int(text))
            case Token(Kind.STRING, text):
                return Literal(token.at, text)
            case Token(Kind.NAME, text):
                return self.named(token)
            case Token(Kind.MARK, "("):
                expr = self.conditional()
                self.expect(")")
                return expr
            case Token(Kind.MARK, "["):
                return Listed(token.at, self.rest_of_list("]"))
            case Token(Kind.MARK, "{"):
                return self.map(token)
        raise self.error(token, f"expected a value, found {token.text!r}")

    def named(self, token: Token) -> Expr:
        if token.text in CONSTANTS:
            return Literal(token.at, CONSTANTS[token.text])
        if self.take_mark("("):
            self.count()
            return Call(token.at, token.text, self.rest_of_list(")"))
        return Name(token.at, token.text)

    def rest_of_list(self, end: str) -> tuple[Expr, ...]:
        items: list[Expr] = []
        while not self.take_mark(end):
            if items:
                self.expect(",")
            items.append(self.conditional())
        return tuple(items)

    def map(self, start: Token) -> Mapped:
        entries: list[tuple[Expr, Expr]] = []
        while not self.take_mark("}"):
            if entries:
                self.expect(",")
            key = self.conditional()
            self.expect(":")
            entries.append((key, self.conditional()))
        return Mapped(start.at, tuple(entries))
