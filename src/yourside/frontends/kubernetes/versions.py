"""API versions that are gone, and where their kinds live today.

Only kinds whose shape a rule reads is the same in both. Source: the Kubernetes deprecation guide,
https://kubernetes.io/docs/reference/using-api/deprecation-guide/
"""

from __future__ import annotations

from collections.abc import Mapping

_ROLES = ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")
_WORKLOADS = ("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet")
_WEBHOOKS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
_STORAGE = ("CSIDriver", "CSINode", "StorageClass", "VolumeAttachment")

_MOVES = (
    ("extensions/v1beta1", "apps/v1", ("DaemonSet", "Deployment", "ReplicaSet")),
    ("extensions/v1beta1", "networking.k8s.io/v1", ("Ingress", "NetworkPolicy")),
    ("extensions/v1beta1", "policy/v1beta1", ("PodSecurityPolicy",)),
    ("apps/v1beta1", "apps/v1", _WORKLOADS),
    ("apps/v1beta2", "apps/v1", _WORKLOADS),
    ("batch/v1beta1", "batch/v1", ("CronJob",)),
    ("batch/v2alpha1", "batch/v1", ("CronJob",)),
    ("networking.k8s.io/v1beta1", "networking.k8s.io/v1", ("Ingress", "IngressClass")),
    ("policy/v1beta1", "policy/v1", ("PodDisruptionBudget",)),
    ("rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1", _ROLES),
    ("rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1", _ROLES),
    ("admissionregistration.k8s.io/v1beta1", "admissionregistration.k8s.io/v1", _WEBHOOKS),
    ("autoscaling/v2beta2", "autoscaling/v2", ("HorizontalPodAutoscaler",)),
    ("coordination.k8s.io/v1beta1", "coordination.k8s.io/v1", ("Lease",)),
    ("discovery.k8s.io/v1beta1", "discovery.k8s.io/v1", ("EndpointSlice",)),
    ("scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1", ("PriorityClass",)),
    ("storage.k8s.io/v1beta1", "storage.k8s.io/v1", _STORAGE),
)

_TODAY: Mapping[str, str] = {f"{old}/{kind}": f"{new}/{kind}" for old, new, kinds in _MOVES for kind in kinds}


def type_of(api_version: str, kind: str) -> str:
    """The kind under its present version: `apps/v1/Deployment` for `extensions/v1beta1`."""
    written = f"{api_version}/{kind}"
    return _TODAY.get(written, written)
