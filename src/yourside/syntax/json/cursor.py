"""A walk over JSON text: it decodes what is asked for and steps over the rest at the standard library's speed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A decoded value and the characters that it stands on."""

    data: Any
    start: int
    end: int


class Cursor:
    """Raises ValueError where the text is not JSON, and RecursionError where it is nested too deeply."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._due = -1  # where the value begins that is to be read or stepped over next
        self.skip_space()

    def value(self) -> Piece:
        start = self.at
        data, self.at = _DECODER.raw_decode(self.text, start)
        return Piece(data, start, self.at)

    def members(self) -> Iterator[str]:
        """The keys of the object that stands here. Whoever does not read a key's value has it stepped over."""
        yield from (self._key() for _ in self._parts("{", "}"))

    def items(self) -> Iterator[int]:
        """The positions in the list that stands here; an item that is not read is stepped over."""
        yield from self._parts("[", "]")

    def _parts(self, opening: str, closing: str) -> Iterator[int]:
        """What is not of this kind is stepped over and has no parts."""
        if not self.text.startswith(opening, self.at):
            self.value()
            return
        self._step()
        number = 0
        while not self.text.startswith(closing, self.at):
            if number:
                self._expect(",")
            self._due = self.at
            yield number
            if self.at == self._due:
                self.value()
            self.skip_space()
            number += 1
        self.at += 1

    def _key(self) -> str:
        key = self.value().data
        self.skip_space()
        self._expect(":")
        self._due = self.at
        return str(key)

    def _expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise ValueError(f"expected {sign!r} at character {self.at}")
        self._step()

    def _step(self) -> None:
        self.at += 1
        self.skip_space()

    def skip_space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
