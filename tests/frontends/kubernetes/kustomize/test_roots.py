"""What is built, what stands where, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from yourside.app import check
from yourside.config import Options
from yourside.coverage import Dialect, FileCoverage, State
from yourside.findings.model import Report
from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes import read
from yourside.frontends.native import Reading
from yourside.sources import SourceTree, discover
from yourside.values import Map, Scalar, Seq, Value

Files = Mapping[str, str]
Write = Callable[[Files], None]

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1
"""
BASE = {"base/kustomization.yaml": "resources: [pod.yaml]\n", "base/pod.yaml": POD}


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def files(of: Files) -> None:
        for name, text in of.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return files


def reading(path: str = ".") -> Reading:
    found = discover([Path(path)]).files[Dialect.KUBERNETES]
    return read(found, Inputs(tree=SourceTree.of([Path(path)], found)))


def units(of: Reading) -> list[tuple[str, str]]:
    return [(resource.unit, resource.address) for resource in of.resources]


def lines(of: Reading) -> dict[str, FileCoverage]:
    return {line.path: line for line in of.ledger.files}


def at(value: Value, *path: str) -> Scalar:
    for step in path:
        match value:
            case Map(entries=entries):
                value = entries[step]
            case Seq(items=items):
                value = items[int(step)]
    assert isinstance(value, Scalar)
    return value


def test_what_nothing_includes_is_built_and_what_is_included_is_not_read_again(write: Write) -> None:
    write(
        BASE
        | {
            "dev/kustomization.yaml": "resources: [../base]\nnamePrefix: dev-\npatches: [{path: patch.yaml}]\n",
            "dev/patch.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostPID: true}\n",
            "prod/kustomization.yml": "resources: [../base]\nnamespace: prod\n",
            "plain.yaml": POD,
        }
    )
    found = reading()
    assert units(found) == [
        ("dev/kustomization.yaml", "Pod/dev-web"),
        ("prod/kustomization.yml", "Pod/prod/web"),
        ("plain.yaml", "Pod/web"),
    ]
    assert {line.state for line in found.ledger.files} == {State.EVALUATED}
    assert sorted(lines(found)) == sorted(
        (*BASE, "dev/kustomization.yaml", "dev/patch.yaml", "prod/kustomization.yml", "plain.yaml")
    )
    assert not found.diagnostics


def test_a_value_stands_where_it_was_last_set(write: Write) -> None:
    write(
        BASE
        | {
            "prod/kustomization.yaml": (
                "resources: [../base]\nnamespace: prod\nnamePrefix: big-\nimages: [{name: nginx, newTag: '2'}]\n"
                "commonLabels: {team: shop}\npatches:\n  - path: patch.yaml\n"
                "  - target: {kind: Pod}\n    patch: |-\n"
                "      - op: add\n        path: /spec/hostIPC\n        value: true\n"
                '  - target: {kind: Pod}\n    patch: \'[{"op": "add", "path": "/spec/hostNetwork", "value": true}]\'\n'
            ),
            "prod/patch.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostPID: true}\n",
        }
    )
    (pod,) = reading().resources

    def place(*path: str) -> tuple[str, int]:
        span = at(pod.body, *path).origin.span
        return span.file.path, span.file.line_col(span.start)[0]

    assert place("spec", "containers", "0", "name") == ("base/pod.yaml", 7)
    assert place("spec", "hostPID") == ("prod/patch.yaml", 4)
    assert place("spec", "hostIPC") == ("prod/kustomization.yaml", 12)
    assert place("spec", "hostNetwork") == ("prod/kustomization.yaml", 14)
    assert place("spec", "containers", "0", "image") == ("prod/kustomization.yaml", 4)
    assert place("metadata", "namespace") == ("prod/kustomization.yaml", 2)
    assert place("metadata", "labels", "team") == ("prod/kustomization.yaml", 5)
    assert place("metadata", "name") == ("base/pod.yaml", 4)
    assert [hop.label for hop in at(pod.body, "metadata", "name").origin.via] == ["namePrefix"]
    assert at(pod.body, "spec", "hostIPC").origin.span.text == "true"
    assert pod.origin.span.file.path == "base/pod.yaml"
    assert {block.span.file.path for block in pod.blocks} == {"prod/patch.yaml", "prod/kustomization.yaml"}


def found(rule: str) -> Report:
    return check(Options(select=(rule,)))


def test_a_finding_stands_in_the_patch_that_causes_it(write: Write) -> None:
    patch = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostPID: true\n"
    write(
        BASE
        | {
            "dev/kustomization.yaml": "resources: [../base]\n",
            "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
            "prod/patch.yaml": patch,
        }
    )
    (finding,) = found("kubernetes-pod-host-pid").findings
    assert finding.place.span.file.path == "prod/patch.yaml"
    assert finding.place.span.text == "hostPID: true"
    assert finding.instances == ()


