"""All lists of a cluster, in parallel, to one inventory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from yourside.collect.kubernetes.cluster import Cluster, Object, RefusalError
from yourside.collect.kubernetes.kinds import KINDS, Kind
from yourside.config import UsageError

WORKERS = 8
# What the API server says itself: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
OF_SERVER = frozenset(
    {"creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields"}
    | {"resourceVersion", "selfLink", "uid"}
)
LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"  # all of the object again, as it was


@dataclass(frozen=True, slots=True)
class Found:
    """`refused` says why these are not all."""

    kind: Kind
    objects: tuple[Object, ...] = ()
    refused: str = ""


def gather(cluster: Cluster) -> str:
    """The text of an inventory; raises UsageError when nothing at all may be listed."""
    with ThreadPoolExecutor(WORKERS) as pool:
        found = tuple(pool.map(lambda kind: _found(cluster, kind), KINDS))
    unread = {each.kind.type: each.refused for each in found if each.refused}
    if len(unread) == len(KINDS):
        raise UsageError((f"kubernetes: {next(iter(unread.values()))}",))
    return json.dumps(_document(cluster, found, unread), indent=1)


def _found(cluster: Cluster, kind: Kind) -> Found:
    try:
        return Found(kind, tuple(cluster.listed(kind)))
    except RefusalError as refusal:
        return Found(kind, refused=str(refusal))


def _document(cluster: Cluster, found: Sequence[Found], unread: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "inventory": "yourside/1",
        "cloud": "kubernetes",
        "account": cluster.server,
        "listed": [each.kind.type for each in found if not each.refused],
        "unread": unread,
        "resources": [_record(each.kind, one) for each in found for one in each.objects],
    }


def _record(kind: Kind, found: Object) -> Mapping[str, Any]:
    """An item of a list does not say its kind. Its id is one that no other text of the cluster is by chance."""
    metadata = found.get("metadata") or {}
    said = {name: value for name, value in found.items() if name not in ("status", "metadata")}
    name = "/".join(filter(None, (metadata.get("namespace"), metadata.get("name"))))
    return {
        "type": kind.type,
        "id": f"/{kind.type}/{name}",
        "ids": [metadata["uid"]] if "uid" in metadata else [],
        "properties": {"apiVersion": kind.version, "kind": kind.name, "metadata": _written(metadata), **said},
    }


def _written(metadata: Object) -> Mapping[str, Any]:
    kept = {name: value for name, value in metadata.items() if name not in OF_SERVER}
    notes = {name: text for name, text in (kept.pop("annotations", None) or {}).items() if name != LAST_APPLIED}
    return {**kept, "annotations": notes} if notes else kept
