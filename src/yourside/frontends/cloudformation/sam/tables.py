"""What SAM itself knows: its policy templates, and what its connectors allow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from yourside.frontends.cloudformation.sam.written import Plan


@cache
def table(name: str) -> Mapping[str, Any]:
    """A JSON file beside this module; `{"Ref": "Name"}` in it may be a name that `filled` replaces."""
    source = files("yourside.frontends.cloudformation.sam") / f"{name}.json"
    content: Mapping[str, Any] = json.loads(source.read_text("utf-8"))
    return content


def filled(part: Plan, bound: Mapping[str, Plan]) -> Plan:
    """A part of a table with its names replaced."""
    match part:
        case {"Ref": str(name)} if name in bound:
            return bound[name]
        case str():
            return part
        case Mapping():
            return {key: filled(inner, bound) for key, inner in part.items() if inner is not None}
        case list():
            return [filled(inner, bound) for inner in part]
    return part
