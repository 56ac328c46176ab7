"""`moved` blocks: the addresses that resources had before (language/modules/develop/refactoring)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from yourside.frontends.native import NativeResource
from yourside.frontends.terraform.references import spelled
from yourside.syntax.hcl.tree import Attribute, Body, Expr, Literal

# Of one resource; blocks that move in a circle would give more and more.
_MOST = 32
_ENDS = re.compile(r"(?=[.\[])|$")  # where the address of a module, a resource or an instance may end

Moves = Mapping[str, str]  # to -> from


def moves(body: Body) -> Iterator[tuple[str, str]]:
    """From and to, as the module that has the blocks writes them."""
    for block in body.blocks:
        match block.type.text, block.body.attributes:
            case "moved", {"from": Attribute(value=earlier), "to": Attribute(value=later)}:
                yield _address(earlier), _address(later)


def with_former(natives: Iterable[NativeResource], moved: Moves) -> Iterator[NativeResource]:
    """`moved` as the root module would write it."""
    for native in natives:
        former = _former(native.address, moved) if moved else ()
        yield replace(native, former=former) if former else native


def _former(address: str, moved: Moves) -> tuple[str, ...]:
    found = {address: None}
    pending = [address]
    while pending and len(found) < _MOST:
        for earlier in _before(pending.pop(), moved):
            if earlier not in found:
                found[earlier] = None
                pending.append(earlier)
    return tuple(found)[1:]


def _before(address: str, moved: Moves) -> Iterator[str]:
    """A module that moved took along what is in it, a resource its instances."""
    for end in _ENDS.finditer(address):
        if earlier := moved.get(address[: end.start()]):
            yield earlier + address[end.start() :]


def _address(expr: Expr) -> str:
    match expr:
        case Literal(data=str(text)):  # in JSON syntax
            return text
    return spelled(expr)
