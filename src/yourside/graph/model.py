"""The one graph that every source becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yourside.coverage import Ledger
from yourside.frontends.native import NativeResource
from yourside.spans import Origin
from yourside.values import Map


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
    that nobody wrote and that has a default carries the default with the origin of the resource itself, or of the
    companion in whose part of the resource it is.
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
    resources: Mapping[ResourceId, Resource]
    edges: tuple[Edge, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)

    @cached_property
    def _by_type(self) -> Mapping[str, Sequence[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources.values():
            found.setdefault(resource.type, []).append(resource)
        return found

    @cached_property
    def _by_unit(self) -> Mapping[tuple[str, str], Sequence[Resource]]:
        found: dict[tuple[str, str], list[Resource]] = {}
        for resource in self.resources.values():
            found.setdefault((resource.type, resource.id.unit), []).append(resource)
        return found

    @cached_property
    def _out(self) -> Mapping[ResourceId, Sequence[Edge]]:
        found: dict[ResourceId, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    @cached_property
    def _into(self) -> Mapping[ResourceId, Sequence[Edge]]:
        found: dict[ResourceId, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

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

    def out(self, source: ResourceId) -> Sequence[Edge]:
        return self._out.get(source, ())

    def into(self, target: ResourceId) -> Sequence[Edge]:
        return self._into.get(target, ())
