"""Which Kubernetes object knows which."""

from __future__ import annotations

import pytest

from yourside import app
from yourside.coverage import Dialect
from yourside.graph.model import ResourceGraph
from yourside.spans import SourceFile

WEB = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web, tier: "1"}}
    spec:
      serviceAccountName: robot
      containers:
        - name: web
          image: web:1
          env: [{name: A, valueFrom: {secretKeyRef: {name: keys, key: a}}}]
          envFrom: [{configMapRef: {name: settings}}]
      volumes: [{name: v, persistentVolumeClaim: {claimName: disk}}]
"""


def build(*texts: str, **files: str) -> ResourceGraph:
    sources = [SourceFile("m.yaml", "\n---\n".join(texts)), *(SourceFile(path, text) for path, text in files.items())]
    return app.assemble({Dialect.KUBERNETES: sources}).graph


def edges(graph: ResourceGraph) -> set[tuple[str, str, str]]:
    return {(edge.source.address, edge.target.address, ".".join(edge.path)) for edge in graph.edges}


def thing(kind: str, name: str, rest: str = "", namespace: str = "shop", version: str = "v1") -> str:
    home = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}{home}}}\n{rest}"


def test_a_pod_knows_its_account_and_what_it_reads() -> None:
    named = (
        thing("ServiceAccount", "robot"),
        thing("Secret", "keys"),
        thing("ConfigMap", "settings"),
        thing("PersistentVolumeClaim", "disk"),
        thing("Secret", "settings"),
        thing("Secret", "keys", namespace="other"),
    )
    pod = "spec.template.spec"
    assert edges(build(WEB, *named)) == {
        ("Deployment/shop/web", "ServiceAccount/shop/robot", f"{pod}.serviceAccountName"),
        ("Deployment/shop/web", "Secret/shop/keys", f"{pod}.containers.0.env.0.valueFrom.secretKeyRef.name"),
        ("Deployment/shop/web", "ConfigMap/shop/settings", f"{pod}.containers.0.envFrom.0.configMapRef.name"),
        ("Deployment/shop/web", "PersistentVolumeClaim/shop/disk", f"{pod}.volumes.0.persistentVolumeClaim.claimName"),
    }


def test_a_pod_without_an_account_has_the_default_one() -> None:
    graph = build(thing("Pod", "p", "spec: {containers: []}"), thing("ServiceAccount", "default"))
    assert edges(graph) == {("Pod/shop/p", "ServiceAccount/shop/default", "spec.serviceAccountName")}


@pytest.mark.parametrize(
    ("kind", "version", "spec", "selects"),
    [
        ("Service", "v1", "{selector: {app: web}}", True),
        ("Service", "v1", "{selector: {app: web, tier: 1}}", True),
        ("Service", "v1", "{selector: {app: web, tier: 2}}", False),
        ("Service", "v1", "{selector: {}}", False),
        ("Service", "v1", "{ports: []}", False),
        ("NetworkPolicy", "networking.k8s.io/v1", "{podSelector: {}}", True),
        ("NetworkPolicy", "networking.k8s.io/v1", "{podSelector: }", True),
        ("NetworkPolicy", "networking.k8s.io/v1", "{podSelector: {matchLabels: {app: web}}}", True),
        ("NetworkPolicy", "networking.k8s.io/v1", "{podSelector: {matchLabels: {app: db}}}", False),
        (
            "NetworkPolicy",
            "networking.k8s.io/v1",
            "{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, db]}]}}",
            True,
        ),
        (
            "NetworkPolicy",
            "networking.k8s.io/v1",
            "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}",
            False,
        ),
        (
            "NetworkPolicy",
            "networking.k8s.io/v1",
            "{podSelector: {matchExpressions: [{key: x, operator: Exists}]}}",
            False,
        ),
        (
            "NetworkPolicy",
            "networking.k8s.io/v1",
            "{podSelector: {matchExpressions: [{key: x, operator: DoesNotExist}]}}",
            True,
        ),
        ("NetworkPolicy", "networking.k8s.io/v1", "{podSelector: {matchLabels: {app: '{{ .Name }}'}}}", True),
        ("PodDisruptionBudget", "policy/v1", "{selector: {matchLabels: {tier: '1'}}}", True),
    ],
)
def test_selectors(kind: str, version: str, spec: str, selects: bool) -> None:
    found = edges(build(WEB, thing(kind, "s", f"spec: {spec}", version=version)))
    assert {(source, target) for source, target, _ in found} == (
        {(f"{kind}/shop/s", "Deployment/shop/web")} if selects else set()
    )


def test_selectors_stay_in_their_namespace() -> None:
    assert not edges(build(WEB, thing("Service", "s", "spec: {selector: {app: web}}", namespace="other")))
    assert not edges(build(WEB, thing("Service", "s", "spec: {selector: {app: web}}", namespace="")))


def test_bindings_know_their_role_and_their_accounts() -> None:
    rbac = "rbac.authorization.k8s.io/v1"
    binding = """\
