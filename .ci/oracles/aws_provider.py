"""A provider for Terraform that plans like AWS's and knows no cloud: it has the types of the schema snapshot, and
leaves what is computed unknown. Terraform starts it as a program of its own and speaks to it over the loopback.

Real plans are made with it: see tests/conformance.
"""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path
from typing import Any

from tf import blocks, iface, runner, schema, types
from tf.gen import tfplugin_pb2

SNAPSHOT = Path(__file__).parents[2] / "src" / "yourside" / "catalog" / "schemas" / "terraform" / "aws.json"
SCALARS = {"string": types.String, "number": types.Number, "boolean": types.Bool}
SECRETS = {"password", "master_password", "auth_token"}
DEFAULTS = {"force_destroy": False, "revoke_rules_on_delete": False}


class ListBlock(blocks.SetNestedBlock):
    """The framework has sets only; on the wire both are lists."""

    def to_pb(self) -> Any:
        block = super().to_pb()
        block.nesting = tfplugin_pb2.Schema.NestedBlock.NestingMode.LIST
        return block


def type_of(attribute: dict[str, Any]) -> types.TfType:
    kind = attribute.get("cls", "")
    for suffix, container in (("List", types.List), ("Map", types.Map)):
        if kind.endswith(suffix):
            element = SCALARS.get(kind.removesuffix(suffix), types.String)()
            return types.Set(element) if attribute.get("type") == "set" else container(element)
    return SCALARS.get(kind, types.String)()


def block_of(attributes: dict[str, dict[str, Any]]) -> schema.Block:
    flat = {name: found for name, found in attributes.items() if "attrs" not in found}
    nested = {name: found for name, found in attributes.items() if "attrs" in found}
    return schema.Block(
        [attribute_of(name, found) for name, found in flat.items()],
        [nested_of(name, found) for name, found in nested.items()],
    )


def attribute_of(name: str, found: dict[str, Any]) -> schema.Attribute:
    """Nothing is required: configurations say what they are about, and no more."""
    computed = bool(found.get("c")) or name in DEFAULTS
    optional = bool(found.get("o") or found.get("r")) or not computed
    default = DEFAULTS.get(name, types.Unknown)
    return schema.Attribute(
        name, type_of(found), optional=optional, computed=computed, sensitive=name in SECRETS, default=default
    )


def nested_of(name: str, found: dict[str, Any]) -> schema.NestedBlock:
    make = blocks.SetNestedBlock if found.get("type") == "set" else ListBlock
    return make(name, block_of(found["attrs"]))


class Known:
    """What every resource does: it takes what it is given, and makes up the rest on creation."""

    attributes: dict[str, dict[str, Any]]
    name: str

    def __init__(self, provider: object) -> None:
        pass

    @classmethod
    def get_name(cls) -> str:
        return cls.name

    @classmethod
    def get_schema(cls) -> schema.Schema:
        block = block_of(cls.attributes)
        return schema.Schema(version=0, attributes=block.attributes, block_types=block.block_types)

    def validate(self, diagnostics: object, name: str, config: object) -> None:
        pass

    def plan(self, context: object, current: dict[str, Any], planned: dict[str, Any]) -> dict[str, Any]:
        return planned

    def create(self, context: object, planned: dict[str, Any]) -> dict[str, Any]:
        identity = f"{self.name}-{uuid.uuid5(uuid.NAMESPACE_URL, repr(planned)).hex[:8]}"
        made = {"id": identity, "arn": f"arn:aws:{self.name}:::{identity}"}
        return {name: made.get(name) if value is types.Unknown else value for name, value in planned.items()}

    def read(self, context: object, current: dict[str, Any]) -> dict[str, Any]:
        return current

    def update(self, context: object, current: dict[str, Any], planned: dict[str, Any]) -> dict[str, Any]:
        return planned

    def delete(self, context: object, current: dict[str, Any]) -> None:
        pass

    def upgrade(self, context: object, version: int, old: dict[str, Any]) -> dict[str, Any]:
        return old


class Aws(iface.Provider):
    def __init__(self) -> None:
        snapshot = json.loads(SNAPSHOT.read_text(encoding="utf-8"))["types"]
        self.types = {name: found for name, found in snapshot.items() if name.startswith("aws_")}

    def get_model_prefix(self) -> str:
        return "aws_"

    def full_name(self) -> str:
        return "registry.terraform.io/hashicorp/aws"

    def get_provider_schema(self, diagnostics: object) -> schema.Schema:
        tags = schema.Block([schema.Attribute("tags", types.Map(types.String()), optional=True)], [])
        region = schema.Attribute("region", types.String(), optional=True)
        return schema.Schema(version=0, attributes=[region], block_types=[ListBlock("default_tags", tags)])

    def validate_config(self, diagnostics: object, config: object) -> None:
        pass

    def configure_provider(self, diagnostics: object, config: object) -> None:
        pass

    def get_resources(self) -> list[type]:
        return [
            type(name, (Known,), {"name": name.removeprefix("aws_"), "attributes": attributes})
            for name, attributes in self.types.items()
        ]

    def get_data_sources(self) -> list[type]:
        return []


if __name__ == "__main__":
    runner.run_provider(Aws(), sys.argv)
