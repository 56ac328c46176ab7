"""Data files as one JSON text each, so that a run parses no YAML. Needs nothing but PyYAML: the build hook uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

COMPILED = Path(__file__).parent / "_compiled"


def packed(name: str, directory: Path) -> dict[str, Any]:
    """What `compiled` makes of `directory`, from the pack `name` when that is there and not older than the files.

    An installed package has the pack and no directory; a checkout may have both.
    """
    pack = COMPILED / f"{name}.json"
    if not (pack.is_file() and _is_current(pack, directory)):
        return compiled(directory)
    found: dict[str, Any] = json.loads(pack.read_bytes())
    return found


def compiled(directory: Path) -> dict[str, Any]:
    """Path below `directory` -> data, for every YAML file, in the order of the paths."""
    import yaml

    return {
        path.relative_to(directory).as_posix(): yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for path in sorted(directory.rglob("*.yaml"))
    }


def write_pack(name: str, directory: Path) -> Path:
    COMPILED.mkdir(exist_ok=True)
    pack = COMPILED / f"{name}.json"
    pack.write_text(json.dumps(compiled(directory), separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    return pack


def _is_current(pack: Path, directory: Path) -> bool:
    made = pack.stat().st_mtime_ns
    return all(path.stat().st_mtime_ns <= made for path in (directory, *directory.rglob("*")) if path.exists())
