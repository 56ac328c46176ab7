"""API objects that stand whole in Terraform resources: what they are and where a reader is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainly import plain
from yourside import app
from yourside.catalog.load import load_catalog
from yourside.config import Options
from yourside.coverage import Dialect
from yourside.graph.model import Resource
from yourside.spans import SourceFile

OBJECT = """\
resource "kubernetes_manifest" "web" {
  manifest = {
    apiVersion = "extensions/v1beta1"
    kind       = "Deployment"
    metadata   = { name = "web", namespace = "shop" }
    spec = {
      replicas = null
      template = { spec = { hostPID = true } }
    }
  }
}
"""
HEREDOC = """\
variable "name" {}
variable "pid" { default = true }
resource "kubectl_manifest" "web" {
  yaml_body = <<-YAML
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: ${var.name}
      namespace: "shop"
    spec:
      template:
        spec:
          hostPID: true
          hostIPC: ${var.pid}
  YAML
}
"""


def reached(text: str) -> app.Reached:
    return app.assemble({Dialect.TERRAFORM: [SourceFile("main.tf", text)]})


def only(text: str) -> Resource:
    [resource] = reached(text).graph.resources.values()
    return resource


def lines(text: str, rule: str) -> list[str]:
    rules = [each for each in app.load(Options()) if each.info.id == rule]
    findings = app.judge(reached(text), rules, load_catalog()).findings
    spans = [finding.place.span for finding in findings]
    return [span.file.line(span.file.line_col(span.start)[0]).strip() for span in spans]


def test_an_object_in_hcl_is_what_it_says_it_is() -> None:
    resource = only(OBJECT)
    assert (resource.type, resource.id.address) == ("apps/v1/Deployment", "kubernetes_manifest.web")
    assert plain(resource.properties) == {
        "apiVersion": "extensions/v1beta1",
        "kind": "Deployment",
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"template": {"spec": {"hostPID": True}}},
    }


def test_a_manifest_in_a_heredoc_with_pieces_from_elsewhere() -> None:
    resource = only(HEREDOC)
    assert resource.type == "apps/v1/Deployment"
    assert plain(resource.properties.entries["spec"]) == {"template": {"spec": {"hostPID": True, "hostIPC": True}}}


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        (OBJECT, "kubernetes-pod-host-pid", "template = { spec = { hostPID = true } }"),
        (HEREDOC, "kubernetes-pod-host-pid", "hostPID: true"),
    ],
)
def test_a_finding_points_into_the_object(text: str, rule: str, line: str) -> None:
    assert lines(text, rule) == [line]


@pytest.mark.parametrize(
    "body",
    [
        "manifest = var.object",
        'manifest = { kind = "Pod" }',
        'manifest = { apiVersion = "v1", kind = var.kind }',
    ],
)
def test_what_is_no_known_object_is_counted(body: str) -> None:
    variables = 'variable "object" {}\nvariable "kind" {}\n'
    graph = reached(f'{variables}resource "kubernetes_manifest" "x" {{\n  {body}\n}}\n').graph
    assert not graph.resources
    assert sum(graph.ledger.gaps.values()) == 1


@pytest.mark.parametrize("yaml", ["a: [", "--- 1", "{kind: Pod}\n---\n{kind: Pod}", "plain"])
def test_a_text_that_is_no_manifest_is_counted(yaml: str) -> None:
    graph = reached(f'resource "kubectl_manifest" "x" {{\n  yaml_body = <<EOT\n{yaml}\nEOT\n}}\n').graph
    assert not graph.resources
    assert sum(graph.ledger.gaps.values()) == 1


def test_objects_in_terraform_know_each_other() -> None:
    account = 'resource "kubernetes_service_account_v1" "robot" {\n  metadata {\n    name = "robot"\n  }\n}\n'
    pod = """\
resource "kubernetes_manifest" "pod" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "pod", namespace = "default" }
    spec       = { serviceAccountName = "robot" }
  }
}
"""
    [edge] = reached(account + pod).graph.edges
    assert (edge.source.address, edge.target.address) == (
        "kubernetes_manifest.pod",
        "kubernetes_service_account_v1.robot",
    )


POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n"
SAID = '{ apiVersion = "v1", kind = "Pod", metadata = { name = "a" }, spec = { hostPID = true } }'


@pytest.mark.parametrize(
    ("type_", "attribute", "fix"),
    [
        ("kubectl_manifest", f"yaml_body = <<EOT\n{POD}EOT", "set hostPID: false"),
        ("kubectl_manifest", 'yaml_body = file("pod.yml")', "set hostPID: false"),
        ("kubectl_manifest", f"yaml_body = yamlencode({SAID})", "set hostPID = false"),
        ("kubernetes_manifest", f"manifest = yamldecode(<<EOT\n{POD}EOT\n)", "set hostPID: false"),
        ("kubernetes_manifest", 'manifest = yamldecode(file("pod.yml"))', "set hostPID: false"),
        ("kubernetes_manifest", f"manifest = {SAID}", "set hostPID = false"),
    ],
)
def test_a_fix_is_in_the_language_that_the_object_is_written_in(
    type_: str, attribute: str, fix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("main.tf").write_text(f'resource "{type_}" "a" {{\n  {attribute}\n}}\n')
    Path("pod.yml").write_text(POD)
    report = app.check(Options(paths=(Path("main.tf"),), select=("kubernetes-pod-host-pid",)))
    assert [finding.fix for finding in report.findings] == [fix]
