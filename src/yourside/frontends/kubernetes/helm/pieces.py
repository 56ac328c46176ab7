"""A Go template as the lines it can give: pieces of lines, in the branches and loops that they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yourside.frontends.kubernetes.helm.template import Kind, Token, tokens
from yourside.spans import SourceFile

MAX_TEMPLATE = 256 * 1024
MAX_DEPTH = 50  # of actions in each other

ValuesPath = tuple[str, ...]

_OF_VALUES = re.compile(r"(?<![\w)])\$?\.Values((?:\.\w+)+)")
_OF_DOT = re.compile(r"(?<![\w$).\"])\.((?:\w+(?:\.\w+)*)?)(?![\w.])")
_DEFINED = re.compile(r"(?:define|block)\s+\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Part:
    """A token on a line. `path` is what an output takes from the values, as far as that is written there."""

    token: Token
    path: ValuesPath | None = None


@dataclass(slots=True, eq=False)
class Piece:
    """What stands on one line of the output, or, when it has no text of its own, on any number of lines.

    `left` and `right`: an inline condition puts something before or after it on the same line.
    """

    source: SourceFile
    parts: tuple[Part, ...]
    left: bool = False
    right: bool = False

    @property
    def outputs(self) -> Sequence[Part]:
        return [part for part in self.parts if part.token.kind is Kind.OUTPUT]

    @property
    def is_block(self) -> bool:
        return all(part.token.kind is Kind.OUTPUT or not part.token.text.strip() for part in self.parts)


@dataclass(slots=True, eq=False)
class Group:
    """The branches of an `if` or `with`, or the body of a `range`. `complete`: one of them is always taken."""

    word: str
    dot: ValuesPath | None
    name: str = ""
    complete: bool = False
    branches: list[list[Node]] = field(default_factory=lambda: [[]])


Node = Piece | Group


@dataclass(frozen=True, slots=True)
class Template:
    """What a file gives when it is rendered, and what it defines for others to include."""

    body: Sequence[Node]
    defined: Mapping[str, Sequence[Node]]


def read(source: SourceFile) -> Template:
    reader = _Reader(source)
    if len(source.text) <= MAX_TEMPLATE:
        for token in tokens(source):
            reader.take(token)
            if len(reader.groups) > MAX_DEPTH:
                return Template((), {})
        reader.end_line()
    return Template(reader.body, reader.defined)


@dataclass
class _Reader:
    source: SourceFile
    body: list[Node] = field(default_factory=list)
    defined: dict[str, Sequence[Node]] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    line: list[Part] = field(default_factory=list)
    before: Piece | None = None  # on the same line, on the other side of an action that steers

    def take(self, token: Token) -> None:
        match token.kind:
            case Kind.TEXT:
                self._text(token)
            case Kind.OUTPUT:
                if token.starts_line:
                    self.end_line()
                self.line.append(Part(token, _path(token.text, self._dot())))
            case Kind.OPEN | Kind.ELSE | Kind.END:
                self._flush()
                self._steer(token)
            case Kind.NOTHING:
                pass

    def end_line(self) -> None:
        self._flush()
        self.line.clear()
        self.before = None

    def _text(self, token: Token) -> None:
        place = token.start
        for number, text in enumerate(token.text.split("\n")):
            if number:
                self.end_line()
            if text:
                self.line.append(Part(Token(Kind.TEXT, text, place, place + len(text))))
            place += len(text) + 1

    def _flush(self) -> None:
        """A blank waits for what comes after it on its line."""
        if any(part.token.kind is Kind.OUTPUT or part.token.text.strip() for part in self.line):
            piece = Piece(self.source, tuple(self.line), left=self.before is not None)
            if self.before:
                self.before.right = True
            self._home().append(piece)
            self.before = piece
            self.line.clear()

    def _home(self) -> list[Node]:
        return self.groups[-1].branches[-1] if self.groups else self.body

    def _dot(self) -> ValuesPath | None:
        return self.groups[-1].dot if self.groups else None

    def _steer(self, token: Token) -> None:
        if token.kind is Kind.OPEN:
            if token.word == "define":
                self.end_line()
            name = _DEFINED.match(token.text)
            self.groups.append(Group(token.word, self._inner_dot(token), name[1] if name else ""))
        elif self.groups and token.kind is Kind.ELSE:
            self.groups[-1].branches.append([])
            self.groups[-1].complete |= token.text.strip() == "else"
        elif self.groups:
            self._close(self.groups.pop())

    def _inner_dot(self, token: Token) -> ValuesPath | None:
        outer = self._dot()
        return {"with": _path(token.text, outer), "if": outer}.get(token.word)

    def _close(self, group: Group) -> None:
        if group.word == "define":
            self.end_line()
            self.defined[group.name] = group.branches[0]
        else:
            self._home().append(group)


def _path(expression: str, dot: ValuesPath | None) -> ValuesPath | None:
    """What an expression takes from the values, when it takes one thing. `dot` is what the dot stands for."""
    if found := [*_OF_VALUES.finditer(expression)]:
        return tuple(found[0][1].strip(".").split(".")) if len(found) == 1 else None
    found = [*_OF_DOT.finditer(expression)]
    if dot is None or len(found) != 1:
        return None
    return (*dot, *filter(None, found[0][1].split(".")))
