"""Azure resources that are named in plain text: by their id, or, from below, by their name.

/subscriptions/S/resourceGroups/G/providers/Microsoft.Sql/servers/main/databases/orders:
https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from yourside.coverage import Dialect
from yourside.graph.model import Edge, Resource, ResourceId
from yourside.values import Scalar

Named = tuple[str, str, str]  # unit, type in small letters, name


def named(id_: str, type_: str) -> str:
    """The name that an id gives to the resource of a type: the one that it leads to, or one on the way there."""
    return dict(_levels(id_)).get(type_.lower(), "")


def parent_edges(resources: Iterable[Resource]) -> Iterator[Edge]:
    """One from each resource whose `parent` is written as a name or an id to those of that name. What is deployed knows
    its parent by the whole id."""
    found: dict[Named, list[ResourceId]] = defaultdict(list)
    below: list[tuple[Resource, Scalar, Named]] = []
    for resource in (each for each in resources if each.native.dialect is not Dialect.LIVE):
        match resource.properties.entries.get("name"):
            case Scalar(data=str(name)):
                found[resource.id.unit, resource.type.lower(), name].append(resource.id)
        match resource.properties.entries.get("parent"):
            case Scalar(data=str(text)) as parent:
                below.append((resource, parent, (resource.id.unit, *_told(text, resource.type))))
    for resource, parent, of in below:
        yield from (Edge(resource.id, target, ("parent",), parent.origin) for target in found.get(of, ()))


def _told(text: str, type_: str) -> tuple[str, str]:
    """Type and name of a parent; a mere name is that of the type one level up."""
    *_, last = _levels(text) or [(type_.rpartition("/")[0].lower(), text)]
    return last


def _levels(id_: str) -> list[tuple[str, str]]:
    """Type and name of each resource in an id, from the outermost to the one that it leads to."""
    _, marked, tail = id_.rpartition("/providers/")
    if not marked:
        return []
    namespace, *steps = tail.split("/")
    types, names = steps[::2], steps[1::2]
    return [("/".join((namespace, *types[:depth])).lower(), name) for depth, name in enumerate(names, start=1)]
