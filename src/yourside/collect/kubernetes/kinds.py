"""The kinds that rules read. Secrets are not among them: what no rule needs is not taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

APIS: Mapping[str, tuple[str, Sequence[str]]] = {
    "v1": (
        "CoreV1Api",
        (
            "ConfigMap",
            "LimitRange",
            "Namespace",
            "PersistentVolumeClaim",
            "Pod",
            "PodTemplate",
            "ReplicationController",
            "Service",
            "ServiceAccount",
        ),
    ),
    "apps/v1": ("AppsV1Api", ("DaemonSet", "Deployment", "ReplicaSet", "StatefulSet")),
    "autoscaling/v2": ("AutoscalingV2Api", ("HorizontalPodAutoscaler",)),
    "batch/v1": ("BatchV1Api", ("CronJob", "Job")),
    "networking.k8s.io/v1": ("NetworkingV1Api", ("Ingress", "NetworkPolicy")),
    "policy/v1": ("PolicyV1Api", ("PodDisruptionBudget",)),
    "rbac.authorization.k8s.io/v1": (
        "RbacAuthorizationV1Api",
        ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
    ),
}
CLUSTER_WIDE = ("ClusterRole", "ClusterRoleBinding", "Namespace")


@dataclass(frozen=True, slots=True)
class Kind:
    """`api` is the class of the client that knows it."""

    version: str
    name: str
    api: str

    @property
    def type(self) -> str:
        return f"{self.version}/{self.name}"

    @property
    def operation(self) -> str:
        snake = _HUMP.sub("_", self.name).lower()
        return f"list_{snake}" if self.name in CLUSTER_WIDE else f"list_{snake}_for_all_namespaces"


KINDS = tuple(Kind(version, name, api) for version, (api, names) in APIS.items() for name in names)
