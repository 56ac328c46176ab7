"""Which fields name another object. Source: the reference fields of the Kubernetes API, as Kustomize updates them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yourside.frontends.kubernetes.kustomize.resource import Kind
from yourside.frontends.kubernetes.kustomize.trees import Path


class Reference(NamedTuple):
    """In a resource of kind `by`, what stands at `path` is the name of a `target`."""

    by: Kind
    path: Path
    target: Kind


_TEMPLATE = ("spec", "template", "spec")
_HOMES: Mapping[str, Path] = {
    "Pod": ("spec",),
    "PodTemplate": ("template", "spec"),
    **dict.fromkeys(
        ("DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"), _TEMPLATE
    ),
    "CronJob": ("spec", "jobTemplate", *_TEMPLATE),
}
_WITHOUT_CONTENT = ("ReplicationController",)
_WITHOUT_ACCOUNT = ("PodTemplate", "ReplicaSet")

_CONFIG_MAP = Kind(version="v1", kind="ConfigMap")
_SECRET = Kind(version="v1", kind="Secret")
_SERVICE = Kind(version="v1", kind="Service")
_VOLUME = Kind(version="v1", kind="PersistentVolume")
_STORAGE = Kind("storage.k8s.io", "v1", "StorageClass")
_RBAC = "rbac.authorization.k8s.io"

_CONTENT = (
    ("volumes/configMap/name", _CONFIG_MAP),
    ("volumes/projected/sources/configMap/name", _CONFIG_MAP),
    ("volumes/secret/secretName", _SECRET),
    ("volumes/projected/sources/secret/name", _SECRET),
    ("imagePullSecrets/name", _SECRET),
    *(
        (f"{containers}/{field}", target)
        for containers in ("containers", "initContainers")
        for field, target in (
            ("env/valueFrom/configMapKeyRef/name", _CONFIG_MAP),
            ("envFrom/configMapRef/name", _CONFIG_MAP),
            ("env/valueFrom/secretKeyRef/name", _SECRET),
            ("envFrom/secretRef/name", _SECRET),
        )
    ),
)
_ACCOUNT = (
    ("serviceAccountName", Kind(version="v1", kind="ServiceAccount")),
    ("volumes/persistentVolumeClaim/claimName", Kind(version="v1", kind="PersistentVolumeClaim")),
    ("priorityClassName", Kind("scheduling.k8s.io", "v1", "PriorityClass")),
)
_NGINX = "nginx.ingress.kubernetes.io"
_ANNOTATIONS = (
    (f"{_NGINX}/fastcgi-params-configmap", _CONFIG_MAP),
    ("ingress.kubernetes.io/auth-secret", _SECRET),
    (f"{_NGINX}/auth-secret", _SECRET),
    (f"{_NGINX}/auth-tls-secret", _SECRET),
)
_OTHERS = (
    *(
        (Kind(kind="HorizontalPodAutoscaler"), "spec/scaleTargetRef/name", Kind(kind=kind))
        for kind in ("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet")
    ),
    (Kind(kind="Node"), "spec/configSource/configMap", _CONFIG_MAP),
    *(
        (Kind(kind=role), "rules/resourceNames", named)
        for role in ("Role", "ClusterRole")
        for named in (_CONFIG_MAP, _SECRET)
    ),
    (Kind(kind="ClusterRole"), "rules/resourceNames", _VOLUME),
    (Kind(kind="Ingress"), "spec/tls/secretName", _SECRET),
    (Kind(kind="ServiceAccount"), "imagePullSecrets/name", _SECRET),
    *(
        (Kind(kind="StorageClass"), f"parameters/{field}", _SECRET)
        for field in ("secretName", "adminSecretName", "userSecretName", "secretRef")
    ),
    (
        Kind("serving.knative.dev", "v1", "Service"),
        "spec/template/spec/containers/env/valueFrom/secretKeyRef/name",
        _SECRET,
    ),
    (Kind(kind="PersistentVolume"), "spec/azureFile/secretName", _SECRET),
    (Kind("apps", kind="StatefulSet"), "spec/serviceName", _SERVICE),
    *(
        (Kind(kind="Ingress"), path, _SERVICE)
        for path in (
            "spec/rules/http/paths/backend/serviceName",
            "spec/backend/serviceName",
            "spec/rules/http/paths/backend/service/name",
            "spec/defaultBackend/service/name",
        )
    ),
    (Kind("apiregistration.k8s.io", kind="APIService"), "spec/service/name", _SERVICE),
    *(
        (Kind("admissionregistration.k8s.io", kind=kind), "webhooks/clientConfig/service", _SERVICE)
        for kind in ("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")
    ),
    (Kind(kind="HTTPRoute"), "spec/rules/backendRefs/name", _SERVICE),
    (Kind(_RBAC, kind="RoleBinding"), "roleRef/name", Kind(_RBAC, kind="Role")),
    *(
        (Kind(_RBAC, kind=kind), "roleRef/name", Kind(_RBAC, kind="ClusterRole"))
        for kind in ("RoleBinding", "ClusterRoleBinding")
    ),
    *(
        (Kind(_RBAC, kind=kind), "subjects", Kind(version="v1", kind="ServiceAccount"))
        for kind in ("RoleBinding", "ClusterRoleBinding")
    ),
    (Kind(kind="PersistentVolumeClaim"), "spec/volumeName", _VOLUME),
    (Kind(kind="PersistentVolume"), "spec/storageClassName", _STORAGE),
    (Kind(kind="PersistentVolumeClaim"), "spec/storageClassName", _STORAGE),
    (Kind(kind="StatefulSet"), "spec/volumeClaimTemplates/spec/storageClassName", _STORAGE),
)


def _references() -> Iterator[Reference]:
    for kind, home in _HOMES.items():
        content = () if kind in _WITHOUT_CONTENT else _CONTENT
        account = () if kind in _WITHOUT_ACCOUNT else _ACCOUNT
        for path, target in (*content, *account):
            yield Reference(Kind(kind=kind), (*home, *path.split("/")), target)
    for annotation, target in _ANNOTATIONS:
        yield Reference(Kind(kind="Ingress"), ("metadata", "annotations", annotation), target)
    for by, path, target in _OTHERS:
        yield Reference(by, tuple(path.split("/")), target)


REFERENCES = tuple(_references())
