"""One workload, however it is written, gets the same verdicts from every rule on workloads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from oracles import oracle
from yourside import app
from yourside.config import Options
from yourside.engine.evaluate import evaluate
from yourside.graph.views import load_views

HERE = Path(__file__).parents[3] / "testdata" / "frontends" / "kubernetes" / "parity"
NAMES = ("bad", "good", "alone")
WORKLOADS = ("k8s.PodTemplate", "k8s.PodSpec", "k8s.Container", "k8s.RegularContainer", "k8s.Namespaced")

Files = Mapping[str, str]
Verdicts = Counter[tuple[str, str]]
Judge = Callable[[Files], Verdicts]

# What the rules on a workload ask about its surroundings is the same for each spelling.
SURROUNDINGS = {
    "namespaces.yaml": """\
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: default}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: none, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
""",
}


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """What the rules say of the one workload among some files."""

    def verdicts(files: Files) -> Verdicts:
        home = tmp_path / str(len(list(tmp_path.iterdir())))
        for name, text in {**SURROUNDINGS, **files}.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text)
        monkeypatch.chdir(home)
        reached = app.reach(Options())
        assert not reached.diagnostics
        rules = [rule for rule in app.load(Options()) if rule.info.resource in WORKLOADS]
        every = [each for each in evaluate(reached.graph, rules, load_views()) if _is_workload(each.resource.id.unit)]
        assert len({each.resource.id for each in every}) == 1
        return Counter((each.rule.id, each.truth.name) for each in every)

    return verdicts


def _is_workload(unit: str) -> bool:
    return unit not in SURROUNDINGS


@cache
def manifest(name: str) -> str:
    return (HERE / f"{name}.yaml").read_text("utf-8")


def data(name: str) -> Any:
    return yaml.safe_load(manifest(name))


def live(name: str) -> Files:
    """As `kubectl get -o json` gives it out."""
    found = data(name)
    found["metadata"] |= {"uid": "0", "creationTimestamp": "2024-01-01T00:00:00Z", "managedFields": [{}]}
    found["spec"]["template"]["metadata"]["creationTimestamp"] = None
    found["status"] = {"replicas": 1}
    return {"a.json": json.dumps({"apiVersion": "v1", "kind": "List", "items": [found]}, indent=2)}


def typed_list(name: str) -> Files:
    whole = {"apiVersion": "apps/v1", "kind": "DeploymentList", "items": [data(name)]}
    return {"a.yaml": yaml.safe_dump(whole)}


def chart(name: str) -> Files:
    """The pod in the values, as a whole and in pieces."""
    whole = data(name)
    pod = whole["spec"]["template"].pop("spec")
    images = [container.pop("image") for container in pod["containers"]]
    containers = "".join(
        f"        - image: {{{{ index .Values.images {number} }}}}\n"
        f"{{{{ toYaml (index .Values.containers {number}) | indent 10 }}}}\n"
        for number in range(len(images))
    )
    values = {"containers": pod.pop("containers"), "images": images, "pod": pod}
    template = f"    spec:\n      containers:\n{containers}      {{{{- with .Values.pod }}}}\n"
    end = "      {{- toYaml . | nindent 6 }}\n      {{- end }}\n"
    return {
        "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
        "values.yaml": yaml.safe_dump(values),
        "templates/web.yaml": yaml.safe_dump(whole, sort_keys=False) + template + end,
    }


def overlay(name: str) -> Files:
    """The pod in a patch, and what is around it in the base."""
    patch = data(name)
    base = data(name)
    del base["spec"]["template"]["spec"]
    del patch["spec"]["replicas"], patch["spec"]["selector"]
    namespace = base["metadata"].pop("namespace")
    del patch["metadata"]["namespace"]
    return {
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": yaml.safe_dump(base),
        "over/kustomization.yaml": f"resources: [../base]\npatches: [{{path: pod.yaml}}]\nnamespace: {namespace}\n",
        "over/pod.yaml": yaml.safe_dump(patch),
    }


def hcl(found: Any) -> str:
    match found:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {hcl(entry)}" for key, entry in found.items()) + "}"
        case list():
            return "[" + ", ".join(map(hcl, found)) + "]"
    return json.dumps(found)


def block(type_: str, attribute: str) -> Callable[[str], Files]:
    """An object in an attribute. The text that is read lies where no manifest is looked for."""

    def files(name: str) -> Files:
        text = manifest(name)
        value = attribute.replace("HCL", hcl(data(name))).replace("TEXT", text)
        return {"main.tf": f'resource "{type_}" "a" {{\n  {value}\n}}\n', "web.tftpl": text}

    return files


def lowered(type_: str) -> Callable[[str], Files]:
    return lambda name: {"main.tf": (HERE / f"{name}.tf").read_text("utf-8").replace("TYPE", type_)}


SPELLINGS: Mapping[str, Callable[[str], Files]] = {
    "live object": live,
    "typed list": typed_list,
    "chart": chart,
    "overlay": overlay,
    "kubernetes_deployment": lowered("kubernetes_deployment"),
    "kubernetes_deployment_v1": lowered("kubernetes_deployment_v1"),
    "kubernetes_manifest": block("kubernetes_manifest", "manifest = HCL"),
    "kubernetes_manifest of a file": block("kubernetes_manifest", 'manifest = yamldecode(file("./web.tftpl"))'),
    "kubernetes_manifest of a template": block(
        "kubernetes_manifest", 'manifest = yamldecode(templatefile("web.tftpl", {}))'
    ),
    "kubernetes_manifest of a text": block("kubernetes_manifest", "manifest = yamldecode(<<EOT\nTEXT\nEOT\n)"),
    "kubectl_manifest": block("kubectl_manifest", "yaml_body = <<EOT\nTEXT\nEOT"),
    "kubectl_manifest of a file": block("kubectl_manifest", 'yaml_body = file("web.tftpl")'),
    "kubectl_manifest of a template": block("kubectl_manifest", 'yaml_body = templatefile("web.tftpl", {})'),
    "kubectl_manifest of an object": block("kubectl_manifest", "yaml_body = yamlencode(HCL)"),
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_is_judged_as_the_manifest_is(name: str, spelling: str, judge: Judge) -> None:
    if spelling == "chart":
        oracle("helm")
    assert judge(SPELLINGS[spelling](name)) == judge({"web.yaml": manifest(name)})


KINDS = (
    ("apps/v1", "DaemonSet"),
    ("apps/v1", "StatefulSet"),
    ("apps/v1", "ReplicaSet"),
    ("extensions/v1beta1", "Deployment"),
    ("v1", "ReplicationController"),
    ("batch/v1", "Job"),
)


@pytest.mark.parametrize(("version", "kind"), KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_kind_with_such_pods_is_judged_alike(name: str, version: str, kind: str, judge: Judge) -> None:
    other = manifest(name).replace("apps/v1", version).replace("kind: Deployment", f"kind: {kind}")
    assert judge({"web.yaml": other}) == judge({"web.yaml": manifest(name)})


@pytest.mark.parametrize("name", NAMES)
def test_a_pod_alone_and_one_that_a_cron_job_makes(name: str, judge: Judge) -> None:
    found = data(name)
    metadata, template = found["metadata"], found["spec"]["template"]
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata | template["metadata"], "spec": template["spec"]}
    job = {"spec": {"schedule": "0 0 * * *", "jobTemplate": {"spec": {"template": template}}}}
    cron = {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": metadata, **job}
    expected = judge({"web.yaml": manifest(name)})
    assert judge({"web.yaml": yaml.safe_dump(pod)}) == expected
    assert judge({"web.yaml": yaml.safe_dump(cron)}) == expected


def test_a_custom_resource_with_the_same_pods(judge: Judge) -> None:
    rollout = manifest("bad").replace("apps/v1", "argoproj.io/v1alpha1").replace("Deployment", "Rollout")
    deployed = judge({"web.yaml": manifest("bad")})
    about_pods = {key: count for key, count in deployed.items() if key[0] != "kubernetes-namespace-default-used"}
    assert judge({"web.yaml": rollout}) == Counter(about_pods)


def test_every_rule_fails_one_of_the_workloads_and_passes_another(judge: Judge) -> None:
    rules = {rule.info.id for rule in app.load(Options()) if rule.info.resource in WORKLOADS}
    said = {name: judge({"web.yaml": manifest(name)}) for name in NAMES}
    every = set().union(*said.values())
    assert rules == {rule for rule, truth in every if truth == "TRUE"}
    assert {rule for rule, _ in said["good"]} == rules
    assert {truth for _, truth in said["good"]} == {"FALSE"}
