"""Where a value comes from."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.lsp.analysis import Analysis
from yourside.spans import Span


def origins(analysis: Analysis, at: Span) -> list[Span]:
    """The steps of the way to the value under the pointer, the nearest first; of one that came no way, the resources
    that it is taken from."""
    return list(dict.fromkeys(_origins(analysis, at)))


def _origins(analysis: Analysis, at: Span) -> Iterator[Span]:
    for spot in analysis.spots(at):
        yield from (hop.span for hop in spot.via)
        for native in () if spot.via else analysis.natives(spot.resource.id.unit, spot.value.origin.refs):
            yield native.origin.name or native.origin.span
