"""The ways in which a chart is deployed: with its default values, and with each file of values that is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename
from tempfile import TemporaryDirectory

from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes.helm import binary
from yourside.frontends.kubernetes.helm.binary import Outcome
from yourside.frontends.kubernetes.helm.chart import CHART_FILE, Chart, root
from yourside.frontends.kubernetes.helm.staging import Staged
from yourside.spans import SourceFile
from yourside.values import Value

MAX_WORLDS = 20

# What helm takes for the name of a release; most charts name their objects by it.
_RELEASE = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,51}[a-z0-9])?")
_VALUES = re.compile(r"values.*\.ya?ml")


@dataclass(frozen=True, slots=True)
class World:
    """`files` are what the user would give helm with `--values`. The default world has none, and no name."""

    name: str = ""
    files: tuple[SourceFile, ...] = ()

    @property
    def told(self) -> str:
        return self.name or "default values"

    @property
    def roots(self) -> tuple[Value, ...]:
        """The trees of its values; the last file wins."""
        return tuple(value for file in reversed(self.files) if (value := root(file)) is not None)

    def unit(self, chart: Chart) -> str:
        """A place of its own below the chart: objects of one world do not meet those of another."""
        return chart.path(self.name.replace("/", "_") or CHART_FILE, "rendered")


def is_values(path: str) -> bool:
    return bool(_VALUES.fullmatch(basename(path)))


def worlds(chart: Chart, inputs: Inputs) -> Sequence[World]:
    """The files that the user names are one world together, as they are to helm."""
    beside = [path for path in inputs.tree.files(chart.directory) if is_values(path)]
    known = {"values.yaml", "values.yml", *(basename(file.path) for file in inputs.values)}
    further = [path for path in beside if basename(path) not in known]
    read = (source for path in further[: MAX_WORLDS - 1] if (source := inputs.tree.read(path)))
    given = (World(", ".join(file.path for file in inputs.values), inputs.values),) if inputs.values else ()
    return (World(), *(World(basename(file.path), (file,)) for file in read), *given)


def run(helm: str, chart: Chart, staged: Staged, every: Sequence[World]) -> Iterator[Outcome]:
    """What helm makes of a copy of the chart in each world."""
    with TemporaryDirectory(prefix="yourside-") as scratch:
        copy = Path(scratch) / "chart"
        staged.copy(chart, chart.name, copy)
        for number, world in enumerate(every):
            if staged.full:
                yield Outcome(problem="too many charts in each other, or too much in them")
                continue
            home = Path(scratch) / str(number)
            home.mkdir()
            values = [home / f"values-{place}.yaml" for place in range(len(world.files))]
            for path, file in zip(values, world.files, strict=True):
                path.write_text(file.text, "utf-8")
            release = chart.name if _RELEASE.fullmatch(chart.name) else "release"
            yield binary.template(helm, release, copy, values, home)
