"""Charts to resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yourside.coverage import Ledger
from yourside.frontends.documents import gather
from yourside.frontends.inputs import Inputs
from yourside.frontends.kubernetes.helm.account import Account, about, left
from yourside.frontends.kubernetes.helm.chart import Chart, roots
from yourside.frontends.kubernetes.helm.manifests import Library, is_test, manifests, natives, placed, unpacked
from yourside.frontends.kubernetes.helm.releases import restored
from yourside.frontends.kubernetes.helm.staging import Staged
from yourside.frontends.kubernetes.helm.worlds import World, run, worlds
from yourside.frontends.native import NativeResource, Reading
from yourside.frontends.releases import Release
from yourside.programs import find
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
    elsewhere = Ledger(gaps=_not_here(charts, inputs.releases))
    return Rendered(reading + Reading(ledger=elsewhere), frozenset(line.path for line in reading.ledger.files))


def _not_here(charts: Sequence[Chart], releases: Sequence[Release]) -> Mapping[str, int]:
    """Releases of charts that are in a repository, or otherwise not among `charts`."""
    here = {chart.directory for chart in charts}
    return Counter(
        f"chart of a release is not in the tree: {each.chart or 'its name is not known'}"
        for each in releases
        if each.directory not in here
    )


def _read(chart: Chart, files: Sequence[SourceFile], inputs: Inputs) -> Reading:
    said = about(chart, files)
    if chart.is_library:
        return Reading(ledger=Ledger(left(said, "a library: judged in the charts that use it")))
    if not inputs.render:
        return Reading(ledger=Ledger(left(said, "chart not rendered: rendering is turned off")))
    helm = find("helm")
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
            it.account.worlds.append(world)
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
            objects = unpacked(manifest, staged.asked(manifest.name))
        else:
            objects = placed(manifest, template.source, library, staged.values(template.chart, world.roots))
        for value, relocation in objects:
            if is_test(value):
                it.account.tests.add(manifest.name)
            else:
                it.account.judged[manifest.name] += 1
                found.append((restored(value, world.handed.unknown), relocation))
    return natives(found, world.unit(it.chart), world)