roleRef: {kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: robot}, {kind: ServiceAccount, name: robot, namespace: b}]
"""
    graph = build(
        thing("RoleBinding", "rb", binding, "a", rbac),
        thing("ClusterRole", "admin", namespace="", version=rbac),
        thing("Role", "admin", namespace="a", version=rbac),
        thing("ServiceAccount", "robot", namespace="a"),
        thing("ServiceAccount", "robot", namespace="b"),
    )
    assert edges(graph) == {
        ("RoleBinding/a/rb", "ClusterRole/admin", "roleRef.name"),
        ("RoleBinding/a/rb", "ServiceAccount/a/robot", "subjects.0.name"),
        ("RoleBinding/a/rb", "ServiceAccount/b/robot", "subjects.1.name"),
    }


def test_the_way_in_from_outside_and_the_namespace() -> None:
    ingress = "spec: {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}], tls: [{secretName: cert}]}"
    graph = build(
        thing("Ingress", "i", ingress, version="networking.k8s.io/v1"),
        thing("Service", "web"),
        thing("Namespace", "shop", namespace=""),
        thing(
            "HorizontalPodAutoscaler", "h", "spec: {scaleTargetRef: {apiVersion: v1, kind: Service, name: web}}"
        ).replace("v1\n", "autoscaling/v2\n", 1),
    )
    assert edges(graph) == {
        ("Ingress/shop/i", "Service/shop/web", "spec.rules.0.http.paths.0.backend.service.name"),
        ("Ingress/shop/i", "Namespace/shop", "metadata.namespace"),
        ("Service/shop/web", "Namespace/shop", "metadata.namespace"),
        ("HorizontalPodAutoscaler/shop/h", "Namespace/shop", "metadata.namespace"),
        ("HorizontalPodAutoscaler/shop/h", "Service/shop/web", "spec.scaleTargetRef.name"),
    }


def test_of_several_of_one_name_the_nearest_is_meant() -> None:
    pod = thing("Pod", "p", "spec: {serviceAccountName: robot}", namespace="")
    robot = thing("ServiceAccount", "robot", namespace="")
    graph = build(**{"a/pod.yaml": pod, "a/robot.yaml": robot, "b/pod.yaml": pod, "robot.yaml": robot})
    assert {(edge.source.unit, edge.target.unit) for edge in graph.edges} == {
        ("a/pod.yaml", "a/robot.yaml"),
        ("b/pod.yaml", "robot.yaml"),
    }


def test_a_selector_without_a_namespace_looks_around_itself() -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: web}}\nspec: {}\n"
    service = thing("Service", "s", "spec: {selector: {app: web}}", namespace="")
    graph = build(**{"a/pod.yaml": pod, "a/x/pod.yaml": pod, "a/s.yaml": service, "b/pod.yaml": pod})
    assert {edge.target.unit for edge in graph.edges} == {"a/pod.yaml", "a/x/pod.yaml"}


def test_terraform_and_manifests_know_each_other() -> None:
    account = """
resource "kubernetes_service_account_v1" "robot" {
  metadata {
    name      = "robot"
    namespace = "shop"
  }
}
"""
    sources = {Dialect.KUBERNETES: [SourceFile("k/web.yaml", WEB)], Dialect.TERRAFORM: [SourceFile("t/a.tf", account)]}
    assert edges(app.assemble(sources).graph) == {
        ("Deployment/shop/web", "kubernetes_service_account_v1.robot", "spec.template.spec.serviceAccountName")
    }
