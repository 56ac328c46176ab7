"""Charts that `helm_release` deploys: rendered as one more world, with the values that the release gives them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from oracles import oracle
from plainly import Not, plain
from yourside import app
from yourside.config import Options
from yourside.findings.model import Finding, Outcome

CHART = {
    "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "charts/web/values.yaml": "net: false\nimage: nginx\ntag: '1'\nhosts: []\nsecurity: {}\n",
    "charts/web/templates/pod.yaml": """\
apiVersion: v1
kind: Pod
metadata: {name: "{{ .Release.Name }}", namespace: shop}
spec:
  hostNetwork: {{ .Values.net }}
  hostAliases: {{ toJson .Values.hosts }}
  containers:
    - name: web
      image: "{{ .Values.image }}:{{ .Values.tag }}"
      securityContext: {{ toJson .Values.security }}
""",
}

DYNAMIC = """\
  dynamic "set" {
    for_each = { net = true }
    content {
      name  = set.key
      value = set.value
    }
  }
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    oracle("helm")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(home: Path, files: Mapping[str, str]) -> None:
    for name, text in {**CHART, **files}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)


def release(body: str, chart: str = "./charts/web", name: str = "web") -> str:
    return f'resource "helm_release" "{name}" {{\n  name  = "shop"\n  chart = "{chart}"\n{body}\n}}\n'


def pod(address: str = "Pod/shop/shop (helm_release.web)") -> object:
    """The spec that the release gives."""
    found = {id_.address: each for id_, each in app.reach(Options()).graph.resources.items()}
    return plain(found[address].properties.entries["spec"])


def spec(**changes: object) -> dict[str, object]:
    container: dict[str, object] = {"name": "web", "image": "nginx:1", "securityContext": {}}
    default: dict[str, object] = {"hostNetwork": False, "hostAliases": [], "containers": [container]}
    for key, change in changes.items():
        (default if key in default else container)[key] = change
    return default


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ("", {}),
        ('values = ["net: true"]', {"hostNetwork": True}),
        ('values = [file("prod.yaml")]', {"image": "prod:1"}),
        ('values = [file("prod.yaml"), "image: last"]', {"image": "last:1"}),
        ('values = [templatefile("tag.tftpl", { tag = "2" })]', {"image": "nginx:2"}),
        ("values = [yamlencode({ security = { privileged = true } })]", {"securityContext": {"privileged": True}}),
        ("values = [jsonencode({ net = true })]", {"hostNetwork": True}),
        ("values = [<<-EOT\n    net: true\n  EOT\n  ]", {"hostNetwork": True}),
        ('values = [""]', {}),
        ('set {\n    name = "net"\n    value = true\n  }', {"hostNetwork": True}),
        ('set = [{ name = "net", value = "true" }]', {"hostNetwork": True}),
        ('values = ["tag: a"]\n  set = [{ name = "tag", value = "b" }]', {"image": "nginx:b"}),
        ('set = [{ name = "tag", value = "1.10", type = "string" }]', {"image": "nginx:1.10"}),
        ('set = [{ name = "tag", value = "a,b", type = "literal" }]', {"image": "nginx:a,b"}),
        ('set = [{ name = "security.runAsUser", value = "5" }]', {"securityContext": {"runAsUser": 5}}),
        ('set_list {\n    name = "hosts"\n    value = ["a", "b"]\n  }', {"hostAliases": ["a", "b"]}),
        (DYNAMIC, {"hostNetwork": True}),
    ],
)  # fmt: skip
def test_values_reach_the_chart_as_the_provider_gives_them(body: str, changes: dict[str, object], home: Path) -> None:
    plant(home, {"main.tf": release(body), "prod.yaml": "image: prod\n", "tag.tftpl": 'tag: "${tag}"\n'})
    assert pod() == spec(**changes)


VARIABLE = Not("VARIABLE", "var.x")


