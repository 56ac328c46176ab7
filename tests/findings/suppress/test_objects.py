"""What is accepted in annotations of Kubernetes objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from yourside.findings.model import Report

Judge = Callable[..., Report]

RULE = "kubernetes-container-privileged"

ACCEPTED: Mapping[str, tuple[str, str]] = {
    "our own": (f'yourside.dev/ignore: "[{RULE}] needs the host, until 2027-01-31"', "needs the host"),
    "our own, several": (
        f"yourside.dev/ignore: |\n    [kubernetes-container-image-unpinned] later\n    [{RULE}] needs the host",
        "needs the host",
    ),
    "kube-linter": ('ignore-check.kube-linter.io/privileged-container: "needs the host"', "needs the host"),
    "kube-linter, every check": ("kube-linter.io/ignore-all: needs the host", "needs the host"),
    "Checkov": ("checkov.io/skip1: CKV_K8S_16=needs the host", "needs the host"),
}

POD = """spec:
  containers:
    - name: one
      image: one
      securityContext: {privileged: true}
"""
PLACES = {
    "Pod": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    %s\n" + POD,
    "Deployment": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  annotations:\n    %s\n"
        "spec:\n  template:\n    spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}\n"
    ),
    "pod template": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n"
        "    metadata:\n      annotations:\n        %s\n"
        "    spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}\n"
    ),
    "template of a CronJob": (
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  jobTemplate:\n    spec:\n      template:\n"
        "        metadata:\n          annotations:\n            %s\n"
        "        spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}\n"
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ACCEPTED)
def test_an_object_is_accepted(name: str, place: str, judge: Judge) -> None:
    annotation, reason = ACCEPTED[name]
    first = PLACES[place].split("%s")[0].rpartition("\n")[2]
    text = PLACES[place] % annotation.replace("\n    ", f"\n  {first}")
    [finding] = judge({"a.yaml": text, "b.txt": ""}, select=(RULE,)).findings
    assert finding.suppression is not None
    assert finding.suppression.reason == reason


def test_other_objects_are_not(judge: Judge) -> None:
    other = (PLACES["Pod"] % "note: none").replace("name: a", "name: b")
    annotated = PLACES["Pod"] % ACCEPTED["our own"][0]
    report = judge({"a.yaml": f"{annotated}---\n{other}"}, select=(RULE,))
    assert [finding.suppression is None for finding in report.findings] == [False, True]


def test_in_terraform(judge: Judge) -> None:
    text = """
        resource "kubernetes_pod" "a" {
          metadata {
            name        = "a"
            annotations = { "yourside.dev/ignore" = "[kubernetes-container-privileged] needs the host" }
          }
          spec {
            container {
              name  = "a"
              image = "a"
              security_context { privileged = true }
            }
          }
        }
    """
    [finding] = judge({"main.tf": text}, select=(RULE,)).findings
    assert finding.suppression is not None
    assert finding.suppression.reason == "needs the host"


def test_in_an_overlay(judge: Judge) -> None:
    files = {
        "base/kustomization.yaml": "resources: [pod.yaml]\n",
        "base/pod.yaml": PLACES["Pod"] % "note: none",
        "prod/kustomization.yaml": (
            f'resources: [../base]\ncommonAnnotations:\n  yourside.dev/ignore: "[{RULE}] needs the host"\n'
        ),
    }
    report = judge(files, select=(RULE,))
    assert [finding.suppression is None for finding in report.findings] == [False]


def test_what_cannot_be_understood_is_said(judge: Judge) -> None:
    report = judge({"a.yaml": PLACES["Pod"] % f"yourside.dev/ignore: {RULE}"}, select=(RULE,))
    assert [each.code for each in report.diagnostics] == ["ignore-malformed"]
    assert [finding.suppression for finding in report.findings] == [None]
