"""What is collected from a cluster, by the real client, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clusters import CREDENTIAL, Object, Server, cluster, kubeconfig
from inventories import drifted, told
from verdicts import message, verdict
from yourside.collect.named import collect
from yourside.config import Options, UsageError
from yourside.deployed import check

PODS, DEPLOYMENTS, NAMESPACES = "/api/v1/pods", "/apis/apps/v1/deployments", "/api/v1/namespaces"
PRIVILEGED = "kubernetes-container-privileged"


def deployment(name: str, *, privileged: bool, **metadata: Any) -> Object:
    """As a server gives it: an item of a list, with what the server has added."""
    container = {"name": "web", "image": "nginx", "securityContext": {"privileged": privileged}}
    template = {"metadata": {"labels": {"app": name}}, "spec": {"containers": [container]}}
    added = {
        "uid": f"uid-{name}",
        "resourceVersion": "12",
        "creationTimestamp": "2024-05-01T10:00:00Z",
        "generation": 3,
    }
    return {
        "metadata": {"name": name, "namespace": "shop", **added, **metadata},
        "spec": {"selector": {"matchLabels": {"app": name}}, "template": template},
        "status": {"readyReplicas": 1},
    }


def pod(name: str, owner: str) -> Object:
    owners = [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": owner, "uid": f"uid-{owner}", "controller": True}]
    return {
        "metadata": {"name": name, "namespace": "shop", "uid": f"uid-{name}", "ownerReferences": owners},
        "spec": {"containers": [{"name": "web", "image": "nginx", "securityContext": {"privileged": True}}]},
    }


OBJECTS = {
    NAMESPACES: [{"metadata": {"name": each, "uid": each}} for each in ("default", "kube-system", "shop")],
    DEPLOYMENTS: [deployment("web", privileged=True), deployment("jobs", privileged=False)],
    PODS: [pod(f"web-{number}", "web-5f7") for number in range(5)],
}


@pytest.fixture
def server() -> Iterator[Server]:
    with cluster(OBJECTS, forbidden=["/apis/networking.k8s.io/v1/networkpolicies"]) as running:
        yield running


def source(directory: Path, server: Server, settings: str = "", **user: Any) -> str:
    return f"kubernetes:kubeconfig={kubeconfig(directory, server.url, **user)}{settings}"


def test_every_page_of_a_list_is_taken(server: Server, tmp_path: Path) -> None:
    found = json.loads(collect(source(tmp_path, server)))
    ids = [each["id"] for each in found["resources"] if each["type"] == "v1/Pod"]
    assert ids == [f"/v1/Pod/shop/web-{number}" for number in range(5)]


def test_what_the_server_adds_is_left_out(server: Server, tmp_path: Path) -> None:
    found = json.loads(collect(source(tmp_path, server)))["resources"]
    (web,) = [each for each in found if each["id"] == "/apps/v1/Deployment/shop/web"]
    assert web["ids"] == ["uid-web"]
    assert web["properties"]["metadata"] == {"name": "web", "namespace": "shop"}
    assert (web["properties"]["apiVersion"], web["properties"]["kind"]) == ("apps/v1", "Deployment")
    assert "status" not in web["properties"]


def test_it_only_reads_and_asks_for_no_secrets(server: Server, tmp_path: Path) -> None:
    collect(source(tmp_path, server, ",context=prod"))
    assert {method for method, _ in server.asked} == {"GET"}
    assert not any("secrets" in path for _, path in server.asked)


def test_what_may_not_be_listed_is_unread_with_the_reason_of_the_server(server: Server, tmp_path: Path) -> None:
    found = json.loads(collect(source(tmp_path, server)))
    reason = "networkpolicies is forbidden: User cannot list it at the cluster scope"
    assert found["unread"] == {"networking.k8s.io/v1/NetworkPolicy": reason}
    assert "networking.k8s.io/v1/NetworkPolicy" not in found["listed"]
    assert "v1/Service" in found["listed"], "there are none, and nobody hid them"


MANIFEST = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx, securityContext: {privileged: false}}]
"""


