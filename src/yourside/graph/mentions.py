"""Where Kubernetes objects name others, by kind: the Kubernetes API reference, https://kubernetes.io/docs/reference/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yourside.catalog.model import Path
from yourside.graph.paths import steps
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Value

SECRET, CONFIG_MAP, SERVICE, ACCOUNT = "v1/Secret", "v1/ConfigMap", "v1/Service", "v1/ServiceAccount"
ROLES = "rbac.authorization.k8s.io/v1"
CLUSTER_WIDE = frozenset({"v1/Namespace", "v1/PersistentVolume", f"{ROLES}/ClusterRole"})

# Of a pod spec. What a container names, its init and ephemeral brothers name alike.
_CONTAINER = (
    (SECRET, "env[].valueFrom.secretKeyRef.name"),
    (CONFIG_MAP, "env[].valueFrom.configMapKeyRef.name"),
    (SECRET, "envFrom[].secretRef.name"),
    (CONFIG_MAP, "envFrom[].configMapRef.name"),
)
_CONTAINERS = ("containers[]", "initContainers[]", "ephemeralContainers[]")
_POD = (
    (ACCOUNT, "serviceAccountName"),
    (ACCOUNT, "serviceAccount"),
    (SECRET, "imagePullSecrets[].name"),
    (SECRET, "volumes[].secret.secretName"),
    (CONFIG_MAP, "volumes[].configMap.name"),
    (SECRET, "volumes[].projected.sources[].secret.name"),
    (CONFIG_MAP, "volumes[].projected.sources[].configMap.name"),
    ("v1/PersistentVolumeClaim", "volumes[].persistentVolumeClaim.claimName"),
    *((kind, f"{containers}.{path}") for containers in _CONTAINERS for kind, path in _CONTAINER),
)
_OBJECTS = {
    ACCOUNT: ((SECRET, "secrets[].name"), (SECRET, "imagePullSecrets[].name")),
    "networking.k8s.io/v1/Ingress": (
        (SERVICE, "spec.defaultBackend.service.name"),
        (SERVICE, "spec.rules[].http.paths[].backend.service.name"),
        (SECRET, "spec.tls[].secretName"),
    ),
    "gateway.networking.k8s.io/v1/HTTPRoute": (
        (SERVICE, "spec.rules[].backendRefs[].name"),
        ("gateway.networking.k8s.io/v1/Gateway", "spec.parentRefs[].name"),
    ),
    "apps/v1/StatefulSet": ((SERVICE, "spec.serviceName"),),
    "v1/PersistentVolumeClaim": (("v1/PersistentVolume", "spec.volumeName"),),
}


class Mention(NamedTuple):
    """An object that is named at `path`; `namespace` is empty for the one that names it."""

    type: str
    name: str
    path: Path
    origin: Origin
    namespace: str = ""


def _paths(written: Sequence[tuple[str, str]]) -> Sequence[tuple[str, Path]]:
    return tuple((kind, steps(tuple(path.split(".")))) for kind, path in written)


_OF_PODS = _paths(_POD)
_OF_OBJECTS = {kind: _paths(written) for kind, written in _OBJECTS.items()}
_HOME = _paths([("v1/Namespace", "metadata.namespace")])


def of_pod(spec: Value, way: Path) -> Iterator[Mention]:
    """What a pod spec that stands at `way` names; one that names no account has the default one."""
    yield from _at(spec, _OF_PODS, way)
    if isinstance(spec, Map) and not spec.entries.keys() & {"serviceAccountName", "serviceAccount"}:
        yield Mention(ACCOUNT, "default", (*way, "serviceAccountName"), spec.origin)


def of_object(type_: str, properties: Map) -> Iterator[Mention]:
    yield from _at(properties, (*_HOME, *_OF_OBJECTS.get(type_, ())), ())
    match type_:
        case "rbac.authorization.k8s.io/v1/RoleBinding" | "rbac.authorization.k8s.io/v1/ClusterRoleBinding":
            yield from _bound(properties)
        case "autoscaling/v2/HorizontalPodAutoscaler" | "autoscaling/v1/HorizontalPodAutoscaler":
            for path, target in walk(properties, ("spec", "scaleTargetRef")):
                yield from _by_kind(target, path, word(target, "apiVersion"))


def _bound(binding: Map) -> Iterator[Mention]:
    for path, role in walk(binding, ("roleRef",)):
        yield from _by_kind(role, path, ROLES)
    for path, subject in walk(binding, ("subjects", "[]")):
        if word(subject, "kind") == "ServiceAccount":
            yield from _by_kind(subject, path, "v1")


def _by_kind(reference: Value, path: Path, version: str) -> Iterator[Mention]:
    """What an object {kind, name, namespace} refers to."""
    for way, name in walk(reference, ("name",), path):
        if isinstance(name, Scalar):
            type_ = f"{version}/{word(reference, 'kind')}"
            yield Mention(type_, str(name.data), way, name.origin, word(reference, "namespace"))


def _at(value: Value, paths: Sequence[tuple[str, Path]], way: Path) -> Iterator[Mention]:
    for type_, path in paths:
        for at, name in walk(value, path, way):
            if isinstance(name, Scalar):
                yield Mention(type_, str(name.data), at, name.origin)


def walk(value: Value, path: Path, way: Path = ()) -> Iterator[tuple[Path, Value]]:
    """What stands at `path` in steps, with the way to it; in each branch of what is undecided."""
    if isinstance(value, Choice):
        for _, branch in value.branches:
            yield from walk(branch, path, way)
    elif not path:
        yield way, value
    else:
        yield from _onward(value, path, way)


def _onward(value: Value, path: Path, way: Path) -> Iterator[tuple[Path, Value]]:
    step, *further = path
    match value:
        case Map(entries=entries) if step in entries:
            yield from walk(entries[step], tuple(further), (*way, step))
        case Seq(items=items) if step == "[]":
            for position, item in enumerate(items):
                yield from walk(item, tuple(further), (*way, str(position)))


def word(value: Value, key: str) -> str:
    """The text under a key of an object; empty when there is none."""
    match value:
        case Map(entries=entries):
            found = entries.get(key)
            return found.data if isinstance(found, Scalar) and isinstance(found.data, str) else ""
    return ""
