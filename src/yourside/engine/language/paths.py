"""Steps into canonical shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from yourside.catalog.shapes import Kind, Shape
from yourside.values import Data

ANY = Shape(Kind.ANY)
OPEN = (Kind.ANY, Kind.JSON)

Report = Callable[[int, str], Shape]
"""Takes an offset and a message; gives the shape to go on with."""


def hint(name: str, names: Iterable[str]) -> str:
    """The name that was meant, as the end of a message; empty if none is close."""
    by_case = {each.lower(): each for each in names}
    close = get_close_matches(name.lower(), by_case, n=1)
    return f"; did you mean {by_case[close[0]]!r}?" if close else ""


def step_into(shape: Shape, key: Data, at: int, report: Report) -> Shape:
    """The shape of `x.key` or `x[key]`."""
    match shape.kind, key:
        case Kind.ANY | Kind.JSON, str() | int():
            return ANY
        case Kind.STRUCT, str():
            return shape.fields.get(key) or report(at, f"no property {key!r}{hint(key, shape.fields)}")
        case (Kind.MAP, str()) | (Kind.LIST, int()):
            return shape.item or ANY
        case Kind.LIST, str():
            return report(at, f"a list has no property {key!r}; ask its items: .exists(x, x.{key} ...)")
    return report(at, f"a {shape.kind} cannot be walked into with {key!r}")


def along(shape: Shape, path: str, at: int, report: Report) -> Shape:
    """The shape at a dotted path that leaves list positions out."""
    for name in path.split("."):
        while shape.kind is Kind.LIST:
            shape = shape.item or ANY
        shape = step_into(shape, name, at, report)
    return shape


def item_of(shape: Shape, method: str, at: int, report: Report) -> Shape:
    """The shape of what a macro calls its item."""
    if shape.kind is Kind.LIST:
        return shape.item or ANY
    if shape.kind in (Kind.MAP, Kind.STRUCT):
        return report(at, f"a {shape.kind} has no .{method}; ask of values(...), keys(...) or list(...)")
    if shape.kind in OPEN:
        return ANY
    return report(at, f"a {shape.kind} has no .{method}; list(...) makes a list of it")
