"""Google Cloud types from the discovery documents that google-api-python-client carries (dependency group `schemas`).

A type has the name of Cloud Asset Inventory (`sqladmin.googleapis.com/Instance`) and the shape of the REST API. What
only the service writes is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from yourside.catalog.shapes import Spec

Schema = Mapping[str, Any]
Schemas = Mapping[str, Schema]

# Of an API the document `v1`, unless that is another one, of the service or of a single type.
DOCUMENTS: Mapping[str, str] = {
    "apikeys": "apikeys.v2",
    "bigquery": "bigquery.v2",
    "cloudfunctions.googleapis.com/Function": "cloudfunctions.v2",
    "cloudresourcemanager": "cloudresourcemanager.v3",
    "logging": "logging.v2",
}
# Where the name of the schema is not that of the asset.
NAMES: Mapping[str, str] = {
    "apikeys.googleapis.com/Key": "V2Key",
    "sqladmin.googleapis.com/Instance": "DatabaseInstance",
}
SCALARS: Mapping[str, Spec] = {kind: kind for kind in ("string", "integer", "number", "boolean", "any")}


def snapshot(names: Iterable[str]) -> dict[str, dict[str, Spec]]:
    """The snapshot of the types `names`; raises KeyError for one that its API does not have."""
    types: dict[str, Spec] = {}
    defs: dict[str, Spec] = {}
    for name in sorted(names):
        service, _, last = name.partition(".googleapis.com/")
        document = DOCUMENTS.get(name) or DOCUMENTS.get(service) or f"{service}.v1"
        schemas, top = _schemas(document), NAMES.get(name, last)
        types[name] = {"shape": _shape(schemas[top], document, schemas)}
        defs |= {f"{document}/{each}": _shape(schemas[each], document, schemas) for each in _reachable(top, schemas)}
    return {"types": types, "defs": dict(sorted(defs.items()))}


def _schemas(document: str) -> Schemas:
    file = files("googleapiclient") / "discovery_cache" / "documents" / f"{document}.json"
    schemas: Schemas = json.loads(file.read_text("utf-8"))["schemas"]
    return schemas


def _reachable(top: str, schemas: Schemas) -> Iterator[str]:
    """The schemas with properties that `top` is made of."""
    seen: set[str] = set()
    waiting = list(_references(schemas[top]))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_references(schemas[name]))
            if _fields(schemas[name]):
                yield name


def _references(schema: Schema) -> Iterator[str]:
    if "$ref" in schema:
        yield schema["$ref"]
    inner = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), Mapping)]
    for each in (*_fields(schema).values(), *inner):
        yield from _references(each)


def _fields(schema: Schema) -> Schemas:
    return {name: field for name, field in sorted(schema.get("properties", {}).items()) if not _is_output(field)}


def _is_output(field: Schema) -> bool:
    """Compute says in prose what the other APIs say with a key."""
    return "readOnly" in field or field.get("description", "").startswith(("[Output Only", "Output only"))


def _shape(schema: Schema, document: str, schemas: Schemas) -> Spec:
    match schema:
        case {"$ref": str(name)}:
            inner = schemas[name]
            return {"ref": f"{document}/{name}"} if _fields(inner) else _shape(inner, document, schemas)
        case {"type": "array", "items": items}:
            return {"list": _shape(items, document, schemas)}
        case {"properties": _}:
            return {"struct": {name: _shape(field, document, schemas) for name, field in _fields(schema).items()}}
        case {"additionalProperties": values}:
            return {"map": _shape(values, document, schemas)}
    return SCALARS.get(schema["type"], {"struct": {}})  # an empty message is switched on by being there
