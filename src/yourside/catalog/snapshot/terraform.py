"""Terraform resource types from complete provider schemas: gzipped JSON, one file per provider.

Kept of an attribute: its class and how it repeats (`type`, when it is not `simple`), of a block its `attrs` and whether
there is one at most (`single`), of both who sets it: `c`omputed, `o`ptional, `r`equired.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Attributes = Mapping[str, Mapping[str, Any]]


def snapshot(provider: str, names: Iterable[str], schemas: Path) -> dict[str, Attributes]:
    """Those of the types `names` that `schemas/<provider>.json.gz` has; what it had before is for `former.yaml`."""
    complete = json.loads(gzip.decompress((schemas / f"{provider}.json.gz").read_bytes()))
    return {name: _trimmed(complete[name]) for name in sorted(names) if name in complete}


def _trimmed(attributes: Attributes) -> Attributes:
    return {name: _attribute(attribute) for name, attribute in sorted(attributes.items())}


def _attribute(attribute: Mapping[str, Any]) -> Mapping[str, Any]:
    kept: dict[str, Any] = {key: True for key in ("single", "c", "o", "r") if attribute.get(key)}
    if attribute["type"] != "simple":
        kept["type"] = attribute["type"]
    if "attrs" in attribute:
        return kept | {"attrs": _trimmed(attribute["attrs"])}
    return kept | {"cls": attribute["cls"]}
