"""DigitalOcean types from the snapshot of its Terraform provider, which keeps the names of the REST API.

`digitalocean.com/DatabaseCluster` is what digitalocean_database_cluster makes. What the provider writes as several
blocks is one list in the API, named in the plural: `inbound_rule` is `inbound_rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yourside.catalog.provider import Attributes, load_provider
from yourside.catalog.shapes import Spec

CLASSES: Mapping[str, Spec] = {
    "stringList": {"list": "string"},
    "numberList": {"list": "number"},
    "stringMap": {"map": "string"},
    "numberMap": {"map": "number"},
}
DOCUMENTS = ("policy",)  # text to the provider, JSON to the API


def snapshot(names: Iterable[str]) -> dict[str, dict[str, Spec]]:
    """The snapshot of the types `names`; raises KeyError for one that no resource of the provider makes."""
    resources = load_provider("digitalocean").items()
    made = {resource.replace("_", ""): attributes for resource, attributes in resources}
    types = {name: {"shape": _struct(made[_resource(name)])} for name in sorted(names)}
    return {"types": types, "defs": {}}


def _resource(name: str) -> str:
    """The provider's name of the type, without its underscores."""
    return "digitalocean" + name.rpartition("/")[2].lower()


def _struct(attributes: Attributes) -> Spec:
    return {"struct": dict(_field(name, attribute) for name, attribute in attributes.items() if _is_set(attribute))}


def _is_set(attribute: Mapping[str, Any]) -> bool:
    """False for what only the provider writes, and for its patience (`timeouts`)."""
    return attribute.get("type") not in ("computed", "struct")


def _field(name: str, attribute: Mapping[str, Any]) -> tuple[str, Spec]:
    if name in DOCUMENTS:
        return name, "json"
    if "attrs" not in attribute:
        return name, CLASSES.get(attribute["cls"], attribute["cls"])
    block = _struct(attribute["attrs"])
    return (name, block) if "single" in attribute else (f"{name.removesuffix('s')}s", {"list": block})