def test_a_base_of_two_roots_has_one_finding_that_names_both(write: Write) -> None:
    write(
        {
            "base/kustomization.yaml": "resources: [pod.yaml]\n",
            "base/pod.yaml": POD + "  hostPID: true\n",
            "dev/kustomization.yaml": "resources: [../base]\n",
            "prod/kustomization.yaml": "resources: [../base]\nnamespace: prod\n",
            "test/kustomization.yaml": "resources: [../base]\n",
        }
    )
    (finding,) = found("kubernetes-pod-host-pid").findings
    assert finding.place.span.file.path == "base/pod.yaml"
    assert finding.verdict.resource.id.unit == "dev/kustomization.yaml"
    assert finding.instances == ("Pod/prod/web in prod/kustomization.yaml", "Pod/web in test/kustomization.yaml")


@pytest.mark.parametrize(
    ("overlay", "gap"),
    [
        ("resources: ['https://github.com/o/r//dir?ref=v1', ../base]", "remote base of a kustomization is not fetched"),
        ("resources: ['github.com/o/r', ../base]", "remote base of a kustomization is not fetched"),
        (
            "resources: [../base]\ncomponents: ['git@example.com:o/r.git']",
            "remote base of a kustomization is not fetched",
        ),
        ("resources: [../base]\nhelmCharts: [{name: x}]", "Helm chart in a kustomization is not rendered"),
        ("resources: [../base]\nvars: [{name: x}]", "variables of a kustomization are not filled in"),
        ("resources: [../base]\nconfigurations: [x.yaml]", "transformer configuration of a kustomization is not read"),
        ("resources: [../base]\ntransformers: [x.yaml]", "transformer plugin of a kustomization is not run"),
    ],
)
def test_what_is_not_done_is_counted_and_the_rest_is_built(write: Write, overlay: str, gap: str) -> None:
    write(BASE | {"a/kustomization.yaml": overlay})
    built = reading()
    assert units(built) == [("a/kustomization.yaml", "Pod/web")]
    assert built.ledger.gaps == {gap: 1}
    assert lines(built)["a/kustomization.yaml"].state is State.PARTIAL
    assert lines(built)["a/kustomization.yaml"].reasons == (gap,)


@pytest.mark.parametrize(
    ("overlay", "problem"),
    [
        ("resources: [gone.yaml, ../base]", "`gone.yaml` cannot be read: it is not there, or outside"),
        ("resources: [/etc/passwd, ../base]", "`/etc/passwd` cannot be read: it is not there, or outside"),
        ("resources: [../../secret.yaml, ../base]", "`../../secret.yaml` cannot be read: it is not there, or outside"),
        ("resources: [../base]\ncomponents: [gone]", "`gone` cannot be read: it is not there, or outside"),
        ("resources: [../base]\npatches: [{path: gone.yaml}]", "the patch `gone.yaml` cannot be read"),
        ("resources: [../base]\npatches: [{target: {kind: Pod}}]", "a patch has neither `path` nor `patch`"),
        ("resources: [../base]\npatches: [{patch: word}]", "this is neither an object nor a list of operations"),
        ("resources: [../base]\npatches: [{patch: '[{op: remove}]'}]", "a list of operations needs a target"),
        (
            "resources: [../base]\npatches: [{patch: '{apiVersion: v1, kind: Pod, metadata: {name: other}}'}]",
            "there is no Pod other to patch",
        ),
        (
            "resources: [../base]\npatches: [{target: {labelSelector: a b}, patch: '[]'}]",
            "`a b` is not a selector",
        ),
        (
            "resources: [../base]\nconfigMapGenerator: [{name: x, files: [gone]}]\n",
            "`gone` cannot be read: it is not there, not text, or outside",
        ),
        (
            "resources: [../base]\nconfigMapGenerator: [{name: x, behavior: merge}]\n",
            "there is nothing to merge named x",
        ),
        ("resources: [../base]\nreplicas: [{name: x, count: 2}]\n", "there is nothing named x to scale"),
        (
            "resources: [../base]\nreplacements: [{source: {kind: Node}, targets: []}]\n",
            "the source of a replacement is 0 resources, and not one",
        ),
        (
            "resources: [../base]\nreplacements:\n"
            "  - {source: {kind: Pod}, targets: [{select: {kind: Pod}, fieldPaths: [a.b]}]}\n",
            "a target of a replacement has no `a.b`",
        ),
    ],
)
def test_a_problem_is_told_and_the_rest_is_built(write: Write, overlay: str, problem: str) -> None:
    write(BASE | {"a/kustomization.yaml": overlay})
    built = reading()
    assert ("a/kustomization.yaml", "Pod/web") in units(built)
    assert [each.message for each in built.diagnostics] == [problem]
    assert built.diagnostics[0].origin.span.file.path == "a/kustomization.yaml"
    assert lines(built)["a/kustomization.yaml"].state is State.PARTIAL


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        ("{op: remove, path: /spec/gone}", "there is no `/spec/gone`"),
        ("{op: replace, path: /spec/gone, value: 1}", "there is no `/spec/gone`"),
        ("{op: add, path: /gone/deep, value: 1}", "there is no `/gone`"),
        ("{op: add, path: /spec/containers/7, value: 1}", "`7` is not a position in a list of 2"),
        ("{op: add, path: /kind/x, value: 1}", "nothing can be added at `/kind/x`"),
        ("{op: test, path: /kind, value: Job}", "the test of `/kind` fails"),
        ("{op: test, path: /spec, value: {}}", "the test of `/spec` fails"),
        ("{op: add, path: /spec/a}", "an operation has no value"),
        ("{op: add, path: spec, value: 1}", "`spec` does not start with `/`"),
        ("{op: remove, path: ''}", "the whole document cannot be removed"),
        ("{op: fly, path: /spec}", "`fly` is not an operation"),
    ],
)
def test_an_operation_that_does_not_fit_changes_nothing(write: Write, operation: str, problem: str) -> None:
    patches = "patches: [{path: p.yaml, target: {kind: Pod}}]"
    patch = f"- {{op: add, path: /spec/hostPID, value: true}}\n- {operation}\n"
    write({"pod.yaml": POD, "kustomization.yaml": f"resources: [pod.yaml]\n{patches}", "p.yaml": patch})
    built = reading()
    assert [each.message for each in built.diagnostics] == [f"the patch cannot be applied to web: {problem}"]
    assert isinstance(built.resources[0].body.entries["spec"], Map)
    assert "hostPID" not in built.resources[0].body.entries["spec"].entries


