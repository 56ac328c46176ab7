"""Manifests to API objects."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainly import Not, plain
from yourside.coverage import State
from yourside.frontends.kubernetes import read
from yourside.frontends.native import Reading
from yourside.spans import SourceFile

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  hostNetwork: true
"""


def of(text: str, path: str = "m.yaml") -> Reading:
    return read([SourceFile(path, text)])


def named(reading: Reading) -> list[tuple[str, str]]:
    return [(resource.type, resource.address) for resource in reading.resources]


def manifest(version: str, kind: str, metadata: str = "{name: x}") -> str:
    return f"apiVersion: {version}\nkind: {kind}\nmetadata: {metadata}\n"


def test_an_object_is_a_resource_as_it_is_written() -> None:
    (resource,) = of(POD).resources
    assert (resource.type, resource.address, resource.unit) == ("v1/Pod", "Pod/shop/web", "m.yaml")
    assert plain(resource.body) == {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"hostNetwork": True},
    }
    assert resource.origin.span.text.startswith("apiVersion")
    assert resource.origin.name is not None
    assert resource.origin.name.text == "web"
    assert resource.body.origin == resource.origin


@pytest.mark.parametrize(
    ("metadata", "address", "headline"),
    [
        ("{name: x}", "Pod/x", "x"),
        ("{name: x, namespace: n}", "Pod/n/x", "x"),
        ("{name: 0123}", "Pod/0123", "0123"),
        ("{generateName: x-}", "Pod/x-*", "Pod"),
        ("{generateName: x-, namespace: n}", "Pod/n/x-*", "Pod"),
        ("{labels: {}}", "Pod/(unnamed)", "Pod"),
        ("", "Pod/(unnamed)", "Pod"),
        ("{name: '{{ .Name }}'}", "Pod/{{ .Name }}", "'{{ .Name }}'"),
        ("{name: {{ .Name }}}", "Pod/{{ .Name }}", "{{ .Name }}"),
    ],
)
def test_addresses(metadata: str, address: str, headline: str) -> None:
    (resource,) = of(manifest("v1", "Pod", metadata)).resources
    assert resource.address == address
    assert resource.origin.name is not None
    assert resource.origin.name.text == headline


@pytest.mark.parametrize(
    ("version", "kind", "expected"),
    [
        ("v1", "Pod", "v1/Pod"),
        ("apps/v1", "Deployment", "apps/v1/Deployment"),
        ("extensions/v1beta1", "Deployment", "apps/v1/Deployment"),
        ("extensions/v1beta1", "Ingress", "networking.k8s.io/v1/Ingress"),
        ("apps/v1beta1", "StatefulSet", "apps/v1/StatefulSet"),
        ("apps/v1beta2", "DaemonSet", "apps/v1/DaemonSet"),
        ("batch/v1beta1", "CronJob", "batch/v1/CronJob"),
        ("rbac.authorization.k8s.io/v1beta1", "ClusterRole", "rbac.authorization.k8s.io/v1/ClusterRole"),
        ("extensions/v1beta1", "Mine", "extensions/v1beta1/Mine"),
        ("argoproj.io/v1alpha1", "Rollout", "argoproj.io/v1alpha1/Rollout"),
    ],
)
def test_kinds_of_versions_that_are_gone_have_the_type_of_today(version: str, kind: str, expected: str) -> None:
    (resource,) = of(manifest(version, kind)).resources
    assert resource.type == expected
    assert plain(resource.body.entries["apiVersion"]) == version


def test_every_document_of_a_stream() -> None:
    text = f"# head\n---\n{POD}---\n# nothing\n---\n{manifest('v1', 'Service')}...\n---\n{manifest('v1', 'Secret')}"
    found = of(text)
    assert named(found) == [("v1/Pod", "Pod/shop/web"), ("v1/Service", "Service/x"), ("v1/Secret", "Secret/x")]
    assert found.ledger.counts == {"documents": 3, "resources": 3}
    assert found.ledger.files[0].state is State.EVALUATED


