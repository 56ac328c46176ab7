"""One instance of a resource as a plan or a state lists it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yourside.syntax.json.cursor import Piece

Place = tuple[int, int]  # first and last character, half-open


@dataclass(frozen=True, slots=True)
class Instance:
    """`place` is all that the document says of it, `name` what a reader looks for in that.

    `module` is the address of the module instance, empty at the root. `sensitive` has True where a value is, in the
    shape of the values. `values` is None where none of them is known. `depends` are addresses without keys.
    """

    address: str
    module: str
    mode: str
    type: str
    key: str
    place: Place
    name: Place
    values: Piece | None
    sensitive: Any = None
    depends: tuple[str, ...] = ()


def mapping(data: Any) -> Mapping[str, Any]:
    """An object, or an empty one in place of anything else."""
    return data if isinstance(data, dict) else {}


def listing(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def texts(data: Any) -> Iterator[str]:
    return (item for item in listing(data) if isinstance(item, str))
