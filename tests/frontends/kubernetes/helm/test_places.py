"""Where the values of a rendered chart stand, and where they came from: certain, or said to be rendered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from oracles import oracle
from yourside.coverage import Dialect
from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes import read
from yourside.frontends.native import NativeResource, Reading
from yourside.sources import SourceTree, discover
from yourside.spans import Span
from yourside.values import Map, Scalar, Seq, Value

CHARTS = Path(__file__).parents[4] / "testdata" / "frontends" / "kubernetes" / "helm"
NAMES = sorted(path.name for path in CHARTS.iterdir() if path.is_dir())


def rendered(chart: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    oracle("helm")
    monkeypatch.chdir(CHARTS / chart)
    files = discover([Path()]).files[Dialect.KUBERNETES]
    return read(files, Inputs(tree=SourceTree.of([Path()], files)))


def leaves(value: Value, path: str = "") -> Iterator[tuple[str, Scalar]]:
    match value:
        case Map(entries=entries):
            for key, entry in entries.items():
                yield from leaves(entry, f"{path}.{key}" if path else key)
        case Seq(items=items):
            for number, item in enumerate(items):
                yield from leaves(item, f"{path}[{number}]")
        case Scalar():
            yield path, value


def line(span: Span) -> str:
    number, _ = span.file.line_col(span.start)
    return f"{span.file.path}:{number}"


def outline(resource: NativeResource) -> Iterator[str]:
    """`=` a place that is certain to the column, `~` one action that gave the value among others."""
    yield f"{resource.address} ({resource.type}) in {resource.unit}"
    for path, value in leaves(resource.body):
        origin = value.origin
        came = "".join(
            f" <- {line(hop.span)} {hop.label}" for hop in origin.via if not hop.label.startswith("rendered")
        )
        sign = "~" if any(hop.label.startswith("rendered") for hop in origin.via) else "="
        yield f"  {path}: {value.data!r} {sign} {line(origin.span)} {origin.span.text!r}{came}"


@pytest.mark.parametrize("chart", NAMES)
def test_values_stand_in_the_templates_that_gave_them(chart: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = rendered(chart, monkeypatch)
    found = "".join(f"{text}\n" for resource in reading.resources for text in outline(resource))
    kept = CHARTS / f"{chart}.places.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.write_text(found)
    assert found == kept.read_text()


@pytest.mark.parametrize("chart", NAMES)
def test_a_place_that_is_certain_is_on_the_line_of_its_key(chart: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for resource in rendered(chart, monkeypatch).resources:
        for path, value in leaves(resource.body):
            origin = value.origin
            if not origin.name:
                continue
            assert path.endswith(origin.name.text.strip("\"'")), path
            if "{{" not in origin.span.text and "\n" not in origin.span.text:
                assert origin.span.text.strip("\"'").lower().replace("''", "'") == str(value.data).lower()
