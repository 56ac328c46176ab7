"""From a place in a rendered text to the place in the template that gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yourside.frontends.kubernetes.helm.automaton import State
from yourside.frontends.kubernetes.helm.template import Kind
from yourside.spans import Span


@dataclass(frozen=True, slots=True)
class Coordinates:
    """`states` is what gave each line of the rendered text, counted from 0, where that is certain."""

    states: Mapping[int, State]

    def state(self, rendered: Span) -> State | None:
        line, _ = rendered.file.line_col(rendered.start)
        return self.states.get(line - 1)

    def span(self, rendered: Span) -> Span | None:
        """From where its first character came to where its last one did: the rest of the first line, when the last one
        is not certain or in another file."""
        state = self.state(rendered)
        if state is None:
            return None
        source = state.piece.source
        start = _offset(state, rendered, rendered.start)
        last = self.state(Span(rendered.file, max(rendered.end - 1, rendered.start), rendered.end))
        if last is not None and last.piece.source is source:
            end = _offset(last, rendered, rendered.end, closing=True)
            if end > start:
                return Span(source, start, end)
        return first_line(Span(source, start, len(source.text)))


def action(state: State) -> Span:
    """The action that gave lines of its own."""
    token = state.piece.outputs[-1].token
    return first_line(Span(state.piece.source, token.start, token.end))


def first_line(span: Span) -> Span:
    """As much of `span` as stands on the line that it begins on."""
    text = span.text.partition("\n")[0].rstrip()
    return Span(span.file, span.start, span.start + len(text))


def _offset(state: State, rendered: Span, place: int, *, closing: bool = False) -> int:
    """Exact in the text before the first output of a line; from there on to the end of the piece is one place."""
    parts = state.piece.parts
    if state.continued or state.piece.left:
        first = state.piece.outputs[0] if state.continued else parts[0]
        return parts[-1].token.end if closing else first.token.start
    _, column = rendered.file.line_col(place)
    left = max(column - 1 - state.shift, 0)
    for part in parts:
        if part.token.kind is Kind.OUTPUT:
            return parts[-1].token.end if closing else part.token.start
        size = len(part.token.text)
        if left < size or (closing and left == size):
            return part.token.start + left
        left -= size
    return parts[-1].token.end
