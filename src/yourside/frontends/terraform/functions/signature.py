"""What a function takes. Its arguments arrive converted by the accessors of `operands`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from yourside.values import Value

Accessor = Callable[[Value], object]


@dataclass(frozen=True, slots=True)
class Function:
    """`takes` are the parameters, the last `optional` of which may be left out; `more` takes all further arguments.

    `apply` returns a Value, a `Listed` or `Keyed` collection or plain data, or raises `InvalidError`.
    """

    apply: Callable[..., object]
    takes: tuple[Accessor, ...]
    more: Accessor | None = None
    optional: int = 0


Functions = Mapping[str, Function]


def function(
    apply: Callable[..., object], *takes: Accessor, more: Accessor | None = None, optional: int = 0
) -> Function:
    return Function(apply, takes, more, optional)
