"""Files of inventories to native resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

from yourside.coverage import Dialect, FileCoverage, Ledger, State
from yourside.frontends.inputs import Inputs
from yourside.frontends.live import assets, cloud_control, config_items, inventory, resource_graph
from yourside.frontends.live.document import Inventory
from yourside.frontends.live.record import native, unread
from yourside.frontends.native import NativeResource, Reading
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span

HEAD = 4096  # characters in which a format shows itself

Reader = Callable[[str], Iterable[Inventory]]

# In the order in which they are tried.
READERS: Mapping[Callable[[str], bool], Reader] = {
    inventory.recognises: inventory.read_inventory,
    cloud_control.recognises: cloud_control.read_answers,
    config_items.recognises: config_items.read_items,
    assets.recognises: assets.read_assets,
    resource_graph.recognises: resource_graph.read_rows,
}


def reader_of(text: str) -> Reader | None:
    """What reads a text of this beginning; None: it is not an inventory."""
    head = text[:HEAD]
    return next((reader for recognises, reader in READERS.items() if recognises(head)), None)


def read(files: Sequence[SourceFile], _: Inputs) -> Reading:
    reading = reduce(add, map(_read_file, files), Reading())
    return replace(reading, resources=tuple(_numbered(reading.resources)))


def _numbered(natives: Iterable[NativeResource]) -> Iterator[NativeResource]:
    """Addresses are unique in their unit: a namesake in another region is `type/id#2`."""
    seen: Counter[tuple[str, str]] = Counter()
    for each in natives:
        seen[each.unit, each.address] += 1
        number = seen[each.unit, each.address]
        yield each if number == 1 else replace(each, address=f"{each.address}#{number}")


def _read_file(source: SourceFile) -> Reading:
    reader = reader_of(source.text)
    if reader is None:
        return _refused(source, State.SKIPPED, "not an inventory that is known here")
    try:
        inventories = tuple(reader(source.text))
    except (ValueError, KeyError, RecursionError) as problem:
        origin = Origin(Span(source, 0, 0))
        told = Diagnostic("inventory-syntax", f"not the inventory that it begins as: {problem}", Level.ERROR, origin)
        return _refused(source, State.UNREADABLE, "broken inventory", told)
    natives = tuple(native for each in inventories for native in _natives(each, source))
    line = FileCoverage(source.path, Dialect.LIVE, State.EVALUATED)
    return Reading(natives, (), Ledger((line,), {"resources": len(natives)}), _listed(inventories))


def _natives(found: Inventory, source: SourceFile) -> Iterator[NativeResource]:
    yield from (native(record, source, found.unit) for record in found.records)
    yield from (unread(type_, reason, source, found.unit) for type_, reason in found.unread.items())


def _listed(inventories: Iterable[Inventory]) -> Mapping[str, frozenset[str]]:
    listed: dict[str, frozenset[str]] = {}
    for found in inventories:
        listed[found.unit] = listed.get(found.unit, frozenset()) | (found.listed - found.unread.keys())
    return listed


def _refused(source: SourceFile, state: State, reason: str, *told: Diagnostic) -> Reading:
    return Reading((), told, Ledger((FileCoverage(source.path, Dialect.LIVE, state, (reason,)),)))
