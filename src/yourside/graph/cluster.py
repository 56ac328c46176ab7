"""Edges between Kubernetes objects, which know each other by namespace and name, or by labels.

Manifests and Terraform's `kubernetes_*` are objects alike. A namespace that is not written is one of its own: that of
whoever applies the objects. A name that is not known leads nowhere; a selector leads to all that it may match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from yourside.graph import mentions
from yourside.graph.mentions import Mention, walk
from yourside.graph.model import Edge, Resource, ResourceGraph, ResourceId
from yourside.graph.nearby import EVERYWHERE, Nearby, directories
from yourside.graph.selectors import SELECTORS, Selector, pairs
from yourside.graph.views import Facet, facets, load_views
from yourside.values import Map, Scalar, Unknown, Value, Why

MOST_SELECTED = 200_000  # in a run: any number of objects may each select every pod

Labels = Value | None


@dataclass(frozen=True, slots=True)
class _Cluster:
    """`named`: objects by type, namespace and name. `labelled`: those that make pods, by namespace and a label of
    their pods (ANY: whatever the labels; OPEN: not all of them are known)."""

    named: Nearby = field(default_factory=Nearby)
    labelled: Nearby = field(default_factory=Nearby)
    labels: dict[ResourceId, list[Labels]] = field(default_factory=dict)


_ANY, _OPEN = "any", "open"


def cluster_edges(graph: ResourceGraph) -> Iterator[Edge]:
    objects = [resource for resource in graph.resources.values() if "/" in resource.type]
    if not objects:
        return
    cluster, views = _Cluster(), load_views()
    for each in objects:
        _name(each, cluster)
    for template in facets(views["k8s.PodTemplate"], graph):
        _label(template, cluster)
    for each in objects:
        for mention in mentions.of_object(each.type, each.properties):
            yield from _named(each, mention, cluster)
    for pod in facets(views["k8s.PodSpec"], graph):
        for mention in mentions.of_pod(pod.chain[-1], tuple(pod.path.split("."))):
            yield from _named(pod.resource, mention, cluster)
    selected = (edge for each in objects if each.type in SELECTORS for edge in _selected(each, cluster))
    yield from islice(selected, MOST_SELECTED)


def _name(resource: Resource, cluster: _Cluster) -> None:
    for _, name in walk(resource.properties, ("metadata", "name")):
        if isinstance(name, Scalar):
            key = (resource.type, _home(resource.type, namespace(resource)), str(name.data))
            cluster.named.add(key, resource)


def _label(template: Facet, cluster: _Cluster) -> None:
    resource = template.resource
    home = namespace(resource)
    labels = next((value for _, value in walk(template.chain[-1], ("metadata", "labels"))), None)
    known = set(pairs(labels))
    open_ = isinstance(labels, Unknown) or (isinstance(labels, Map) and len(known) < len(labels.entries))
    for key in (*known, _ANY, *((_OPEN,) if open_ else ())):
        cluster.labelled.add((home, key), resource)
    cluster.labels.setdefault(resource.id, []).append(labels)


def _named(resource: Resource, mention: Mention, cluster: _Cluster) -> Iterator[Edge]:
    home = _home(mention.type, mention.namespace or namespace(resource))
    for target in cluster.named.nearest((mention.type, home, mention.name), resource):
        yield Edge(resource.id, target.id, mention.path, mention.origin)


def _selected(resource: Resource, cluster: _Cluster) -> Iterator[Edge]:
    selector = SELECTORS[resource.type]
    value = next((value for _, value in walk(resource.properties, selector.path)), None)
    if value is None:
        if not selector.all_by_default:
            return
        value = Map({}, resource.origin)
    for target in _matched(resource, selector, value, cluster):
        yield Edge(resource.id, target.id, selector.path, value.origin)


def _matched(resource: Resource, selector: Selector, value: Value, cluster: _Cluster) -> Sequence[Resource]:
    """In a namespace that is named everything of the run; in another only what stands nearest."""
    home = namespace(resource)
    for place in directories(resource) if home.startswith(_NOT_NAMED) else (EVERYWHERE,):
        keys = [(home, key) for key in (*selector.sure(value), _ANY)]
        rarest = min(keys, key=lambda key: cluster.labelled.count(key, place))
        candidates = (*cluster.labelled.within(rarest, place), *cluster.labelled.within((home, _OPEN), place))
        unique = {each.id: each for each in candidates}.values()
        found = [each for each in unique if any(selector.may_match(value, one) for one in cluster.labels[each.id])]
        if found:
            return found
    return ()


_NOT_NAMED = ("?", "!")


def namespace(resource: Resource) -> str:
    """What tells the namespace of an object from others: its name; "!" for one that is not written, and, for one that
    is not known, what would tell it."""
    for _, value in walk(resource.properties, ("metadata", "namespace")):
        match value:
            case Scalar(data=str(name)):
                return name
            case Unknown(why=why, target=target) if why is not Why.DEFAULT:
                return f"?{resource.id.unit} {target}"
    return "!"


def _home(type_: str, own: str) -> str:
    return "" if type_ in mentions.CLUSTER_WIDE else own
