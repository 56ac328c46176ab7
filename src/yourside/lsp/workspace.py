"""Which files belong together, as far as the documents that are open are concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from yourside.config import Excluded
from yourside.lsp.overlay import Overlay
from yourside.sources import Change
from yourside.sources.discovery import gather, shown, without
from yourside.sources.index import Index
from yourside.sources.units import units
from yourside.sources.walk import Entry, walk


@dataclass(frozen=True)
class Layout:
    """The files below `root`, a real path, as they stood when `overlay` was taken."""

    root: Path
    overlay: Overlay
    _known: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Candidates by their names from the root."""
        found = walk(self.root, shown(self.root), self.overlay)
        there = (entry for entry in found if not (entry.left_out or entry.passed_by))
        return {entry.path.relative_to(self.root).as_posix(): entry for entry in there}

    @cached_property
    def _index(self) -> Index:
        texts = {name: text for path, text in self.overlay.texts.items() if (name := self.name(path))}
        return Index.of(self.root, self.entries, texts)

    def name(self, path: Path) -> str:
        """Empty for what is not to be judged: outside of the root, or ignored by git."""
        name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else ""
        return name if name in self.entries else ""

    def components(self, documents: Collection[Path]) -> Iterator[frozenset[Path]]:
        """The documents in groups of those whose units have files in common."""
        groups: list[tuple[frozenset[Path], frozenset[str]]] = []
        for document in documents:
            name = self.name(document)
            if name and (unit := self._unit(frozenset([name]))):
                touching = [group for group in groups if group[1] & unit]
                groups = [group for group in groups if group not in touching]
                together = frozenset([document]).union(*(each for each, _ in touching))
                groups.append((together, unit.union(*(names for _, names in touching))))
        return (documents for documents, _ in groups)

    def change(self, documents: Collection[Path], overlay: Overlay, excluded: Excluded | None) -> Change:
        """What the units of the documents are made of, with texts as they are by now."""
        wanted = self._unit(frozenset(filter(None, map(self.name, documents))))
        entries = without([self.entries[name] for name in sorted(wanted)], excluded)
        return Change(self.root, frozenset(), frozenset(), gather(entries, overlay))

    def _unit(self, names: frozenset[str]) -> frozenset[str]:
        if names not in self._known:
            self._known[names] = frozenset(units(names, self._index))
        return self._known[names]
