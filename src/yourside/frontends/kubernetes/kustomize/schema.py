"""What the API server's schema says of its own kinds: which live outside of namespaces, and how lists are merged.

Source: the Kubernetes API reference (https://kubernetes.io/docs/reference/kubernetes-api/), whose OpenAPI document
gives each list its `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys`. Custom resources are not in it:
their lists are replaced as a whole, and they live in namespaces as far as Kustomize knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_NAMED_GROUPS = """
    admissionregistration apiextensions apiregistration authentication authorization certificates coordination discovery
    events flowcontrol.apiserver internal.apiserver networking node rbac.authorization resource scheduling storage
    storagemigration
"""
_GROUPS = {"", "apps", "autoscaling", "batch", "extensions", "policy"} | {
    f"{name}.k8s.io" for name in _NAMED_GROUPS.split()
}

_CLUSTER_SCOPED_KINDS = """
    APIService CSIDriver CSINode CertificateSigningRequest ClusterRole ClusterRoleBinding ClusterTrustBundle
    ComponentStatus CustomResourceDefinition DeviceClass FlowSchema IPAddress IngressClass MutatingWebhookConfiguration
    Namespace Node PersistentVolume PodSecurityPolicy PriorityClass PriorityLevelConfiguration ResourceSlice
    RuntimeClass SelfSubjectAccessReview SelfSubjectReview SelfSubjectRulesReview ServiceCIDR StorageClass
    StorageVersion SubjectAccessReview TokenReview ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
    ValidatingWebhookConfiguration VolumeAttachment
"""
_CLUSTER_SCOPED = frozenset(_CLUSTER_SCOPED_KINDS.split())


@dataclass(frozen=True)
class Shape:
    """How a value is merged. `keys` tell the items of a list apart, `is_set` is a list of words; any other list is
    replaced. `fields` are the parts, of each item where it is a list, that hold something to be merged."""

    fields: Mapping[str, Shape] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    is_set: bool = False

    def below(self, key: str) -> Shape:
        return self.fields.get(key, PLAIN)


PLAIN = Shape()


def is_cluster_scoped(group: str, version: str, kind: str) -> bool:
    return kind in _CLUSTER_SCOPED and group in _GROUPS


def shape_of(group: str, version: str, kind: str) -> Shape:
    if group not in _GROUPS:
        return PLAIN
    return Shape({"metadata": _METADATA, **_KINDS.get(kind, {})})


def _by(*keys: str, **fields: Shape) -> Shape:
    return Shape(fields, keys)


def _within(*path: str, shape: Shape) -> Mapping[str, Shape]:
    key, *rest = path
    return {key: Shape(_within(*rest, shape=shape)) if rest else shape}


_METADATA = Shape({"finalizers": Shape(is_set=True), "ownerReferences": _by("uid")})
_CONTAINER = _by(
    "name",
    ports=_by("containerPort", "protocol"),
    env=_by("name"),
    volumeMounts=_by("mountPath"),
    volumeDevices=_by("devicePath"),
)
_POD_SPEC = Shape(
    {
        "containers": _CONTAINER,
        "initContainers": _CONTAINER,
        "ephemeralContainers": _CONTAINER,
        "volumes": _by("name"),
        "imagePullSecrets": _by("name"),
        "hostAliases": _by("ip"),
        "topologySpreadConstraints": _by("topologyKey", "whenUnsatisfiable"),
        "schedulingGates": _by("name"),
        "resourceClaims": _by("name"),
    }
)
_TEMPLATE = Shape({"metadata": _METADATA, "spec": _POD_SPEC})
_TEMPLATED = _within("spec", "template", shape=_TEMPLATE)
_WEBHOOKS = {"webhooks": _by("name", matchConditions=_by("name"))}

_KINDS: Mapping[str, Mapping[str, Shape]] = {
    "Pod": {"spec": _POD_SPEC},
    "PodTemplate": {"template": _TEMPLATE},
    **dict.fromkeys(
        ("DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"), _TEMPLATED
    ),
    "CronJob": _within("spec", "jobTemplate", "spec", "template", shape=_TEMPLATE),
    "Service": {"spec": Shape({"ports": _by("port", "protocol")})},
    "ServiceAccount": {"secrets": _by("name")},
    "MutatingWebhookConfiguration": _WEBHOOKS,
    "ValidatingWebhookConfiguration": _WEBHOOKS,
    "ValidatingAdmissionPolicy": {"spec": Shape({"matchConditions": _by("name"), "variables": _by("name")})},
    "CSINode": {"spec": Shape({"drivers": _by("name")})},
}
