"""Where a chart's templates find a value: the values files of a world, the most specific first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yourside.spans import Hop
from yourside.values import Data, Map, Scalar, Seq, Value


@dataclass(frozen=True, slots=True)
class Values:
    """`roots` are trees of values as one chart sees them."""

    roots: Sequence[Value] = ()

    def hop(self, path: Sequence[str] | None, rendered: Value, *, partly: bool = False) -> tuple[Hop, ...]:
        """The way from a values file, if the value that is there is what was rendered, or a part of it."""
        if path is None:
            return ()
        found = next((value for root in self.roots if (value := _at(root, path)) is not None), None)
        if found is None or not (_within(found, rendered) if partly else _same(found, rendered)):
            return ()
        origin = found.origin
        return (Hop(origin.span, f".Values.{'.'.join(path)}", origin.sensitive), *origin.via)

    def below(self, name: str, own: Value | None) -> Values:
        """As the subchart `name` sees them: what its parent says, then its own defaults."""
        said = (value for root in self.roots if (value := _at(root, (name,))) is not None)
        return Values((*said, *(() if own is None else (own,))))


def _at(root: Value, path: Sequence[str]) -> Value | None:
    value: Value | None = root
    for step in path:
        match value:
            case Map(entries=entries):
                value = entries.get(step)
            case Seq(items=items) if step.isdecimal() and int(step) < len(items):
                value = items[int(step)]
            case _:
                return None
    return value


def _same(found: Value, rendered: Value) -> bool:
    match found, rendered:
        case Scalar(data=one), Scalar(data=other):
            return _word(one) == _word(other)
    return type(found) is type(rendered)


def _word(data: Data) -> str:
    """What is set by a flag is text."""
    return str(data).lower() if isinstance(data, bool) else str(data)


def _within(found: Value, rendered: Value) -> bool:
    match found, rendered:
        case Scalar(data=str(part) | int(part)), Scalar(data=str(text)):
            return part != "" and str(part) in text
    return False
