"""Which bracket closes which, and where those that are never closed were meant to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from yourside.syntax.hcl.scan import Word

_CLOSES = {"]": "[", "}": "{", ")": "("}


@dataclass(slots=True)
class Brackets:
    """`mates` maps the index of an opening word to that of its closing one, or for an `unclosed` one to that of the
    word before which it is taken to end. `stray` ones close nothing."""

    mates: dict[int, int] = field(default_factory=dict)
    unclosed: set[int] = field(default_factory=set)
    stray: set[int] = field(default_factory=set)

    def after(self, index: int) -> int:
        """The index behind a word and all that it encloses."""
        return self.mates.get(index, index) + (index not in self.unclosed)


def pair(words: Sequence[Word]) -> Brackets:
    """By the brackets alone where they balance; with the help of the indentation where they do not."""
    plain = _pair(words, lambda _index, _opening: False)
    return _pair(words, _layout(words)) if plain.unclosed or plain.stray else plain


def _pair(words: Sequence[Word], ends: Callable[[int, int], bool]) -> Brackets:
    """`ends` tells whether the word at the first index shows that the bracket at the second must have ended."""
    stack = _Stack(words)
    for index, word in enumerate(words):
        while stack.open and ends(index, stack.open[-1]):
            stack.abandon(index)
        if word.kind == "open":
            stack.push(index)
        elif word.kind == "close":
            stack.close(index, _CLOSES[word.text])
    while stack.open:
        stack.abandon(len(words))
    return stack.brackets


@dataclass(slots=True)
class _Stack:
    """The brackets open at a place. `pending` counts them by kind, so that a stray one costs no search."""

    words: Sequence[Word]
    brackets: Brackets = field(default_factory=Brackets)
    open: list[int] = field(default_factory=list)
    pending: Counter[str] = field(default_factory=Counter)

    def push(self, index: int) -> None:
        self.open.append(index)
        self.pending[self.words[index].text] += 1

    def close(self, index: int, wanted: str) -> None:
        if not self.pending[wanted]:
            self.brackets.stray.add(index)
            return
        while self.words[self.open[-1]].text != wanted:
            self.abandon(index)
        self._pop(index)

    def abandon(self, index: int) -> None:
        self.brackets.unclosed.add(self._pop(index))

    def _pop(self, index: int) -> int:
        opening = self.open.pop()
        self.pending[self.words[opening].text] -= 1
        self.brackets.mates[opening] = index
        return opening


def _layout(words: Sequence[Word]) -> Callable[[int, int], bool]:
    """A line that looks like a statement ends the brackets opened on lines that are not further out than it; one that
    closes a bracket, those opened further in."""
    indents: list[int] = []
    leading: list[bool] = []
    line_start = indent = 0
    begins = True
    for word in words:
        if begins:
            indent = word.start - line_start
        indents.append(indent)
        leading.append(begins)
        begins = word.kind == "newline"
        if begins:
            line_start = word.end
    statements = {i for i, (word, after) in enumerate(pairwise(words)) if leading[i] and _is_statement(word, after)}

    def ends(index: int, opening: int) -> bool:
        if index in statements:
            return indents[index] <= indents[opening]
        return leading[index] and words[index].kind == "close" and indents[index] < indents[opening]

    return ends


def _is_statement(word: Word, after: Word) -> bool:
    return word.kind == "name" and (after.kind in ("name", "string") or after.text in ("=", "{"))
