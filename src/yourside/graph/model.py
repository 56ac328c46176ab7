"""The one graph that every source becomes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from yourside.coverage import Ledger
from yourside.frontends.native import NativeResource
from yourside.spans import Origin
from yourside.values import Map

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class ResourceId:
    """`unit` and `address` of the native resource; `part` tells apart what one native resource was split into."""

    unit: str
    address: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource in the cloud's own terms.

    `natives` are the native resources it was made from, its own first, then the satellites folded into it. A property
    that nobody wrote and that has a default carries the default with the origin of the innermost block that is written.
    """

    id: ResourceId
    type: str
    properties: Map
    natives: tuple[NativeResource, ...]
    origin: Origin

    @property
    def native(self) -> NativeResource:
        return self.natives[0]


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` mentions `target` at `path` (canonical, list positions as digits)."""

    source: ResourceId
    target: ResourceId
    path: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True)
class ResourceGraph:
    """`inventories` are the units that list what is deployed, with the types of which they list everything: of any
    other type they may hold more than is here.
    """

    resources: Mapping[ResourceId, Resource]
    edges: tuple[Edge, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    inventories: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _by_type(self) -> Mapping[str, Sequence[Resource]]:
        return _grouped(self.resources.values(), lambda resource: resource.type)

    @cached_property
    def _by_unit(self) -> Mapping[tuple[str, str], Sequence[Resource]]:
        return _grouped(self.resources.values(), lambda resource: (resource.type, resource.id.unit))

    @cached_property
    def _out(self) -> Mapping[ResourceId, Sequence[Edge]]:
        return _grouped(self.edges, lambda edge: edge.source)

    @cached_property
    def _into(self) -> Mapping[ResourceId, Sequence[Edge]]:
        return _grouped(self.edges, lambda edge: edge.target)

    @cached_property
    def doubtful(self) -> dict[tuple[str, str, tuple[str, ...]], Sequence[Resource]]:
        """Kept for those who ask, per type, unit and path: the resources of which that path may lead anywhere."""
        return {}

    @property
    def types(self) -> frozenset[str]:
        return frozenset(self._by_type)

    def of_type(self, name: str) -> Sequence[Resource]:
        return self._by_type.get(name, ())

    def beside(self, name: str, unit: str) -> Sequence[Resource]:
        """Those of a type in one unit."""
        return self._by_unit.get((name, unit), ())

    def listed(self, name: str, unit: str) -> bool:
        """Whether everything of a type that a unit has is here."""
        return unit not in self.inventories or name in self.inventories[unit]

    def out(self, source: ResourceId) -> Sequence[Edge]:
        return self._out.get(source, ())

    def into(self, target: ResourceId) -> Sequence[Edge]:
        return self._into.get(target, ())


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> Mapping[Key, Sequence[Item]]:
    found: dict[Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