def test_lists_are_flattened() -> None:
    pod = json.dumps({"metadata": {"name": "p"}})
    inner = json.dumps({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"}})
    typed = f'{{"apiVersion": "v1", "kind": "PodList", "items": [{pod}]}}'
    found = of(f'{{"apiVersion": "v1", "kind": "List", "items": [{typed}, {inner}, 7]}}')
    assert named(found) == [("v1/Pod", "Pod/p"), ("apps/v1/Deployment", "Deployment/d")]
    assert found.resources[1].origin.span.text == inner
    (line,) = found.ledger.files
    assert (line.state, line.reasons) == (State.PARTIAL, ("document 1 has items without apiVersion and kind: 1",))


def test_a_second_object_of_a_name_has_an_address_of_its_own() -> None:
    addresses = [address for _, address in named(of("---\n".join([POD, POD, manifest("v1", "Pod"), POD])))]
    assert addresses == ["Pod/shop/web", "Pod/shop/web#2", "Pod/x", "Pod/shop/web#3"]


def test_null_is_not_written() -> None:
    (resource,) = of(f"{POD}  containers: [{{name: a, securityContext: null, args: ~}}]\n").resources
    assert plain(resource.body.entries["spec"]) == {"hostNetwork": True, "containers": [{"name": "a"}]}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_change_nothing(ends: str) -> None:
    text = f"{POD}---\n{manifest('v1', 'Service')}".replace("\n", ends)
    assert named(of(text)) == [("v1/Pod", "Pod/shop/web"), ("v1/Service", "Service/x")]


class TestGoTemplates:
    def test_a_template_does_not_hide_its_neighbours(self) -> None:
        broken = "apiVersion: v1\nkind: Pod\n{{- if .Values.x }}\nspec: {{ toYaml . | indent 2 }}\n{{- end }}\n"
        found = of(f"{POD}---\n{broken}---\n{manifest('v1', 'Service')}")
        assert named(found) == [("v1/Pod", "Pod/shop/web"), ("v1/Service", "Service/x")]
        assert found.ledger.files[0].state is State.PARTIAL
        assert found.ledger.files[0].reasons == ("document 2 is a Go template",)
        assert not found.diagnostics

    def test_what_opens_a_block_for_the_next_document_is_no_part_of_its_own(self) -> None:
        found = of(
            f"{POD}{{{{- if .Values.a }}}}\n{{{{- with .Values.b -}}}}\n---\n"
            f"{manifest('v1', 'Secret')}{{{{- end }}}}\n{{{{- end }}}}\n---\n{manifest('v1', 'Service')}"
        )
        assert named(found) == [("v1/Pod", "Pod/shop/web"), ("v1/Service", "Service/x")]
        assert found.ledger.files[0].reasons == ("document 2 is a Go template",)

    def test_a_file_of_nothing_else_is_skipped(self) -> None:
        found = of("{{- range .Values.pods }}\napiVersion: v1\nkind: Pod\n{{- end }}\n")
        assert found.ledger.files[0].state is State.SKIPPED
        assert not found.resources
        assert not found.diagnostics

    def test_a_kind_that_is_filled_in_later_is_kept(self) -> None:
        assert named(of(manifest("v1", "'{{ .Kind }}'"))) == [("v1/{{ .Kind }}", "{{ .Kind }}/x")]

    def test_a_placeholder_is_not_known(self) -> None:
        fields = """\
  nodeName: {{ .Node }}
  hostname: "a-{{ x }}-b"
  schedulerName: "{{ }"
"""
        (resource,) = of(POD + fields).resources
        assert plain(resource.body.entries["spec"]) == {
            "hostNetwork": True,
            "nodeName": Not("VARIABLE", "{{ .Node }}"),
            "hostname": Not("VARIABLE", "{{ x }}", ("a-", Not("VARIABLE", "{{ x }}"), "-b")),
            "schedulerName": "{{ }",
        }
        assert not of(POD + fields).diagnostics


@pytest.mark.parametrize(
    ("text", "state", "reasons"),
    [
        (POD, State.EVALUATED, ()),
        (f"{POD}---\na: b\n", State.PARTIAL, ("document 2 has no apiVersion and kind",)),
        (f"{POD}---\n- a\n", State.PARTIAL, ("document 2 has no apiVersion and kind",)),
        ("a: b\n", State.SKIPPED, ("document 1 has no apiVersion and kind",)),
        ("apiVersion: v1\nkind: [Pod]\n", State.SKIPPED, ("document 1 has no apiVersion and kind",)),
        (manifest("v1", "List") + "items: []\n", State.EVALUATED, ()),
        ("# nothing\n", State.EVALUATED, ()),
    ],
)
def test_every_manifest_is_on_the_ledger(text: str, state: State, reasons: tuple[str, ...]) -> None:
    (line,) = of(text).ledger.files
    assert (line.path, line.state, line.reasons) == ("m.yaml", state, reasons)


def test_a_broken_document_is_a_diagnostic_and_its_neighbours_are_read() -> None:
    found = of(f"{POD}---\napiVersion: v1\nkind: [\n---\n{manifest('v1', 'Service')}")
    assert named(found) == [("v1/Pod", "Pod/shop/web"), ("v1/Service", "Service/x")]
    (line,) = found.ledger.files
    assert line.state is State.PARTIAL
    assert line.reasons[0].startswith("document 2: ")
    assert [problem.code for problem in found.diagnostics] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "broken",
    [
        "a: [",
        'a: "b',
        "a:\n\t- b",
        "a: \x01",
        "a: b\n c: d",
        "- a\nb: c",
        "a: *b",
        "{{ if }}",
        "%TAG x",
        "a: [}",
        "? [",
        "@",
    ],
)
@pytest.mark.parametrize("separator", ["---\n", "--- # next\n", "...\n---\n"])
def test_every_document_after_one_that_is_broken_is_read(broken: str, separator: str) -> None:
    service, secret = manifest("v1", "Service"), manifest("v1", "Secret")
    found = of(separator.join([POD, f"{broken}\n", service, f"{broken}\n", secret]))
    assert named(found) == [("v1/Pod", "Pod/shop/web"), ("v1/Service", "Service/x"), ("v1/Secret", "Secret/x")]


def test_an_object_is_judged_as_far_as_it_can_be_read() -> None:
    found = of(
        f"{POD}---\napiVersion: v1\nkind: Pod\nmetadata: {{name: cut}}\nspec:\n  hostPID: true\n  containers: [\n"
    )
    assert named(found) == [("v1/Pod", "Pod/shop/web"), ("v1/Pod", "Pod/cut")]
    assert found.ledger.files[0].state is State.PARTIAL
    assert found.ledger.files[0].reasons[0].startswith("document 2: while parsing")


def test_a_file_that_is_broken_altogether_is_unreadable() -> None:
    assert of("apiVersion: v1\nkind: [\n").ledger.files[0].state is State.UNREADABLE


KEYS = st.sampled_from(["apiVersion", "kind", "items", "metadata", "name", "namespace", "generateName", "spec"])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["v1", "PodList", "{{ x }}"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["apiVersion", "kind", "items", "metadata", "name", "namespace", "generateName", "spec"]),
            inner,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_no_tree_brings_the_reader_down(tree: object) -> None:
    found = of(json.dumps(tree))
    assert len(found.ledger.files) == 1
    assert len({resource.address for resource in found.resources}) == len(found.resources)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ak:-[]{}!&*#|>'\"\n \t", max_size=120))
def test_no_text_brings_the_reader_down(text: str) -> None:
    assert len(of(f"apiVersion: v1\nkind: Pod\n{text}").ledger.files) == 1


LIVE = """\
{"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": [{
  "apiVersion": "v1", "kind": "Pod",
  "metadata": {
    "name": "web", "namespace": "shop", "uid": "0", "resourceVersion": "7", "generation": 1,
    "creationTimestamp": "2024-01-01T00:00:00Z", "managedFields": [{"manager": "kubectl"}],
    "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}", "team": "a"}
  },
  "spec": {"hostNetwork": true},
  "status": {"phase": "Running"}
}]}
"""


def test_what_the_server_adds_to_a_live_object_is_left_out() -> None:
    (resource,) = of(LIVE, "pods.json").resources
    assert plain(resource.body) == {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "web", "namespace": "shop", "annotations": {"team": "a"}},
        "spec": {"hostNetwork": True},
    }
