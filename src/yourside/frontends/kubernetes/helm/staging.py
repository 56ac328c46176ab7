"""A copy of a chart for helm to read: what the tree gives, and nothing that a link would lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import basename

from yourside.frontends.inputs import Tree
from yourside.frontends.kubernetes.helm.chart import Chart, root
from yourside.frontends.kubernetes.helm.provenance import Values
from yourside.frontends.kubernetes.roots import CHART_FILE
from yourside.spans import SourceFile, Span
from yourside.values import Map, Scalar, Seq, Value

MAX_CHARTS = 100
MAX_FILES = 2_000
MAX_SIZE = 64 * 1024 * 1024
MAX_DEPTH = 6
_PASSED_BY = ("charts", "node_modules")


@dataclass(frozen=True, slots=True)
class Staging:
    """A template, and the name of the chart it belongs to."""

    source: SourceFile
    chart: str


@dataclass(frozen=True)
class Staged:
    """`templates` are there by the name that helm marks their output with. A chart is named as helm does: `web`, or
    `web/charts/redis`. `packed` are those in archives, with the place that asks for them, `missing` the dependencies
    that are not in the tree."""

    tree: Tree
    templates: dict[str, Staging] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    packed: dict[str, Span] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def full(self) -> bool:
        too_many = len(self.charts) > MAX_CHARTS or len(self.sizes) >= MAX_FILES
        return too_many or sum(self.sizes) >= MAX_SIZE

    def copy(self, chart: Chart, name: str, to: Path, depth: int = 0) -> None:
        """`name` is the chart's own, after those of the charts that it is in."""
        self.charts[name] = chart
        below = list(chart.subcharts(self.tree))
        for path in self._files(chart.directory):
            self._copy(path, to, chart, name)
        packed = self._unpack(chart, name, to)
        there = {sub.name for _, sub in below}
        absent = [
            each.name
            for each in chart.dependencies(self.tree)
            if each.name not in there and (each.alias or each.name) not in packed
        ]
        if absent:
            self.missing.extend(absent)
            _write(to / CHART_FILE, _bytes(_without(chart.source, absent)))
            if older := self.tree.read(chart.path("requirements.yaml")):
                _write(to / "requirements.yaml", _bytes(_without(older, absent)))
        if depth < MAX_DEPTH and not self.full:
            for alias, subchart in below:
                self.copy(subchart, f"{name}/charts/{alias}", to / "charts" / basename(subchart.directory), depth + 1)

    def asked(self, template: str) -> Span:
        """Where the archive is asked for that a template is in."""
        outermost = next(iter(self.charts.values())).source
        spans = (span for name, span in self.packed.items() if template.startswith(f"{name}/"))
        return next(spans, Span(outermost, 0, len(outermost.text)))

    def values(self, name: str, roots: tuple[Value, ...]) -> Values:
        """As the chart `name` sees what the user gives to the outermost."""
        outer, _, inner = name.rpartition("/charts/")
        if not outer:
            return Values((*roots, *self._defaults(name)))
        seen = self.values(outer, roots)
        return seen.below(inner, next(iter(self._defaults(name)), None))

    def _defaults(self, name: str) -> Iterator[Value]:
        source = self.tree.read(self.charts[name].path("values.yaml"))
        value = root(source) if source else None
        if value is not None:
            yield value

    def _unpack(self, chart: Chart, name: str, to: Path) -> Mapping[str, Span]:
        """Archives, as they are: it is helm that opens them."""
        for path in chart.archives(self.tree):
            data = self.tree.data(path)
            if data is None or self.full:
                return {}
            self.sizes.append(len(data))
            _write(to / "charts" / basename(path), data)
        found = chart.packed(self.tree)
        self.packed.update((f"{name}/charts/{alias}", span) for alias, span in found.items())
        return found

    def _copy(self, path: str, to: Path, chart: Chart, name: str) -> None:
        source = self.tree.read(path)
        if source is None or self.full:
            return
        self.sizes.append(len(source.text))
        inner = path if chart.directory == "." else path[len(chart.directory) + 1 :]
        _write(to / inner, _bytes(source.text))
        if inner.startswith("templates/"):
            self.templates[f"{name}/{inner}"] = Staging(source, name)

    def _files(self, directory: str, depth: int = 0) -> Iterator[str]:
        yield from self.tree.files(directory)
        for inner in self.tree.directories(directory):
            hidden = basename(inner).startswith(".")
            if depth < 2 * MAX_DEPTH and not hidden and not (depth == 0 and basename(inner) in _PASSED_BY):
                yield from self._files(inner, depth + 1)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _without(source: SourceFile, absent: list[str]) -> str:
    """helm refuses a chart with a dependency that is not there; the rest of it can still be rendered. JSON is YAML."""
    data = _data(root(source))
    if isinstance(data, dict) and isinstance(listed := data.get("dependencies"), list):
        data["dependencies"] = [item for item in listed if not (isinstance(item, dict) and item.get("name") in absent)]
    return json.dumps(data)


def _data(value: Value | None) -> object:
    match value:
        case Scalar(data=data):
            return data
        case Map(entries=entries):
            return {key: _data(entry) for key, entry in entries.items()}
        case Seq(items=items):
            return [_data(item) for item in items]
    return None