def test_a_base_outside_of_the_paths_of_the_run_is_not_read(write: Write) -> None:
    write(BASE | {"prod/kustomization.yaml": "resources: [../base, own.yaml]\n", "prod/own.yaml": POD})
    built = reading("prod")
    assert units(built) == [("prod/kustomization.yaml", "Pod/web")]
    assert [each.message for each in built.diagnostics] == ["`../base` cannot be read: it is not there, or outside"]


def test_kustomizations_that_include_each_other_come_to_an_end(write: Write) -> None:
    write(
        {
            "a/kustomization.yaml": "resources: [../b, pod.yaml]\n",
            "a/pod.yaml": POD,
            "b/kustomization.yaml": "resources: [../a]\n",
            "c/kustomization.yaml": "resources: [., pod.yaml]\n",
            "c/pod.yaml": POD,
        }
    )
    built = reading()
    assert units(built) == [("a/kustomization.yaml", "Pod/web"), ("c/kustomization.yaml", "Pod/web")]
    assert {each.code for each in built.diagnostics} == {"kustomize-cycle"}


def test_bases_of_bases_of_bases_come_to_an_end(write: Write) -> None:
    levels = {
        f"l{level}/kustomization.yaml": f"resources: [../l{level + 1}, ./../l{level + 1}]\n" for level in range(40)
    }
    write(levels | {"l40/kustomization.yaml": "resources: [pod.yaml]\n", "l40/pod.yaml": POD})
    assert {each.code for each in reading().diagnostics} == {"kustomize-limit"}


def test_an_object_of_another_tool_keeps_its_name(write: Write) -> None:
    flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\n"
    write({"clusters/kustomization.yaml": flux})
    assert units(reading()) == [("clusters/kustomization.yaml", "Kustomization/apps")]


def test_a_broken_kustomization_is_told(write: Write) -> None:
    write({"kustomization.yaml": "resources: [a.yaml\nx: {", "a.yaml": POD})
    built = reading()
    assert units(built) == [("a.yaml", "Pod/web")]
    assert lines(built)["kustomization.yaml"].state is State.UNREADABLE
    assert built.diagnostics


def test_every_file_that_a_build_uses_is_evaluated_and_none_is_skipped(write: Write) -> None:
    write(
        BASE
        | {
            "kustomization.yaml": """\
resources: [base]
patches:
  - path: patch.yaml
    target: {kind: Pod}
  - path: json.yaml
    target: {kind: Pod}
replacements: [{path: replacement.yaml}]
configMapGenerator:
  - name: settings
    files: [settings.yaml, app.properties]
    envs: [some.env]
""",
            "patch.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: any}\nspec:\n  hostPID: true\n",
            "json.yaml": "- {op: add, path: /spec/hostIPC, value: true}\n",
            "replacement.yaml": """\
source: {kind: ConfigMap, name: settings}
targets:
  - select: {kind: Pod}
    fieldPaths: [metadata.labels.settings]
    options: {create: true}
""",
            "settings.yaml": "a: b\n",
            "app.properties": "a=b\n",
            "some.env": "A=b\n",
            "unused.yaml": "a: b\n",
        }
    )
    report = check(Options())
    used = {line.path: line.state for line in report.ledger.files}
    assert used.pop("unused.yaml") is State.SKIPPED
    assert set(used.values()) == {State.EVALUATED}
    assert set(used) == {
        *("base/kustomization.yaml", "base/pod.yaml", "kustomization.yaml", "patch.yaml", "json.yaml"),
        *("replacement.yaml", "settings.yaml", "app.properties", "some.env"),
    }
    assert not report.diagnostics
