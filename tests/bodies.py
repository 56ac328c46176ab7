"""Native resources from plain data, and plain data from what became of them: what the graph is tested on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from yourside.catalog.load import read_catalog
from yourside.catalog.model import Catalog
from yourside.catalog.shapes import Shapes
from yourside.coverage import Dialect, Ledger
from yourside.frontends.native import NativeResource
from yourside.graph.build import build
from yourside.graph.model import Resource, ResourceGraph, ResourceId
from yourside.spans import Origin, SourceFile, Span
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value, Why

TESTDATA = Path(__file__).parent.parent / "testdata" / "graph"
FILE = SourceFile("main.tf", "")
NOWHERE = Origin(Span(FILE, 0, 0))


def ref(target: str) -> Unknown:
    """A reference as the Terraform frontend gives it: aws_s3_bucket.logs.id."""
    return Unknown(Why.REFERENCE, Origin(NOWHERE.span, refs=(target.rpartition(".")[0],)), target=target)


def var(name: str) -> Unknown:
    return Unknown(Why.VARIABLE, NOWHERE, target=f"var.{name}")


def either(condition: str, default: str | None = None, **branches: object) -> Choice:
    return Choice(condition, tuple((label, value(data)) for label, data in branches.items()), NOWHERE, default)


def more(*items: object) -> Seq:
    """A list that may be longer than what is known of it."""
    return Seq(tuple(map(value, items)), NOWHERE, var("more"))


def encoded(data: object) -> Encoded:
    return Encoded(value(data), NOWHERE)


def value(data: object) -> Value:
    match data:
        case Scalar() | Seq() | Map() | Encoded() | Unknown() | Choice():
            return data
        case dict():
            return Map({name: value(entry) for name, entry in data.items()}, NOWHERE)
        case list():
            return Seq(tuple(map(value, data)), NOWHERE)
        case str() | int() | float() | bool() | None:
            return Scalar(data, NOWHERE)
    raise TypeError(f"no value of {data!r}")


def plain(of: Value) -> Any:
    """A value as data: a reference as `&target`, another unknown as `?target`, a choice by its labels."""
    match of:
        case Scalar(data=data):
            return data
        case Map(entries=entries, rest=rest):
            return {name: plain(entry) for name, entry in entries.items()} | ({"...": plain(rest)} if rest else {})
        case Seq(items=items, rest=rest):
            return [plain(item) for item in items] + (["...", plain(rest)] if rest else [])
        case Choice(condition=condition, branches=branches):
            return {f"{condition} is {label}": plain(branch) for label, branch in branches}
        case Unknown(why=why, target=target):
            return f"{'&' if why is Why.REFERENCE else '?'}{target}"
    raise TypeError(f"{of!r} has no place in a graph")


def native(address: str, unit: str = "main", /, **body: Any) -> NativeResource:
    entries = {name: value(data) for name, data in body.items()}
    start = 1 + sum(map(ord, unit + address))
    origin = Origin(Span(FILE, start, start + 9), Span(FILE, start, start + 1))
    return NativeResource(Dialect.TERRAFORM, address.rpartition(".")[0], address, unit, Map(entries, origin), origin)


def cfn(address: str, kind: str, /, **body: Any) -> NativeResource:
    return replace(native(address, **body), type=kind, dialect=Dialect.CLOUDFORMATION)


def catalog(tables: str | None = None, shapes: str | None = None) -> Catalog:
    """The tables of testdata/graph, or those of a YAML text."""
    schemas = yaml.safe_load(shapes or (TESTDATA / "shapes.yaml").read_text("utf-8"))
    table = yaml.safe_load(tables or (TESTDATA / "tables.yaml").read_text("utf-8"))
    return read_catalog([table], Shapes(schemas["types"], schemas.get("defs", {}), {}))


def graph(*natives: NativeResource, tables: Catalog | None = None) -> ResourceGraph:
    return build(natives, tables or catalog(), Ledger())


def only(of: ResourceGraph, address: str, part: str = "", unit: str = "main") -> Resource:
    return of.resources[ResourceId(unit, address, part)]


def properties(of: ResourceGraph, address: str, part: str = "") -> Any:
    return plain(only(of, address, part).properties)
