"""The tables that ship: without mistakes, and with just the schemas that they need."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest
import yaml

from yourside.catalog.check import check_tables, shipped_tables
from yourside.catalog.load import load_catalog
from yourside.catalog.provider import load_provider
from yourside.catalog.shapes import load_shapes
from yourside.catalog.snapshot.__main__ import PROVIDERS
from yourside.catalog.snapshot.used import CLOUDS, canonical_types, terraform_types

CANONICAL = files("yourside.catalog") / "schemas" / "canonical"


def test_the_shipped_tables_have_no_mistakes() -> None:
    assert [str(problem) for problem in check_tables()] == []


def test_no_type_is_lowered_or_described_twice() -> None:
    seen: Counter[str] = Counter()
    for path in shipped_tables():
        content = yaml.safe_load(path.read_text("utf-8"))
        seen.update(name for section in ("canonical", "lower") for name in content.get(section, {}))
    assert [name for name, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("cloud", CLOUDS)
def test_a_snapshot_holds_the_types_that_are_used_and_no_others(cloud: str) -> None:
    content = json.loads((CANONICAL / f"{cloud}.json").read_text("utf-8"))
    assert set(content["types"]) == canonical_types(cloud)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_of_a_provider_the_types_that_tables_read_are_kept_and_no_others(provider: str) -> None:
    assert set(load_provider(provider)) == terraform_types(provider)


def test_every_schema_can_be_read() -> None:
    shapes = load_shapes()
    assert {name for name in shapes if not shapes[name].shape.fields} == set()


def test_every_type_that_a_table_makes_has_a_schema() -> None:
    catalog = load_catalog()
    made = {table.to for table in catalog.tables.values() if table.to} | set(catalog.canonicals)
    assert made - set(catalog.shapes) == set()


def test_every_default_that_can_change_a_verdict_says_who_states_it() -> None:
    """Names and descriptions need no source."""
    free = {("metadata", "namespace"), ("GroupDescription",), ("SecurityGroupIngress",)}
    catalog = load_catalog()
    described = {name: table.defaults for name, table in catalog.tables.items()}
    described |= {name: canonical.defaults for name, canonical in catalog.canonicals.items()}
    unsourced = {
        (name, default.path)
        for name, defaults in described.items()
        for default in defaults
        if not default.source and default.path not in free and default.unknown != "the cluster"
    }
    assert unsourced == set()
