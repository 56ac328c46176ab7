"""What the API server adds to an object that it gives out (`kubectl get -o json`): nobody wrote it.

https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from yourside.values import Map

_OBJECT = frozenset({"status"})
_METADATA = frozenset(
    {
        "creationTimestamp",
        "deletionGracePeriodSeconds",
        "deletionTimestamp",
        "generation",
        "managedFields",
        "resourceVersion",
        "selfLink",
        "uid",
    }
)
_ANNOTATIONS = frozenset({"deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"})


def written(value: Map) -> Map:
    """An object without what the server sets."""
    return _changed(_without(value, _OBJECT), "metadata", _metadata)


def _metadata(metadata: Map) -> Map:
    return _changed(_without(metadata, _METADATA), "annotations", lambda found: _without(found, _ANNOTATIONS))


def _changed(value: Map, name: str, change: Callable[[Map], Map]) -> Map:
    match value.entries.get(name):
        case Map() as before if (after := change(before)) is not before:
            return replace(value, entries={**value.entries, name: after})
    return value


def _without(value: Map, names: Set[str]) -> Map:
    if names.isdisjoint(value.entries):
        return value
    return replace(value, entries={name: entry for name, entry in value.entries.items() if name not in names})
