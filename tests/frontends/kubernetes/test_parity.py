"""One workload, however it is written, gets the same verdicts from every rule on workloads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from yourside import app
from yourside.config import Options
from yourside.coverage import Dialect
from yourside.engine.evaluate import evaluate
from yourside.graph.views import load_views
from yourside.spans import SourceFile

HERE = Path(__file__).parents[3] / "testdata" / "frontends" / "kubernetes" / "parity"
Verdicts = Counter[tuple[str, str]]


def verdicts(dialect: Dialect, text: str) -> Verdicts:
    reached = app.assemble({dialect: [SourceFile("a.tf" if dialect is Dialect.TERRAFORM else "a.yaml", text)]})
    assert len(reached.graph.resources) == 1
    rules = [rule for rule in app.load(Options()) if rule.info.resource.startswith("k8s.")]
    return Counter((each.rule.id, each.truth.name) for each in evaluate(reached.graph, rules, load_views()))


@cache
def expected(name: str) -> Verdicts:
    return verdicts(Dialect.KUBERNETES, manifest(name))


def manifest(name: str) -> str:
    return (HERE / f"{name}.yaml").read_text("utf-8")


def live(name: str) -> str:
    """As `kubectl get -o json` gives it out."""
    found = yaml.safe_load(manifest(name))
    found["metadata"] |= {"uid": "0", "creationTimestamp": "2024-01-01T00:00:00Z", "managedFields": [{}]}
    found["spec"]["template"]["metadata"]["creationTimestamp"] = None
    found["status"] = {"replicas": 1}
    return json.dumps({"apiVersion": "v1", "kind": "List", "items": [found]}, indent=2)


def hcl(data: Any) -> str:
    match data:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {hcl(entry)}" for key, entry in data.items()) + "}"
        case list():
            return "[" + ", ".join(map(hcl, data)) + "]"
    return json.dumps(data)


def terraform(name: str) -> Mapping[str, str]:
    lowered = (HERE / f"{name}.tf").read_text("utf-8")
    text = manifest(name)
    return {
        "kubernetes_deployment": lowered.replace("TYPE", "kubernetes_deployment"),
        "kubernetes_deployment_v1": lowered.replace("TYPE", "kubernetes_deployment_v1"),
        "manifest": f'resource "kubernetes_manifest" "a" {{\n  manifest = {hcl(yaml.safe_load(text))}\n}}\n',
        "heredoc": f'resource "kubectl_manifest" "a" {{\n  yaml_body = <<EOT\n{text}EOT\n}}\n',
    }


@pytest.mark.parametrize("name", ["bad", "good"])
def test_a_live_object(name: str) -> None:
    assert verdicts(Dialect.KUBERNETES, live(name)) == expected(name)


@pytest.mark.parametrize("spelling", ["kubernetes_deployment", "kubernetes_deployment_v1", "manifest", "heredoc"])
@pytest.mark.parametrize("name", ["bad", "good"])
def test_terraform(name: str, spelling: str) -> None:
    assert verdicts(Dialect.TERRAFORM, terraform(name)[spelling]) == expected(name)


def test_a_custom_resource_with_the_same_pods() -> None:
    rollout = manifest("bad").replace("apps/v1", "argoproj.io/v1alpha1").replace("Deployment", "Rollout")
    of_types = {rule for rule, _ in expected("bad") if "namespace-default" not in rule}
    found = verdicts(Dialect.KUBERNETES, rollout)
    assert found == Counter({key: count for key, count in expected("bad").items() if key[0] in of_types})


def test_the_bad_one_fails_and_the_good_one_does_not() -> None:
    failed = {rule for rule, truth in expected("bad") if truth == "TRUE"}
    assert len(failed) >= 20
    assert not {rule for rule, truth in expected("good") if truth == "TRUE"}
