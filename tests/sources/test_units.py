"""Which files are read to judge a change, told from names and a glance at texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from repositories import plant
from yourside.sources.index import Index
from yourside.sources.units import units

CALL = 'module "m" {\n  source = "%s"\n}\n'
TEMPLATE = "Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: %s\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  namespace: %s\n"
FILES = {
    "modules/net/main.tf": "",
    "modules/net/variables.tf": "",
    "modules/app/main.tf": CALL % "../net",
    "modules/app/task.json": "{}",
    "modules/unused/main.tf": 'data "x" "y" { policy = file("${path.module}/../../policies/read.json") }',
    "policies/read.json": "{}",
    "prod/main.tf": CALL % "../modules/app/",
    "prod/terraform.tfvars": "",
    "prod/env/blue.tfvars": "",
    "dev/main.tf.json": '{"module": {"m": {"source": "./../modules/app"}}}',
    "fetched/main.tf": CALL % "git::https://example.org/net",
    "cfn/root.yaml": TEMPLATE % "./nested/inner.yaml",
    "cfn/nested/inner.yaml": TEMPLATE % "https://s3.amazonaws.com/b/deep.json",
    "cfn/deep.json": '{"Resources": {}}',
    "cfn/alone.template": "AWSTemplateFormatVersion: '2010-09-09'\n",
    "cfn/include.yaml": "A: 1\n",
    "cfn/including.yaml": "Transform: {Name: AWS::Include, Parameters: {Location: include.yaml}}\n",
    "k8s/a/pod.yaml": POD % "a",
    "k8s/a/other.yaml": POD % "x",
    "k8s/b/pod.yaml": POD % "a",
    "k8s/c/pod.yaml": POD % "c",
    "k8s/c/values.json": "{}",
    "base/kustomization.yaml": "resources:\n- deploy.yaml\nconfigMapGenerator: [{name: c, envs: [app.env]}]\n",
    "base/deploy.yaml": POD % "k",
    "over/prod/kustomization.yml": "resources: [../../base]\npatches: [{path: patch.yaml}]\n",
    "over/prod/patch.yaml": "kind: x\n",
    "over/all/Kustomization": "resources:\n  - ../prod/\n",
    "charts/web/Chart.yaml": "dependencies: [{name: lib, repository: 'file://../lib'}]\n",
    "charts/web/templates/a.yaml": POD % "w",
    "charts/web/charts/sub/Chart.yaml": "name: sub\n",
    "charts/web/charts/sub/values.yaml": "x: 1\n",
    "charts/lib/Chart.yaml": "name: lib\n",
    "charts/lib/templates/_help.tpl": "",
    "base/app.env": "a=b",
    "release/main.tf": 'resource "helm_release" "web" { chart = "${path.module}/../charts/web" }',
    "node_modules/x/main.tf": CALL % "../../modules/net",
    "README.md": "",
}
NET = {"modules/net/main.tf", "modules/net/variables.tf"}
APP = {"modules/app/main.tf"}
PROD = {"prod/main.tf", "prod/terraform.tfvars"}
CALLERS = {*PROD, "dev/main.tf.json"}
NESTED = {"cfn/root.yaml", "cfn/nested/inner.yaml", "cfn/deep.json"}
OVERLAYS = {"over/prod/kustomization.yml", "over/all/Kustomization"}
WEB = {name for name in FILES if name.startswith("charts/web/")} | {"release/main.tf"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    home = tmp_path_factory.mktemp("home")
    plant(home, FILES)
    return Index.of(home, FILES)


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ("README.md", set()),
        ("prod/main.tf", PROD),
        ("prod/terraform.tfvars", PROD),
        ("prod/env/blue.tfvars", PROD),
        ("modules/app/main.tf", APP | CALLERS),
        ("modules/net/variables.tf", NET | APP | CALLERS),
        ("modules/net/deleted.tf", NET | APP | CALLERS),
        ("policies/read.json", {"modules/unused/main.tf"}),
        ("fetched/main.tf", {"fetched/main.tf"}),
        ("cfn/root.yaml", NESTED),
        ("cfn/nested/inner.yaml", NESTED),
        ("cfn/deep.json", NESTED),
        ("cfn/alone.template", {"cfn/alone.template"}),
        ("cfn/include.yaml", {"cfn/including.yaml"}),
        ("k8s/a/pod.yaml", {"k8s/a/pod.yaml", "k8s/a/other.yaml", "k8s/b/pod.yaml"}),
        ("k8s/c/values.json", set()),
        ("base/deploy.yaml", {"base/deploy.yaml", "base/kustomization.yaml"} | OVERLAYS),
        ("base/kustomization.yaml", {"base/kustomization.yaml"} | OVERLAYS),
        ("base/app.env", {"base/kustomization.yaml"} | OVERLAYS),
        ("release/main.tf", WEB),
        ("over/prod/patch.yaml", OVERLAYS),
        ("charts/web/charts/sub/values.yaml", WEB),
        ("charts/web/templates/a.yaml", WEB),
        ("charts/lib/templates/_help.tpl", {"charts/lib/Chart.yaml", "charts/lib/templates/_help.tpl"} | WEB),
        ("node_modules/x/main.tf", set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_is_judged_with_the_units_it_belongs_to(changed: str, read: set[str], index: Index) -> None:
    assert units({changed}, index) == read


LONG = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "a" * LONG,
        " " * LONG,
        "\n" * LONG,
        "." * LONG,
        "{" * LONG,
        "source" + " " * LONG,
        'source = "./' * 10_000,
        "file://" * 10_000,
    ],
    ids=lambda text: text[:12].strip() or repr(text[0]),
)
def test_strange_texts_are_passed_quickly(text: str, tmp_path: Path) -> None:
    names = ("main.tf", "a.yaml", "a.json", "k/kustomization.yaml", "c/Chart.yaml")
    plant(tmp_path, dict.fromkeys(names, f"Resources:\n{text}"))

    assert units({*names, "b.txt"}, Index.of(tmp_path, names)) >= {"main.tf", "k/kustomization.yaml", "c/Chart.yaml"}
