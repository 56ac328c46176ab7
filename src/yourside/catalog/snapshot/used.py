"""Which types the project keeps snapshots of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CATALOG = Path(__file__).parent.parent
CLOUDS = {
    "aws": re.compile(r"AWS::\w+::\w+"),
    "azure": re.compile(r"Microsoft\.\w+(/\w+)+"),
    "kubernetes": re.compile(r"([\w.]+/)?v\d\w*/[A-Z]\w+"),
    "digitalocean": re.compile(r"digitalocean\.com/\w+"),
    "gcp": re.compile(r"[a-z]+\.googleapis\.com/\w+"),
}


def canonical_types(cloud: str) -> frozenset[str]:
    """What the tables name, and what `schemas/types.yaml` adds for rules."""
    listed = _read(CATALOG / "schemas" / "types.yaml").get(cloud, ())
    named = frozenset(text for table in _tables() for text in _texts(table) if CLOUDS[cloud].fullmatch(text))
    return named.union(listed)


def terraform_types(provider: str) -> frozenset[str]:
    """What the tables of a provider lower attribute by attribute."""
    own = (table for table in _tables() if table.get("provider", {}).get("source", "").endswith(f"/{provider}"))
    entries = (entry for table in own for entry in table.get("lower", {}).items())
    return frozenset(name for name, entry in entries if "object" not in entry and not name.startswith("provider."))


def _tables() -> Iterator[Any]:
    return map(_read, sorted(CATALOG.glob("data/*/*.yaml")))


def _read(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _texts(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case list():
            for item in node:
                yield from _texts(item)
        case dict():
            for key, value in node.items():
                yield from _texts(key)
                yield from _texts(value)
