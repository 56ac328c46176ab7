"""The order of evaluation over all module instances of a root module: every name after the names that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Member(Protocol):
    """A module instance, as far as the order goes."""

    def full(self, address: str) -> str:
        """A name of this module as the root module's user writes it."""
        ...

    def settled(self, address: str) -> bool: ...

    def needs(self, address: str) -> Iterator[Node]:
        """Each is settled before the next one is asked for: what a module call needs is known once it is expanded."""
        ...

    def settle(self, address: str) -> None:
        """Evaluate a name whose needs are settled."""
        ...

    def break_off(self, cycle: list[Node]) -> None:
        """Settle the first of names that need one another without evaluating it."""
        ...


Node = tuple[Member, str]


class Order:
    """Depth first with a stack of its own: a chain of names may be longer than Python's."""

    def __init__(self) -> None:
        self._path: dict[Node, Iterator[Node]] = {}

    def reach(self, node: Node) -> None:
        """Settle a name. A name may ask for others while it is evaluated, where its needs cannot tell them."""
        bottom = len(self._path)
        try:
            self._descend(node)
            while len(self._path) > bottom:
                member, address = current = next(reversed(self._path))
                needed = next((name for name in self._path[current] if not name[0].settled(name[1])), None)
                if needed is None:
                    member.settle(address)
                    del self._path[current]
                else:
                    self._descend(needed)
        finally:
            for left in list(self._path)[bottom:]:
                del self._path[left]

    def _descend(self, node: Node) -> None:
        if node in self._path:
            path = list(self._path)
            node[0].break_off(path[path.index(node) :])
        else:
            self._path[node] = node[0].needs(node[1])
