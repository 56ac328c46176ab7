"""Writes `schemas/canonical/` and, when given the providers' complete schemas, `schemas/terraform/`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from yourside.catalog.snapshot import aws, azure, digitalocean, gcp, kubernetes, terraform
from yourside.catalog.snapshot.used import CATALOG, canonical_types, terraform_types

PROVIDERS = ("aws", "azurerm", "azuread", "digitalocean", "google", "kubernetes")
MAKERS: Mapping[str, ModuleType] = {
    "aws": aws,
    "azure": azure,
    "digitalocean": digitalocean,
    "gcp": gcp,
    "kubernetes": kubernetes,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m yourside.catalog.snapshot", description=__doc__)
    parser.add_argument("--terraform-schemas", type=Path, metavar="DIR", help="folder with <provider>.json.gz")
    parser.add_argument("--only", choices=(*PROVIDERS, *MAKERS), nargs="+", help="clouds and providers; default: all")
    options = parser.parse_args()
    schemas = CATALOG / "schemas"
    wanted = options.only or (*PROVIDERS, *MAKERS)
    for provider in PROVIDERS if options.terraform_schemas else ():
        if provider in wanted:
            types = terraform.snapshot(provider, terraform_types(provider), options.terraform_schemas)
            (schemas / "terraform" / f"{provider}.json").write_text(dump({"types": types}), "utf-8")
    for cloud, maker in MAKERS.items():
        if cloud in wanted:
            (schemas / "canonical" / f"{cloud}.json").write_text(dump(maker.snapshot(canonical_types(cloud))), "utf-8")


def dump(sections: Mapping[str, Mapping[str, Any]]) -> str:
    """One line a type: compact, and a change of one type is a change of one line."""
    return "{" + ",".join(f'\n"{name}":{_lines(section)}' for name, section in sections.items()) + "\n}\n"


def _lines(section: Mapping[str, Any]) -> str:
    entries = (f'\n"{name}":{json.dumps(entry, separators=(",", ":"))}' for name, entry in section.items())
    return "{" + ",".join(entries) + "}"


if __name__ == "__main__":
    main()
