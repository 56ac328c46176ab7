"""Charts: what `Chart.yaml` says, and what lies beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, join, normpath

from yourside.frontends.inputs import Tree
from yourside.frontends.kubernetes.kustomize.trees import find, items, text
from yourside.frontends.kubernetes.roots import CHART_FILE
from yourside.spans import SourceFile, Span
from yourside.syntax import yaml
from yourside.values import Value


@dataclass(frozen=True)
class Dependency:
    """A subchart by the name that the chart has it under. `repository` may be a place in the tree (`file://../x`);
    `asked` is where the chart asks for it."""

    name: str
    alias: str
    repository: str
    asked: Span


@dataclass(frozen=True)
class Chart:
    """`directory` is as shown to the user, without a slash at its end; "." is where the run started."""

    directory: str
    source: SourceFile

    @cached_property
    def said(self) -> Value | None:
        return root(self.source)

    @property
    def name(self) -> str:
        return text(find(self.said, "name"))

    @property
    def is_library(self) -> bool:
        return text(find(self.said, "type")) == "library"

    def path(self, *steps: str) -> str:
        return normpath(join(self.directory, *steps))

    def dependencies(self, tree: Tree) -> Sequence[Dependency]:
        """Charts of the first API version name them in a file of its own."""
        older = tree.read(self.path("requirements.yaml"))
        listed = (*items(find(self.said, "dependencies")), *items(find(root(older), "dependencies") if older else None))
        return tuple(
            Dependency(
                text(find(item, "name")), text(find(item, "alias")), text(find(item, "repository")), item.origin.span
            )
            for item in listed
        )

    def archives(self, tree: Tree) -> Iterator[str]:
        """The paths of the charts that are packed into one file each."""
        return (path for path in tree.files(self.path("charts")) if path.endswith(".tgz"))

    def packed(self, tree: Tree) -> Mapping[str, Span]:
        """Where the chart asks for those, by each name that they are rendered as; what nothing asks for stands at the
        chart's own beginning."""
        found: dict[str, Span] = {}
        wanted = self.dependencies(tree)
        for name in (_unversioned(path) for path in self.archives(tree)):
            asked = [each for each in wanted if each.name == name]
            found |= {each.alias or name: each.asked for each in asked} or {
                name: Span(self.source, 0, len(self.source.text))
            }
        return found

    def subcharts(self, tree: Tree) -> Iterator[tuple[str, Chart]]:
        """Those that can be read, under each name they are rendered as: vendored, or elsewhere in the tree."""
        vendored = [chart for path in tree.directories(self.path("charts")) if (chart := chart_at(path, tree))]
        named = {chart.name: chart for chart in vendored}
        wanted = self.dependencies(tree)
        for each in wanted:
            if each.name not in named and each.repository.startswith("file://"):
                near = chart_at(self.path(each.repository.removeprefix("file://")), tree)
                if near is not None and near.name == each.name:
                    named[each.name] = near
        for name, chart in named.items():
            aliases = [each.alias or name for each in wanted if each.name == name]
            yield from ((alias, chart) for alias in dict.fromkeys(aliases or [name]))


def _unversioned(path: str) -> str:
    """The name of a chart from that of its archive: `redis` of `charts/redis-17.0.0.tgz`."""
    return re.sub(r"-v?\d+(?:\.\d+)*(?:[-+].*)?$", "", basename(path).removesuffix(".tgz"))


def chart_at(directory: str, tree: Tree) -> Chart | None:
    path = normpath(join(directory, CHART_FILE))
    source = tree.read(path)
    return Chart(normpath(directory), source) if source else None


def root(source: SourceFile) -> Value | None:
    """The first document of a YAML file."""
    documents = yaml.parse(source).documents
    return documents[0].value if documents else None


def roots(files: Sequence[SourceFile]) -> Sequence[Chart]:
    """The charts among `files` that are not in the `charts/` of another."""
    found = {normpath(dirname(file.path) or "."): file for file in files if basename(file.path) == CHART_FILE}
    return tuple(Chart(directory, file) for directory, file in found.items() if not _vendored(directory, found))


def _vendored(directory: str, charts: Mapping[str, SourceFile]) -> bool:
    while directory not in (".", "/", ""):
        above = dirname(directory) or "."
        if basename(above) == "charts" and (dirname(above) or ".") in charts:
            return True
        directory = above
    return False