def test_code_is_joined_and_what_a_controller_made_is_no_drift(server: Server, tmp_path: Path) -> None:
    live = collect(source(tmp_path, server))
    report = drifted(tmp_path, {"web.yaml": MANIFEST}, live)
    of_web = {(kind, rule) for kind, rule, address in told(report) if address == "Deployment/shop/web"}
    assert {each for each in of_web if each[0] != "confirmed"} == {("regressed", PRIVILEGED)}
    assert {each.drift.key for each in report.findings if each.drift} == {"object shop/web", ""}
    unmanaged = {each.drift.live for each in report.findings if each.drift and each.drift.kind == "unmanaged"}
    assert unmanaged == {"/apps/v1/Deployment/shop/jobs", "/v1/Namespace/shop"}


@pytest.mark.parametrize(
    ("user", "problem"),
    [
        pytest.param(
            {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "aws", "args": ["eks", "get-token"]}},
            "the context prod has its credentials from a program, 'aws', which is started only if you say so",
            id="exec",
        ),
        pytest.param(
            {"auth-provider": {"name": "gcp", "config": {"cmd-path": "/bin/false"}}},
            "the context prod has its credentials from a program, 'gcp', which is started only if you say so",
            id="auth-provider",
        ),
    ],
)
def test_no_program_of_a_kubeconfig_is_started(
    user: dict[str, Any], problem: str, server: Server, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        collect(source(tmp_path, server, **user))
    assert problem in error.value.problems[0]
    assert server.asked == []


def test_a_program_is_started_where_that_is_allowed(server: Server, tmp_path: Path) -> None:
    credential = {
        "apiVersion": "client.authentication.k8s.io/v1",
        "kind": "ExecCredential",
        "status": {"token": CREDENTIAL},
    }
    plugin = tmp_path / "plugin"
    plugin.write_text(f"#!/bin/sh\necho '{json.dumps(credential)}'\n")
    plugin.chmod(0o755)
    how = {"apiVersion": credential["apiVersion"], "command": str(plugin), "interactiveMode": "Never"}
    assert json.loads(collect(source(tmp_path, server, ",exec=allow", exec=how)))["resources"]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (",context=test", "test"),
        (",cluster=x", "kubernetes has no setting 'cluster'; it has context, kubeconfig, exec"),
    ],
)
def test_what_is_not_in_the_kubeconfig_is_a_usage_error(
    settings: str, problem: str, server: Server, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        collect(source(tmp_path, server, settings))
    assert problem in error.value.problems[0]


@pytest.mark.parametrize("text", ["", "[]", "x: [", "users: 3", "current-context: prod\ncontexts: [{name: prod}]"])
def test_a_kubeconfig_of_another_form_is_a_usage_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "kubeconfig").write_text(text)
    with pytest.raises(UsageError) as error:
        collect(f"kubernetes:kubeconfig={tmp_path / 'kubeconfig'}")
    assert str(tmp_path / "kubeconfig") in error.value.problems[0]


def test_a_cluster_that_lets_nobody_in_is_a_usage_error(server: Server, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        collect(source(tmp_path, server, username="somebody", password=CREDENTIAL))
    assert error.value.problems == ("kubernetes: Unauthorized",)


def test_a_cluster_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        collect(f"kubernetes:kubeconfig={kubeconfig(tmp_path, 'http://127.0.0.1:9')}")
    assert "http://127.0.0.1:9 cannot be reached" in error.value.problems[0]


def test_a_cluster_is_judged_by_itself_and_what_it_hides_is_undecided(server: Server, tmp_path: Path) -> None:
    report = check(Options(), (source(tmp_path, server),))
    assert verdict(report, PRIVILEGED) == "fail"
    assert "networkpolicies is forbidden" in message(report, "kubernetes-pod-not-isolated")
    assert verdict(report, "kubernetes-pod-not-isolated") == "undetermined"
