"""Charts to resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yourside.coverage import Ledger
from yourside.frontends.documents import gather
from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes.helm import binary
from yourside.frontends.kubernetes.helm.account import Account, about, left
from yourside.frontends.kubernetes.helm.chart import Chart, roots
from yourside.frontends.kubernetes.helm.manifests import Library, is_test, manifests, natives, placed
from yourside.frontends.kubernetes.helm.staging import Staged
from yourside.frontends.kubernetes.helm.worlds import World, run, worlds
from yourside.frontends.native import NativeResource, Reading
from yourside.spans import SourceFile


@dataclass(frozen=True, slots=True)
class Rendered:
    """`consumed` are the paths of the files that are no manifests of their own."""

    reading: Reading
    consumed: frozenset[str]


def render(files: Sequence[SourceFile], inputs: Inputs) -> Rendered:
    """What the charts among `files` deploy. The templates of a chart that is not rendered are left as they are."""
    charts = roots(files)
    reading = gather(_read(chart, files, inputs) for chart in charts)
    return Rendered(reading, frozenset(line.path for line in reading.ledger.files))


def _read(chart: Chart, files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    said = about(chart, files)
    if chart.is_library:
        return Reading(ledger=Ledger(left(said, "a library: judged in the charts that use it")))
    if not inputs.render:
        return Reading(ledger=Ledger(left(said, "chart not rendered: rendering is turned off")))
    helm = binary.find()
    if helm is None:
        return Reading(ledger=Ledger(left(said, "chart not rendered: helm is not on PATH")))
    return _rendered(_Rendering(chart, inputs), helm, files)


@dataclass
class _Rendering:
    """A chart, the copy that helm reads, and what becomes of it."""

    chart: Chart
    inputs: Inputs
    account: Account = field(default_factory=Account)
    resources: list[NativeResource] = field(default_factory=list)


def _rendered(it: _Rendering, helm: str, files: Sequence[SourceFile]) -> Reading:
    every, staged = worlds(it.chart, it.inputs), Staged(it.inputs.tree)
    outcomes = tuple(run(helm, it.chart, staged, every))
    library = Library.of(staged.templates)
    for world, outcome in zip(every, outcomes, strict=True):
        if outcome.problem:
            it.account.problems[world] = outcome.problem
        else:
            it.resources += _resources(it, world, outcome.text, staged, library)
    told, said = it.account.warnings(it.chart), about(it.chart, files)
    if len(it.account.problems) == len(every):
        return Reading((), told, Ledger(left(said, f"chart {told[0].message}")))
    lines = tuple(it.account.lines(said, _templates(it.chart, staged, files), staged.missing))
    counts = {"resources": len(it.resources), "documents": it.account.judged.total()}
    return Reading(tuple(it.resources), told, Ledger(lines, counts))


def _templates(chart: Chart, staged: Staged, files: Sequence[SourceFile]) -> Mapping[str, str]:
    """Those of this chart that are read as manifests when there is no helm, by the name that helm has for them."""
    paths = {file.path for file in files}
    own = (chart.path("templates") + "/", chart.path("charts") + "/")
    sources = ((name, template.source.path) for name, template in staged.templates.items())
    return {name: path for name, path in sources if path in paths and path.startswith(own)}


def _resources(it: _Rendering, world: World, output: str, staged: Staged, library: Library) -> Iterator[NativeResource]:
    found = []
    for manifest in manifests(output):
        template = staged.templates.get(manifest.name)
        if template is None:
            continue
        values = staged.values(template.chart, world.roots)
        for value, relocation in placed(manifest, template.source, library, values):
            if is_test(value):
                it.account.tests.add(manifest.name)
            else:
                it.account.judged[manifest.name] += 1
                found.append((value, relocation))
    return natives(found, world.unit(it.chart), world.name)
