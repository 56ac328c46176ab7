"""The same infrastructure in two dialects is the same canonical tree, or the difference is listed with its reason.

A pair is a folder: `main.tf`, and `template.yaml` or `manifest.yaml`; `differences.yaml` lists what differs. Resources
are partners when their types and names agree: `aws_s3_bucket.site_logs`, `SiteLogs`, the object named `site-logs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from yourside.catalog.load import load_catalog
from yourside.coverage import Ledger
from yourside.frontends import cloudformation, kubernetes, terraform
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import Reading
from yourside.graph.build import build
from yourside.graph.model import ResourceGraph
from yourside.spans import SourceFile
from yourside.values import Map, Scalar, Seq, Unknown, Value

PAIRS = Path(__file__).parents[2] / "testdata" / "catalog" / "pairs"
Tree = dict[str, Any]


def graph(read: Callable[[list[SourceFile], Inputs], Reading], path: Path) -> ResourceGraph:
    reading = read([SourceFile(path.name, path.read_text("utf-8"))], Inputs())
    assert [problem.message for problem in reading.diagnostics] == []
    return build(reading.resources, load_catalog(), Ledger())


def trees(of: ResourceGraph) -> Tree:
    """Properties by type and name."""
    found = [(f"{resource.type}/{name_of(resource.id.address)}", resource) for resource in of.resources.values()]
    return {key: plain(resource.properties) for key, resource in found}


def name_of(address: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.split(r"[./]", address)[-1].lower())


def plain(value: Value) -> Any:
    """What is taken from another resource as that resource's name, anything else that is not known as its reason."""
    match value:
        case Scalar(origin=origin) | Unknown(origin=origin) if origin.refs and not origin.refs[0].startswith("data."):
            return f"&{name_of(origin.refs[0])}"
        case Scalar(data=data):
            return data
        case Map(entries=entries):
            return {name: plain(entry) for name, entry in entries.items()}
        case Seq(items=items):
            return [plain(item) for item in items]
        case Unknown(target=target):
            return f"?{target}"
    raise TypeError(f"not in a pair: {value!r}")


def canonical(tree: Any) -> Any:
    """Lists in one order: templates state sets as lists."""
    match tree:
        case dict():
            return {name: canonical(tree[name]) for name in sorted(tree)}
        case list():
            return sorted(map(canonical, tree), key=repr)
    return tree


def apart(one: Any, other: Any, path: str = "") -> dict[str, tuple[Any, Any]]:
    """Where the two differ: path -> both."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = sorted({*one, *other})
        return {at: both for n in names for at, both in apart(one.get(n), other.get(n), f"{path}/{n}").items()}
    return {} if one == other else {path.removeprefix("/"): (one, other)}


def listed(pair: Path) -> dict[str, tuple[Any, Any]]:
    path = pair / "differences.yaml"
    entries = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    assert all(entry["why"] for entry in entries)
    return {entry["path"]: (entry.get("terraform"), entry.get("other")) for entry in entries}


@pytest.mark.parametrize("pair", sorted(PAIRS.iterdir()), ids=lambda pair: pair.name)
def test_two_spellings_of_one_infrastructure_are_one_tree(pair: Path) -> None:
    template, manifest = pair / "template.yaml", pair / "manifest.yaml"
    written = graph(terraform.read, pair / "main.tf")
    other = graph(cloudformation.read, template) if template.exists() else graph(kubernetes.read, manifest)
    assert apart(canonical(trees(written)), canonical(trees(other))) == listed(pair)
    assert dict(written.ledger.gaps) == {}
