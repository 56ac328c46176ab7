"""What a run says of some documents, and of the files that belong to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from yourside import app
from yourside.config import Options
from yourside.findings.model import Finding, Report
from yourside.findings.suppress.nested import Nested
from yourside.frontends.native import NativeResource
from yourside.graph.model import ResourceGraph
from yourside.lsp.overlay import Overlay
from yourside.lsp.places import real
from yourside.lsp.spots import Spot, spots
from yourside.lsp.workspace import Layout
from yourside.spans import SourceFile, Span


@dataclass(frozen=True)
class Analysis:
    """`documents` are the real paths of the open ones that it is about."""

    documents: frozenset[Path]
    report: Report
    graph: ResourceGraph
    texts: Mapping[Path, SourceFile]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those that somebody has to do something about."""
        return tuple(finding for finding in self.report.findings if finding.stands)

    def at(self, span: Span) -> Iterator[Finding]:
        """The findings on a part of a document."""
        for finding in self.findings:
            there = finding.place.span
            if there.file is span.file and there.start <= span.end and span.start <= there.end:
                yield finding

    def spots(self, span: Span) -> list[Spot]:
        """The values that stand there, of the innermost thing that is one or has some."""
        found = list(self._spots.around(span))
        innermost = [spot for spot in found if spot.span == found[0].span]
        return [spot for spot in innermost if spot.canonical] or innermost

    def natives(self, unit: str, addresses: Iterable[str]) -> Iterator[NativeResource]:
        return (found for address in addresses if (found := self._natives.get((unit, address))))

    @cached_property
    def _natives(self) -> Mapping[tuple[str, str], NativeResource]:
        natives = (native for resource in self.graph.resources.values() for native in resource.natives)
        return {(native.unit, native.address): native for native in natives}

    @cached_property
    def _spots(self) -> Nested[Spot]:
        return Nested((spot.span, spot) for resource in self.graph.resources.values() for spot in spots(resource))


def analyse(documents: Collection[Path], layout: Layout, overlay: Overlay, options: Options) -> Analysis:
    """Raises UsageError."""
    asked = layout.change(documents, overlay, options.exclude)
    report, reached = app.examine(replace(options, hook=False, diff_base=""), overlay, asked)
    return Analysis(frozenset(documents), report, reached.graph, {real(file): file for file in _files(report, reached)})


def _files(report: Report, reached: app.Reached) -> Iterator[SourceFile]:
    """All that something may be said of."""
    for resource in reached.graph.resources.values():
        yield from (native.origin.span.file for native in resource.natives)
    yield from (finding.place.span.file for finding in report.findings)
    yield from (problem.origin.span.file for problem in report.diagnostics)
    yield from reached.files
