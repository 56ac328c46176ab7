"""What became of a chart's files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, normpath

from yourside.coverage import Dialect, FileCoverage, State
from yourside.frontends.kubernetes.helm.chart import Chart
from yourside.frontends.kubernetes.helm.worlds import World, is_values
from yourside.frontends.kubernetes.roots import CHART_FILE
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span


@dataclass
class Account:
    """`worlds` are those that were rendered. `judged` counts the objects of each template, by the name that helm has
    for it; `tests` are the templates with an object that runs only when the user asks for it."""

    problems: dict[World, str] = field(default_factory=dict)
    worlds: list[World] = field(default_factory=list)
    judged: Counter[str] = field(default_factory=Counter)
    tests: set[str] = field(default_factory=set)

    def warnings(self, chart: Chart) -> tuple[Diagnostic, ...]:
        origin = Origin(Span(chart.source, 0, 0))
        return tuple(
            Diagnostic("helm-render", f"not rendered with {world.told}: {problem}", Level.WARNING, origin)
            for world, problem in self.problems.items()
        )

    def lines(
        self, about: Sequence[str], templates: Mapping[str, str], missing: Sequence[str]
    ) -> Iterator[FileCoverage]:
        """Those of the files `about` the chart, and of its `templates`: their paths by the names helm has for them."""
        gaps = [f"not rendered with {world.told}" for world in self.problems]
        told = [f"{gap}: {problem}" for gap, problem in zip(gaps, self.problems.values(), strict=True)]
        absent = [f"dependency that is not vendored: {name}" for name in missing]
        unsure = [
            f"values of {world.told} that are not known: {gap}" for world in self.worlds for gap in world.handed.gaps
        ]
        for path in about:
            reasons = (*absent, *told, *unsure) if basename(path) == CHART_FILE else ()
            yield _line(path, State.PARTIAL if reasons else State.EVALUATED, reasons)
        names: dict[str, list[str]] = {}
        for name, path in templates.items():
            names.setdefault(path, []).append(name)
        for path, every in names.items():
            yield self._template(path, every, gaps)

    def _template(self, path: str, names: Sequence[str], gaps: Sequence[str]) -> FileCoverage:
        tests = ("what only `helm test` runs is not judged",) if self.tests.intersection(names) else ()
        if any(self.judged[name] for name in names):
            return _line(path, State.PARTIAL if gaps or tests else State.EVALUATED, (*tests, *gaps))
        return _line(path, State.SKIPPED, tests or ("gives no objects with these values",))


def left(about: Sequence[str], reason: str) -> tuple[FileCoverage, ...]:
    """A chart that was not rendered."""
    return tuple(_line(path, State.SKIPPED, (reason,)) for path in about)


def about(chart: Chart, files: Sequence[SourceFile]) -> Sequence[str]:
    """The files that say what the chart and those in its `charts/` are."""
    homes = {_home(file) for file in files if basename(file.path) == CHART_FILE}
    below = chart.path("charts") + "/"
    return [
        file.path
        for file in files
        if _home(file) in homes
        and (_home(file) == chart.directory or f"{_home(file)}/".startswith(below))
        and (basename(file.path) in (CHART_FILE, "requirements.yaml") or is_values(file.path))
    ]


def _home(file: SourceFile) -> str:
    return normpath(dirname(file.path) or ".")


def _line(path: str, state: State, reasons: Sequence[str]) -> FileCoverage:
    return FileCoverage(path, Dialect.KUBERNETES, state, tuple(reasons))
