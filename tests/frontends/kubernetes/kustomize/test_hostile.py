"""Kustomizations that are made to take long, to grow, or to lead astray: each build ends, and says what it left out."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yourside.frontends.kubernetes.kustomize import build
from yourside.frontends.native import Reading
from yourside.spans import SourceFile

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: 'nginx:1'}]
"""


class Files:
    """A tree of texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.sources = {path: SourceFile(path, text) for path, text in texts.items()}

    def read(self, path: str) -> SourceFile | None:
        return self.sources.get(path)

    def data(self, path: str) -> bytes | None:
        return None

    def files(self, directory: str) -> tuple[str, ...]:
        return ()

    def directories(self, directory: str) -> tuple[str, ...]:
        return ()


def built(kustomization: str, **more: str) -> Reading:
    tree = Files({"kustomization.yaml": kustomization, "pod.yaml": POD} | more)
    return build([tree.sources["kustomization.yaml"]], tree).reading


def codes(reading: Reading) -> set[str]:
    return {problem.code for problem in reading.diagnostics}


PATCH = "resources: [pod.yaml]\npatches: [{path: patch, target: {kind: Pod}}]\n"


@pytest.mark.parametrize(
    ("name", "operations"),
    [
        ("copies of copies", [f"{{op: copy, from: /spec, path: /spec/x{number}}}" for number in range(60)]),
        ("copies in a list", ["{op: copy, from: /spec/containers, path: /spec/containers/-}"] * 60),
        ("a deep path", ["{op: add, path: " + "/x" * 5000 + ", value: 1}"]),
        ("tests of copies", ["{op: copy, from: /spec, path: /spec/x}", "{op: test, path: /spec, value: {}}"] * 60),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_patch_that_grows_is_not_applied(name: str, operations: list[str]) -> None:
    reading = built(PATCH, patch="".join(f"- {operation}\n" for operation in operations))
    assert codes(reading) == {"kustomize-patch"}
    assert [resource.address for resource in reading.resources] == ["Pod/web"]


def test_replacements_that_copy_a_resource_into_itself_come_to_an_end() -> None:
    copied = "  - {source: {kind: Pod, fieldPath: spec}, targets: [%s]}\n"
    target = "{select: {kind: Pod}, fieldPaths: [spec.x%d], options: {create: true}}"
    lines = (copied % (target % number) for number in range(60))
    reading = built(f"resources: [pod.yaml]\nreplacements:\n{''.join(lines)}")
    assert codes(reading) <= {"kustomize-replacement", "kustomize-limit"}
    assert reading.diagnostics


def test_a_deep_field_path_is_not_walked() -> None:
    path = ".".join("x" * 3000)
    target = f"{{select: {{kind: Pod}}, fieldPaths: [{path}], options: {{create: true}}}}"
    reading = built(f"resources: [pod.yaml]\nreplacements:\n  - {{source: {{kind: Pod}}, targets: [{target}]}}\n")
    assert codes(reading) == {"kustomize-replacement"}


@pytest.mark.parametrize("pattern", ["(a+)+$", "(((a*)*)*)*b", "(x{1000}){1000}", "(", "a" * 100_000])
def test_patterns_take_linear_time_or_are_refused(pattern: str) -> None:
    target = f"{{kind: Pod, name: '{pattern}'}}"
    reading = built(f"resources: [pod.yaml]\npatches: [{{target: {target}, patch: '[]'}}]\n")
    assert codes(reading) <= {"kustomize-selector"}
    assert len(reading.resources) == 1


def test_more_work_than_a_run_may_take_is_left_out() -> None:
    pods = "---\n".join(POD.replace("web", f"web{number}", 1) for number in range(600))
    images = "".join(f"  - {{name: image{number}, newTag: x}}\n" for number in range(20_000))
    reading = built(f"resources: [pods.yaml]\nimages:\n{images}", **{"pods.yaml": pods})
    assert codes(reading) == {"kustomize-limit"}
    assert len(reading.resources) == 600


_WORDS = "pod.yaml . .. web Pod v1 a=b /spec a.b $patch [ { x: -"
_KEYS = """
    resources bases components patches patchesStrategicMerge patchesJson6902 namespace namePrefix nameSuffix
    commonLabels labels commonAnnotations images replicas configMapGenerator secretGenerator generatorOptions
    replacements name path patch target kind source targets select fieldPaths options create literals files envs pairs
    count newTag behavior op
"""
WORDS, KEYS = st.sampled_from(_WORDS.split()), st.sampled_from(_KEYS.split())
SHAPES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150)
@given(st.dictionaries(KEYS, SHAPES, max_size=6))
def test_any_shape_is_built_or_told(kustomization: dict[str, object]) -> None:
    reading = built(json.dumps(kustomization | {"resources": ["pod.yaml", kustomization.get("resources")]}))
    assert [resource for resource in reading.resources if resource.address.startswith("Pod/")]
