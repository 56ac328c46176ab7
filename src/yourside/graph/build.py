"""Native resources to the canonical graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect, Ledger
from yourside.frontends.native import NativeResource
from yourside.graph.arm import parent_edges
from yourside.graph.cluster import cluster_edges
from yourside.graph.defaults import with_defaults
from yourside.graph.deployed import identity_edges, with_unreadable
from yourside.graph.fold import fold, folded_body
from yourside.graph.link import link
from yourside.graph.lower import Lowered, Plans, lower
from yourside.graph.model import Resource, ResourceGraph, ResourceId
from yourside.graph.owners import Host

Inventories = Mapping[str, frozenset[str]]

NOT_DEPLOYED = ("data.", "provider.")


def build(
    natives: Iterable[NativeResource], catalog: Catalog, ledger: Ledger, inventories: Inventories = MappingProxyType({})
) -> ResourceGraph:
    """Every resource in the cloud's own terms, joined and linked. Does not depend on the order of `natives`."""
    ordered = sorted(natives, key=lambda native: (native.unit, native.address, native.origin.span.start))
    gaps: Counter[str] = Counter()
    folded = fold(_lowered(ordered, Plans(catalog), gaps), ordered, catalog)
    made = {host: _resource(host, catalog) for host in folded.hosts}
    resources = {resource.id: resource for resource in sorted(made.values(), key=lambda resource: resource.id)}
    addresses = {(r.id.unit, native.address): r.id for r in reversed(resources.values()) for native in r.natives}
    missed = Ledger(gaps=gaps + Counter(folded.gaps))
    found = (
        *link(resources.values(), addresses),
        *cluster_edges(ResourceGraph(resources)),
        *identity_edges(resources.values()),
        *parent_edges(resources.values()),
    )
    edges = {(edge.source, edge.target, edge.path): edge for edge in reversed(found)}
    return ResourceGraph(resources, tuple(reversed(edges.values())), ledger + missed, _spelled(inventories, catalog))


def _spelled(inventories: Inventories, catalog: Catalog) -> Inventories:
    """The types in the names of the catalog."""
    spelled = catalog.shapes.spelled
    return {unit: frozenset(spelled(name) or name for name in listed) for unit, listed in inventories.items()}


def _lowered(natives: Iterable[NativeResource], plans: Plans, gaps: Counter[str]) -> Iterator[Lowered]:
    for native in natives:
        lowering = lower(native, plans)
        if lowering is not None:
            if not lowering.parts:
                gaps[lowering.gap or f"resource that its table has no case for: {native.type}"] += 1
            written = (path for path in lowering.unmapped if path.partition(".")[0] not in native.filled)
            gaps.update(f"attribute that no table reads: {native.type}.{path}" for path in written)
            yield from lowering.parts
        elif not native.type.startswith(NOT_DEPLOYED):
            gaps[f"resource type without a table: {native.type}"] += 1


def _resource(host: Host, catalog: Catalog) -> Resource:
    lowered = host.lowered
    native = lowered.native
    canonical = catalog.canonical(lowered.type)
    natives = tuple({id(found): found for found in (native, *host.natives)}.values())
    body = folded_body(host)
    if native.dialect is Dialect.LIVE:
        body = with_unreadable(body, native, catalog.shape(lowered.type))
    properties = with_defaults(body, (*lowered.defaults, *canonical.defaults))
    id_ = ResourceId(native.unit, native.address, lowered.part)
    return Resource(id_, lowered.type, properties, natives, native.origin)
