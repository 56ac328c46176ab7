"""A rendered object as one that stands in the template it came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from yourside.frontends.kubernetes.helm.coordinates import Coordinates, action, first_line
from yourside.frontends.kubernetes.helm.pieces import Piece, ValuesPath
from yourside.frontends.kubernetes.helm.provenance import Values
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.values import Map, Scalar, Seq, Value, with_entries, with_items

LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that one action gave, and what of the values they are, as far as that is known."""

    piece: Piece
    path: ValuesPath | None


@dataclass(frozen=True)
class Relocation:
    """A value whose place is not certain stands where what holds it does, with what was rendered as its hop.

    `part` is where in the template the objects stand, if it does not all belong to them; `opened` collects the files
    that values were found in.
    """

    template: SourceFile
    coordinates: Coordinates
    values: Values
    part: Span | None = None
    opened: dict[SourceFile, None] = field(default_factory=dict)

    def document(self, value: Map) -> Map:
        """An object that stands as a whole where its template does."""
        whole = self.part or Span(self.template, 0, len(self.template.text))
        within = Origin(first_line(_written(whole)))
        return replace(self._map(value, within, None), origin=Origin(whole))

    def _value(self, value: Value, step: str, within: Origin, around: _Block | None) -> Value:
        block = self._block(value, step, around)
        origin = self._origin(value, within, block)
        match value:
            case Map():
                return replace(self._map(value, origin, block), origin=origin)
            case Seq(items=items):
                placed = tuple(self._value(item, str(number), origin, block) for number, item in enumerate(items))
                return replace(with_items(value, placed), origin=origin)
            case Scalar():
                return Scalar(value.data, origin)
        return value

    def _map(self, value: Map, within: Origin, block: _Block | None) -> Map:
        return with_entries(
            value, {key: self._value(entry, key, within, block) for key, entry in value.entries.items()}
        )

    def _block(self, value: Value, step: str, around: _Block | None) -> _Block | None:
        state = self.coordinates.state(_head(value))
        if state is None or not state.continued:
            return None
        piece = state.piece
        path = around.path if around and around.piece is piece else piece.outputs[-1].path
        return _Block(piece, None if path is None else (*path, step))

    def _origin(self, value: Value, within: Origin, block: _Block | None) -> Origin:
        state = self.coordinates.state(_head(value))
        if state is None:
            return Origin(within.span, within.name, (Hop(first_line(within.span), _excerpt(value)),))
        self.opened[state.piece.source] = None
        if block:
            place = action(state)
            return Origin(place, None, (Hop(place, _excerpt(value)), *self.values.hop(block.path, value)))
        name = self.coordinates.span(value.origin.name) if value.origin.name else None
        span = self.coordinates.span(value.origin.span) or name or within.span
        return Origin(span, name, self._filled_in(value))

    def _filled_in(self, value: Value) -> tuple[Hop, ...]:
        """From the values files, for a scalar on a line with outputs."""
        state = self.coordinates.state(value.origin.span)
        outputs = state.piece.outputs if state and isinstance(value, Scalar) else ()
        hops = (self.values.hop(part.path, value, partly=len(outputs) > 1) for part in outputs)
        return tuple(hop for found in hops for hop in found)


def _head(value: Value) -> Span:
    """Where a value begins: with its key."""
    return value.origin.name or value.origin.span


def _written(whole: Span) -> Span:
    blank = len(whole.text) - len(whole.text.lstrip())
    return Span(whole.file, min(whole.start + blank, whole.end), whole.end)


def _excerpt(value: Value) -> str:
    name = f"{value.origin.name.text}: " if value.origin.name else "- "
    text = " ".join(value.origin.span.text[: LONGEST + 1].split()) if isinstance(value, Scalar) else "…"
    line = f"{name}{text}"
    return f"rendered as `{line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}`"
