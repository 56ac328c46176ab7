"""Data files as one JSON text each, so that a run parses no YAML. Needs nothing but PyYAML: the build hook uses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

HERE = Path(__file__).parent
COMPILED = HERE / "_compiled"
TABLES = HERE / "catalog" / "data"
# What each pack is made of in a checkout: one file, or all below a directory.
SOURCES: Mapping[str, Path] = {
    "rules": HERE.parents[1] / "rules",
    "tables": TABLES,
    "extensions": HERE / "catalog" / "schemas" / "extensions.yaml",
    "views": HERE / "graph" / "views.yaml",
}
EXAMPLES = "examples"  # of a rule: half of its file, which no run reads


class Unpacked(Mapping[str, T]):
    """The entries of packed data, each read when it is first asked for."""

    def __init__(self, entries: Mapping[str, Any], read: Callable[[str, Any], T]) -> None:
        self._entries = entries
        self._read = read
        self._known: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._known:
            self._known[name] = self._read(name, self._entries[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def packed(name: str) -> Sequence[Any]:
    """What `compiled` says, from the pack where that is sure to say the same."""
    pack = COMPILED / f"{name}.json"
    if not _is_current(pack, SOURCES[name]):
        return compiled(name)
    found: Sequence[Any] = json.loads(pack.read_bytes())
    return found


def compiled(name: str) -> Sequence[Any]:
    """The data of every file, in the order of their paths."""
    import yaml

    source = SOURCES[name]
    files = [source] if source.is_file() else sorted(source.rglob("*.yaml"))
    found = (yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in files)
    return [{key: value for key, value in content.items() if key != EXAMPLES} for content in found]


def write_pack(name: str) -> None:
    """In one step: a run that reads it meanwhile has the old one or the new one."""
    COMPILED.mkdir(exist_ok=True)
    draft = COMPILED / f"{name}.draft"
    draft.write_text(json.dumps(compiled(name), separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    draft.replace(COMPILED / f"{name}.json")


def _is_current(pack: Path, source: Path) -> bool:
    """An installed package has packs alone. In a checkout one counts while nothing that it was made of is younger; what
    was taken away leaves a younger directory."""
    if not TABLES.is_dir():
        return True
    if not pack.is_file():
        return False
    made = pack.stat().st_mtime_ns
    return all(path.stat().st_mtime_ns < made for path in (Path(__file__), source, *source.rglob("*")))
