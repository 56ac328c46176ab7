"""What a Terraform provider's resource types are made of. Read from the trimmed snapshots, only to check tables.

A snapshot is JSON: `{"types": {type: {attribute: A}}}`, where A is `{"cls": class}`, or for a block `{"attrs": {...}}`
with As again; its maker, `snapshot.terraform`, says what else is kept. `former.yaml` adds what older versions had.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

Attributes = Mapping[str, Mapping[str, Any]]


@cache
def load_provider(name: str) -> Mapping[str, Attributes]:
    """The types of a provider; of one that there is no snapshot of, none."""
    import yaml

    schemas = files("yourside.catalog") / "schemas" / "terraform"
    snapshot = schemas / f"{name}.json"
    if not snapshot.is_file():
        return {}
    former: Mapping[str, Mapping[str, str]] = yaml.load((schemas / "former.yaml").read_text("utf-8"), yaml.CSafeLoader)
    types: Mapping[str, Attributes] = json.loads(snapshot.read_text("utf-8"))["types"]
    gone = {name: {each: {"versions": had} for each, had in attributes.items()} for name, attributes in former.items()}
    return {name: {**gone.get(name, {}), **attributes} for name, attributes in types.items()}


def names_at(attributes: Attributes, path: Sequence[str]) -> frozenset[str]:
    """The attributes and blocks inside the block at `path`; of what is no block, none."""
    for name in path:
        attributes = attributes.get(name, {}).get("attrs", {})
    return frozenset(attributes)
