"""The canonical resources with the places their values come from: what a rule author needs to see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from yourside.findings.wording import SENSITIVE
from yourside.graph.model import Resource, ResourceGraph
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value


def render_text(graph: ResourceGraph) -> str:
    return "".join(f"{visible(line)}\n" for resource in _ordered(graph) for line in _lines(resource, graph))


def render_json(graph: ResourceGraph) -> str:
    resources = [
        {
            "address": resource.id.address,
            "unit": resource.id.unit,
            "type": resource.type,
            "native_type": resource.native.type,
            "dialect": resource.native.dialect,
            "origin": str(locate(resource.origin.span)),
            "properties": _data(resource.properties),
            "refers_to": [
                {"address": edge.target.address, "path": ".".join(edge.path)} for edge in graph.out(resource.id)
            ],
        }
        for resource in _ordered(graph)
    ]
    return json.dumps({"resources": resources}, indent=2) + "\n"


def _ordered(graph: ResourceGraph) -> list[Resource]:
    return [graph.resources[key] for key in sorted(graph.resources)]


def _lines(resource: Resource, graph: ResourceGraph) -> Iterator[str]:
    yield f"{resource.type}  {resource.id.address}  ({locate(resource.origin.span)})"
    for path, value in leaves(resource.properties):
        yield f"  {path} = {shown(value)}  ({locate(value.origin.span)})"
    for edge in graph.out(resource.id):
        yield f"  {'.'.join(edge.path)} -> {edge.target.address}"
    yield ""


def leaves(value: Value, path: str = "") -> Iterator[tuple[str, Value]]:
    match value:
        case Map(entries=entries) if entries:
            for key, entry in entries.items():
                yield from leaves(entry, f"{path}.{key}" if path else key)
        case Seq(items=items) if items:
            for position, item in enumerate(items):
                yield from leaves(item, f"{path}[{position}]")
        case Choice(condition=condition, branches=branches):
            for label, branch in branches:
                yield from leaves(branch, f"{path} (when {condition} is {label})")
        case _:
            yield path, value
    match value:
        case Seq(rest=Unknown() as rest) | Map(rest=Unknown() as rest):
            yield f"{path} (more)", rest


def shown(value: Value) -> str:
    if value.origin.sensitive:
        return SENSITIVE
    match value:
        case Unknown(target=target, why=why):
            return f"unknown: {target or why.value}"
        case _:
            return json.dumps(_data(value))


def _data(value: Value) -> Any:
    if value.origin.sensitive:
        return SENSITIVE
    match value:
        case Scalar(data=data):
            return data
        case Seq(items=items):
            return [_data(item) for item in items]
        case Map(entries=entries):
            return {key: _data(entry) for key, entry in entries.items()}
        case Choice(condition=condition, branches=branches):
            return {"x-choice": {"condition": condition, "branches": {label: _data(v) for label, v in branches}}}
        case Unknown(why=why, target=target):
            return {"x-unknown": {"why": why.value, "target": target}}
        case Encoded(value=inner):
            return _data(inner)
    return None
