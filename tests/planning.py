"""Plans from plain data, and what the frontend makes of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from yourside.frontends.inputs import Inputs
from yourside.frontends.native import NativeResource
from yourside.frontends.plan import read
from yourside.spans import SourceFile

Natives = Mapping[str, NativeResource]


def document(*resources: Mapping[str, Any], **sections: Any) -> dict[str, Any]:
    """A plan of these resources of the root module; `unknown` of each is what is not known of it."""
    values = [{name: entry for name, entry in each.items() if name != "unknown"} for each in resources]
    changes = [
        {"address": each["address"], "change": {"actions": ["create"], "after_unknown": each.get("unknown", {})}}
        for each in resources
    ]
    head = {"format_version": "1.2", "terraform_version": "1.11.4"}
    return {**head, "planned_values": {"root_module": {"resources": values}}, "resource_changes": changes, **sections}


def resource(address: str, unknown: Any = None, sensitive: Any = None, /, **values: Any) -> dict[str, Any]:
    kind, _, name = address.partition("[")[0].rpartition(".")
    found = {"address": address, "mode": "managed", "type": kind.rpartition(".")[2], "name": name, "values": values}
    return {**found, "unknown": unknown or {}, "sensitive_values": sensitive or {}}


def configured(*resources: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"root_module": {"resources": list(resources), **more}}


def block(address: str, /, **expressions: Any) -> dict[str, Any]:
    return {"address": address, "mode": "managed", "type": address.partition(".")[0], "expressions": expressions}


def refers(*references: str) -> dict[str, Any]:
    return {"references": list(references)}


def constant(value: Any) -> dict[str, Any]:
    return {"constant_value": value}


def plan(*resources: Mapping[str, Any], **sections: Any) -> Natives:
    """The native resources of a plan, by address."""
    return by_address(json.dumps(document(*resources, **sections)))


def by_address(text: str) -> Natives:
    reading = read([SourceFile("plan.json", text)], Inputs())
    assert not reading.diagnostics
    return {native.address: native for native in reading.resources}
