"""The ways in which a chart is deployed: with its default values, with each file of values that is given, and by each
release of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import basename
from tempfile import TemporaryDirectory

from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes.helm import binary
from yourside.frontends.kubernetes.helm.binary import Outcome
from yourside.frontends.kubernetes.helm.chart import Chart, root
from yourside.frontends.kubernetes.helm.releases import Handed
from yourside.frontends.kubernetes.helm.staging import Staged
from yourside.frontends.kubernetes.roots import CHART_FILE
from yourside.frontends.releases import Release
from yourside.spans import SourceFile
from yourside.values import Choice, Value

MAX_WORLDS = 20

# What helm takes for the name of a release; most charts name their objects by it.
_RELEASE = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,51}[a-z0-9])?")
_VALUES = re.compile(r"values.*\.ya?ml")


@dataclass(frozen=True, slots=True)
class World:
    """`files` are what the user would give helm with `--values`, `handed` what a release does. The default world has
    neither, and no name. `when`: the worlds of the sources in which there is such a release, if not in all."""

    name: str = ""
    files: tuple[SourceFile, ...] = ()
    handed: Handed = field(default_factory=Handed, compare=False)
    release: str = ""
    when: Choice | None = field(default=None, compare=False)

    @property
    def told(self) -> str:
        return self.name or "default values"

    @property
    def roots(self) -> tuple[Value, ...]:
        """The trees of its values; the last file wins."""
        given = (value for file in reversed(self.files) if (value := root(file)) is not None)
        return (*self.handed.roots, *given)

    @property
    def documents(self) -> Sequence[str]:
        return [*(file.text for file in self.files), *self.handed.documents]

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
    released = (_released(each) for each in inputs.releases if each.directory == chart.directory)
    every = (World(), *(World(basename(file.path), (file,)) for file in read), *given, *released)
    return every[:MAX_WORLDS]


def _released(by: Release) -> World:
    name = by.address if by.unit == "." else f"{by.address} in {by.unit}"
    return World(name, (), Handed.of(by), by.name, by.when)


def run(helm: str, chart: Chart, staged: Staged, every: Sequence[World]) -> Iterator[Outcome]:
    """What helm makes of a copy of the chart in each world."""
    with TemporaryDirectory(prefix="yourside-") as scratch:
        copy = Path(scratch) / "chart"
        staged.copy(chart, chart.name, copy)
        for number, world in enumerate(every):
            if staged.full:
                yield Outcome(problem="too many charts in each other, or too much in them")
                continue
            if world.handed.problem:
                yield Outcome(problem=world.handed.problem)
                continue
            home = Path(scratch) / str(number)
            home.mkdir()
            yield binary.template(helm, _arguments(chart, world, copy, home), home)


def _arguments(chart: Chart, world: World, copy: Path, home: Path) -> Iterator[str]:
    for place, document in enumerate(world.documents):
        path = home / f"values-{place}.yaml"
        path.write_text(document, "utf-8")
        yield from ("--values", str(path))
    yield from world.handed.flags
    names = (name for name in (world.release, chart.name) if _RELEASE.fullmatch(name))
    # Never a flag: the name is a stranger's.
    yield from ("--", next(names, "release"), str(copy))
