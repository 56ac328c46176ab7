"""The lines that a template can give, as an automaton (Glushkov's: a state for each piece, no empty moves)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yourside.frontends.kubernetes.helm.pieces import Group, Node, Piece
from yourside.frontends.kubernetes.helm.template import Kind

MAX_STATES = 2_000
MAX_LINKS = 500_000
MAX_INCLUDES = 6  # one in another

_INCLUDE = re.compile(r"(?:include|template)\s+\"([^\"]+)\"\s+(?:[$.][\w.]*|\([^()]*\))\s*(?:\|\s*n?indent\s+\d+\s*)?$")


@dataclass(frozen=True, slots=True)
class State:
    """One line of a piece. `shift`: the blanks that an `indent` around it adds.

    `literals` is the known text of the line, with anything between its members. A `continued` line is any line that is
    indented by `least`.
    """

    piece: Piece
    shift: int
    continued: bool = False
    literals: tuple[str, ...] = ("",)
    least: int = 0

    def fits(self, line: str) -> bool:
        if self.continued:
            return len(line) - len(line.lstrip(" ")) >= self.least
        head, *tail = self.literals
        if not tail:
            return line.rstrip() == head.rstrip()
        return line.startswith(head) and _holds(line, len(head), tail)

    @property
    def separates(self) -> bool:
        return not self.continued and len(self.literals) == 1 and self.literals[0].rstrip() == "---"


def _holds(line: str, place: int, tail: Sequence[str]) -> bool:
    *between, last = tail
    for literal in between:
        found = line.find(literal, place)
        if found < 0:
            return False
        place = found + len(literal)
    line, last = line.rstrip(), last.rstrip()
    return line.endswith(last) and len(line) - len(last) >= min(place, len(line))


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where a part of the template begins and ends; `empty`: it may give nothing."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


@dataclass
class Automaton:
    """`first` and `last` are the states that a document may begin and end with; none when the template is too large."""

    defined: Mapping[str, Sequence[Node]]
    states: list[State] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    links: int = 0
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()

    @staticmethod
    def of(body: Sequence[Node], defined: Mapping[str, Sequence[Node]]) -> Automaton:
        made = Automaton(defined)
        ends = made._sequence(body, 0, 0)
        if made._full:
            return made
        between = {number for number, state in enumerate(made.states) if state.separates}
        made.first = ends.first.union(*(made.follow[number] for number in between))
        made.last = ends.last | {number for number, after in enumerate(made.follow) if after & between}
        return made

    def _sequence(self, nodes: Sequence[Node], shift: int, depth: int) -> _Ends:
        whole = _Ends()
        for node in nodes:
            whole = self._joined(whole, self._node(node, shift, depth))
        return whole

    def _joined(self, before: _Ends, after: _Ends) -> _Ends:
        self._link(before.last, after.first)
        return _Ends(
            before.first | after.first if before.empty else before.first,
            before.last | after.last if after.empty else after.last,
            before.empty and after.empty,
        )

    def _node(self, node: Node, shift: int, depth: int) -> _Ends:
        if self._full:
            return _Ends()
        if isinstance(node, Group):
            return self._group(node, shift, depth)
        return self._block(node, shift, depth) if node.is_block else self._line(node, shift)

    def _group(self, group: Group, shift: int, depth: int) -> _Ends:
        branches = [self._sequence(branch, shift, depth) for branch in group.branches]
        if group.word == "range":
            self._link(branches[0].last, branches[0].first)
        return _Ends(
            frozenset().union(*(branch.first for branch in branches)),
            frozenset().union(*(branch.last for branch in branches)),
            not (group.complete or group.word == "block") or any(branch.empty for branch in branches),
        )

    def _line(self, piece: Piece, shift: int) -> _Ends:
        literals = _literals(piece, shift)
        line = self._state(State(piece, shift, literals=literals))
        last = frozenset({line})
        if piece.outputs and not literals[-1].strip():
            indent = next((part.token.indent for part in piece.outputs if part.token.indent is not None), None)
            own = len(literals[0]) - len(literals[0].lstrip(" "))
            least = own + 1 if indent is None else shift + indent
            last |= {self._repeated(State(piece, shift, True, least=least), line)}
        return _Ends(frozenset({line}), last, piece.left)

    def _block(self, piece: Piece, shift: int, depth: int) -> _Ends:
        (output, *others) = piece.outputs
        indent = output.token.indent
        include = _INCLUDE.match(output.token.text)
        lead = piece.parts[0].token.kind is Kind.TEXT and not output.token.starts_line
        if include and not others and not lead and depth < MAX_INCLUDES and include[1] in self.defined:
            return self._sequence(self.defined[include[1]], shift + (indent or 0), depth + 1)
        state = self._repeated(State(piece, shift, True, least=shift + (0 if others else indent or 0)))
        return _Ends(frozenset({state}), frozenset({state}))

    def _repeated(self, state: State, after: int | None = None) -> int:
        number = self._state(state)
        self.follow[number].add(number)
        if after is not None:
            self.follow[after].add(number)
        return number

    def _state(self, state: State) -> int:
        self.states.append(state)
        self.follow.append(set())
        return len(self.states) - 1

    @property
    def _full(self) -> bool:
        return len(self.states) > MAX_STATES or self.links > MAX_LINKS

    def _link(self, before: frozenset[int], after: frozenset[int]) -> None:
        self.links += len(before) * len(after)
        for number in before:
            self.follow[number] |= after


def _literals(piece: Piece, shift: int) -> tuple[str, ...]:
    """Neighbouring texts are one; an output, or the open side of a piece, is a gap."""
    found = ["", " " * shift] if piece.left else [" " * shift]
    for part in piece.parts:
        if part.token.kind is Kind.OUTPUT:
            found.append("")
        else:
            found[-1] += part.token.text
    return (*found, "") if piece.right else tuple(found)
