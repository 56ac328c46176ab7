"""What a Terraform provider's resource types are made of. Read from the trimmed snapshots, only to check tables.

A snapshot is JSON: `{"types": {type: {attribute: A}}}`, where A is `{"cls": class}`, or for a block `{"attrs": {...}}`
with As again; its maker, `snapshot.terraform`, says what else is kept. `former.yaml` adds the
types, blocks and attributes that older versions had.
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
    listed: Mapping[str, Any] = yaml.load((schemas / "former.yaml").read_text("utf-8"), yaml.CSafeLoader)
    former = {type_: gone for type_, gone in listed.items() if type_.startswith(f"{name}_")}
    types: Mapping[str, Attributes] = json.loads(snapshot.read_text("utf-8"))["types"]
    return {type_: _with_former(types.get(type_, {}), former.get(type_, {})) for type_ in {**types, **former}}


def _with_former(attributes: Attributes, former: Mapping[str, Any]) -> Attributes:
    """`former`: the versions that had an attribute, and of a block what was in it."""
    found = dict(attributes)
    for name, gone in former.items():
        if isinstance(gone, str):
            found.setdefault(name, {"versions": gone})
        else:
            block = found.get(name, {})
            found[name] = {**block, "attrs": _with_former(block.get("attrs", {}), gone)}
    return found


def names_at(attributes: Attributes, path: Sequence[str]) -> frozenset[str]:
    """The attributes and blocks inside the block at `path`; of what is no block, none."""
    for name in path:
        attributes = attributes.get(name, {}).get("attrs", {})
    return frozenset(attributes)