@pytest.mark.parametrize(
    ("body", "changes", "gap"),
    [
        ('values = ["image: ${var.x}"]', {"image": Not("VARIABLE", "var.x", (VARIABLE, ":1"))}, "var.x"),
        ('values = [yamlencode({ net = var.x })]', {"hostNetwork": VARIABLE}, "var.x"),
        ('set = [{ name = "net", value = var.x }]', {"hostNetwork": VARIABLE}, "var.x"),
        ('set_sensitive = [{ name = "net", value = "true" }]',
         {"hostNetwork": Not("VARIABLE", "a sensitive value")}, "a sensitive value"),
        ('values = ["net: ${var.secret}"]', {"hostNetwork": Not("VARIABLE", "a sensitive value")}, "a sensitive value"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_known_in_the_objects(
    body: str, changes: dict[str, object], gap: str, home: Path
) -> None:
    variables = 'variable "x" {}\nvariable "secret" {\n  default = true\n  sensitive = true\n}\n'
    plant(home, {"main.tf": variables + release(body)})
    assert pod() == spec(**changes)
    [line] = [line for line in app.reach(Options()).graph.ledger.files if line.path == "charts/web/Chart.yaml"]
    assert line.reasons == (f"values of helm_release.web that are not known: {gap}",)


@pytest.mark.parametrize("body", ["values = [var.x]", "values = var.x", 'values = ["a: ["]', 'values = ["- a"]'])
def test_a_release_of_which_nothing_is_known_is_not_guessed(body: str, home: Path) -> None:
    plant(home, {"main.tf": 'variable "x" {}\n' + release(body)})
    reached = app.reach(Options())
    assert [id_.address for id_ in reached.graph.resources] == ["Pod/shop/web"]
    [problem] = reached.diagnostics
    assert problem.message.startswith("not rendered with helm_release.web: its values are not known")


def test_each_release_is_a_world_of_its_own(home: Path) -> None:
    called = 'module "m" {\n  source = "./m"\n}\n'
    plant(home, {
        "env/main.tf": release("", "../charts/web") + called,
        "env/m/main.tf": release("count = 1", "${path.module}/../../charts/web"),
        "main.tf": release("for_each = toset([\"a\"])\n  repository = \"./charts\"", "web"),
    })  # fmt: skip
    assert sorted(id_.address for id_ in app.reach(Options()).graph.resources) == [
        "Pod/shop/shop (helm_release.web in env)",
        'Pod/shop/shop (helm_release.web["a"])',
        "Pod/shop/shop (module.m.helm_release.web[0] in env)",
        "Pod/shop/web",
    ]


@pytest.mark.parametrize(
    ("chart", "more", "told"),
    [
        ("redis", 'repository = "https://charts.example.org"', "redis"),
        ("web", 'repository = "oci://example.org/charts"', "web"),
        ("bitnami/redis", "", "bitnami/redis"),
        ("../outside", "", "../outside"),
        ("${var.x}", "", "its name is not known"),
    ],
)
def test_a_chart_that_is_elsewhere_is_on_the_ledger(chart: str, more: str, told: str, home: Path) -> None:
    (home / "main.tf").write_text('variable "x" {}\n' + release(more, chart))
    graph = app.reach(Options()).graph
    assert not graph.resources
    assert graph.ledger.gaps == {f"chart of a release is not in the tree: {told}": 1}


def test_nothing_is_rendered_when_that_is_turned_off(home: Path) -> None:
    plant(home, {"main.tf": release("")})
    graph = app.reach(Options(render=False)).graph
    assert [id_.unit for id_ in graph.resources] == ["charts/web/templates/pod.yaml"]
    reasons = {reason for line in graph.ledger.files for reason in line.reasons}
    assert "chart not rendered: rendering is turned off" in reasons


def findings(rule: str) -> list[Finding]:
    found = app.check(Options(select=(rule,))).findings
    return [each for each in found if each.outcome is Outcome.FAIL]


def line(finding: Finding) -> str:
    span = finding.place.span
    return f"{span.file.path}:{span.file.line_col(span.start)[0]}"


@pytest.mark.parametrize(
    ("body", "way"),
    [
        ('set {\n    name = "net"\n    value = true\n  }', ["main.tf:6"]),
        ('values = [<<-EOT\n    tag: a\n    net: true\n  EOT\n  ]', ["main.tf:6"]),
        ('values = [file("prod.yaml")]', ["main.tf:4", "prod.yaml:2"]),
    ],
)  # fmt: skip
def test_a_finding_stands_in_the_template_and_says_where_the_release_set_it(
    body: str, way: list[str], home: Path
) -> None:
    plant(home, {"main.tf": release(body), "prod.yaml": "tag: a\nnet: true\n"})
    [finding] = findings("kubernetes-pod-host-network")
    assert line(finding) == "charts/web/templates/pod.yaml:5"
    spans = [hop.span for hop in finding.place.via]
    assert [f"{span.file.path}:{span.file.line_col(span.start)[0]}" for span in spans] == way


def test_a_release_that_may_not_be_says_when_it_is(home: Path) -> None:
    body = 'count = var.on ? 1 : 0\n  values = ["net: true"]'
    plant(home, {"main.tf": 'variable "on" {\n  type = bool\n}\n' + release(body)})
    [finding] = findings("kubernetes-pod-host-network")
    assert "var.on" in finding.message


def test_a_plan_with_the_release_agrees_with_the_sources(home: Path) -> None:
    values = {"name": "shop", "chart": "./charts/web", "values": ["net: true"]}
    block = {"address": "helm_release.web", "mode": "managed", "type": "helm_release", "name": "web"}
    plan = {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": [{**block, "values": values}]}},
        "resource_changes": [{**block, "change": {"actions": ["create"], "after": values, "after_unknown": {}}}],
        "configuration": {"root_module": {"resources": [block]}},
    }
    plant(home, {"main.tf": release('values = ["net: true"]'), "plan.json": json.dumps(plan)})
    reached = app.reach(Options(plan=Path("plan.json"), audit=True))
    assert not reached.diagnostics
    assert not reached.graph.ledger.gaps
    assert sorted(id_.address for id_ in reached.graph.resources) == [
        "Pod/shop/shop (helm_release.web)",
        "Pod/shop/web",
    ]
