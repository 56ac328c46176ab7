"""Every overlay of the test data, built as the real Kustomize builds it. `expected.yaml` is what that prints."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from oracles import oracle
from plainly import plain
from yourside.frontends.kubernetes.kustomize import build
from yourside.frontends.native import Reading
from yourside.sources import SourceTree, read_source
from yourside.spans import SourceFile
from yourside.syntax import yaml

DATA = Path(__file__).parents[4] / "testdata" / "frontends" / "kubernetes" / "kustomize"
NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
ROOTS = sorted(str(path.parent.relative_to(DATA)) for path in DATA.rglob("expected.yaml"))


def built(root: str) -> Reading:
    directory = DATA / root
    file = next(directory / name for name in NAMES if (directory / name).is_file())
    top = DATA / Path(root).parts[0]
    return build([read_source(file)], SourceTree.of([top])).reading


def documents(text: str) -> list[object]:
    return [plain(document.value) for document in yaml.parse(SourceFile("expected.yaml", text)).documents]


def ordered(objects: list[object]) -> list[str]:
    """Without nulls, which the API server takes for absence; neither order nor keys of no value matter."""
    return sorted(json.dumps(_stripped(each), sort_keys=True, indent=1) for each in objects)


def _stripped(value: object) -> object:
    match value:
        case dict():
            return {key: _stripped(entry) for key, entry in value.items() if entry is not None}
        case list():
            return [_stripped(item) for item in value]
    return value


@pytest.mark.parametrize("root", ROOTS)
def test_a_build_is_what_kustomize_builds(root: str) -> None:
    reading = built(root)
    expected = documents((DATA / root / "expected.yaml").read_text("utf-8"))
    assert ordered([plain(resource.body) for resource in reading.resources]) == ordered(expected)
    assert not reading.diagnostics
    assert not reading.ledger.gaps


@pytest.mark.parametrize("root", ROOTS)
def test_what_is_expected_is_what_kustomize_prints(root: str) -> None:
    command = [oracle("kubectl"), "kustomize", str(DATA / root)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    path = DATA / root / "expected.yaml"
    if "UPDATE_SNAPSHOTS" in os.environ:
        path.write_text(printed, "utf-8")
    assert ordered(documents(printed)) == ordered(documents(path.read_text("utf-8")))
