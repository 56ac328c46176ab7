"""AWS types from the CloudFormation registry schemas that cfn-lint carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from yourside.catalog.shapes import Spec

Schema = Mapping[str, Any]
REGION = "us-east-1"  # where every property of every type exists


def snapshot(names: Iterable[str]) -> dict[str, dict[str, Spec]]:
    """The snapshot of the types `names`; raises cfn-lint's ResourceNotFoundError for a type there is none of."""
    manager = import_module("cfnlint.schema").PROVIDER_SCHEMA_MANAGER
    found: dict[str, dict[str, Spec]] = {"types": {}, "defs": {}}
    for name in sorted(names):
        schema = manager.get_resource_schema(REGION, name).schema
        translation = _Translation(name, schema)
        found["types"][name] = translation.type()
        found["defs"] |= translation.recursive_definitions()
    return found


class _Translation:
    """One registry schema in the snapshot's terms. A definition is written out in place unless it contains itself."""

    def __init__(self, name: str, schema: Schema) -> None:
        self._name = name
        self._schema = schema
        self._definitions: Mapping[str, Schema] = schema.get("definitions", {})
        self._recursive = {each for each in self._definitions if each in self._reachable(each)}

    def type(self) -> Spec:
        found: dict[str, Spec] = {"shape": {"struct": self._fields(self._schema)}}
        for ours, theirs in (("read_only", "readOnlyProperties"), ("write_only", "writeOnlyProperties")):
            if pointers := self._schema.get(theirs):
                found[ours] = sorted({_dotted(pointer) for pointer in pointers})
        return found

    def recursive_definitions(self) -> dict[str, Spec]:
        return {f"{self._name}/{each}": self._typed(self._definitions[each]) for each in sorted(self._recursive)}

    def _reachable(self, start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for name in _references(self._definitions[waiting.pop()]):
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return seen

    def _fields(self, schema: Schema) -> dict[str, Spec]:
        return {name: self._shape(field) for name, field in sorted(schema.get("properties", {}).items())}

    def _shape(self, schema: Schema) -> Spec:
        if ref := schema.get("$ref"):
            name = ref.rpartition("/")[2]
            if name in self._recursive:
                return {"ref": f"{self._name}/{name}"}
            return self._shape(self._definitions[name])
        return self._typed(schema)

    def _typed(self, schema: Schema) -> Spec:
        if schema.get("format") == "json":
            return "json"
        own = [self._of_type(schema)] if "type" in schema or "properties" in schema else []
        variants = [variant for key in ("anyOf", "oneOf", "allOf") for variant in schema.get(key, ())]
        shapes = own + [self._shape(variant) for variant in variants if _says_a_shape(variant)]
        return _union([shape for shape in shapes if shape != "json"] or shapes)  # "an object" says least

    def _of_type(self, schema: Schema) -> Spec:
        kinds = _kinds(schema)
        if "object" in kinds and "array" not in kinds:
            return self._object(schema)  # or its JSON text
        if kinds == {"array"}:
            return {"list": self._shape(schema.get("items", {}))}
        return kinds.pop() if len(kinds) == 1 else "any"

    def _object(self, schema: Schema) -> Spec:
        if schema.get("properties"):
            return {"struct": self._fields(schema)}
        free = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
        values = [self._shape(value) for value in free if isinstance(value, Mapping)]
        return {"map": _union(values)} if values else "json"


def _kinds(schema: Schema) -> set[str]:
    match schema.get("type", "object"):
        case str(kind):
            return {kind}
        case kinds:
            return set(kinds)


def _says_a_shape(schema: Schema) -> bool:
    """False for a variant that only constrains, such as `{required: [...]}`."""
    return bool(schema.keys() & {"type", "properties", "$ref", "anyOf", "oneOf", "allOf"})


def _union(shapes: list[Spec]) -> Spec:
    """What any of them allows: fields of all structs; "any" where kinds differ."""
    if not shapes:
        return "any"
    first, *others = shapes
    for other in others:
        match first, other:
            case {"struct": ours}, {"struct": theirs}:
                names = sorted({**ours, **theirs})
                first = {"struct": {name: _union([s[name] for s in (ours, theirs) if name in s]) for name in names}}
            case _ if first != other:
                return "any"
    return first


def _references(schema: Any) -> Iterator[str]:
    match schema:
        case {"$ref": str(ref)}:
            yield ref.rpartition("/")[2]
        case Mapping():
            for value in schema.values():
                yield from _references(value)
        case list():
            for value in schema:
                yield from _references(value)


def _dotted(pointer: str) -> str:
    """`/properties/Rules/*/Id` or `/properties/Rules/items/Id` as `Rules.Id`."""
    steps = re.sub(r"^/properties/", "", pointer).split("/")
    return ".".join(step for step in steps if step not in ("*", "items", "properties"))
