"""Kubernetes objects from the models of the official Python client."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType

from yourside.catalog.shapes import Spec

SCALARS = {
    "str": "string",
    "bytes": "string",  # base64
    "datetime": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "object": "any",
}
GENERIC = re.compile(r"(List|Dict)\[(?:str, )?(.*)\]")


def snapshot(names: Iterable[str]) -> dict[str, dict[str, Spec]]:
    """The snapshot of the types `names`, written `group/version/Kind` (`v1/Pod`)."""
    models = import_module("kubernetes.client.models")
    found: dict[str, dict[str, Spec]] = {"types": {}, "defs": {}}
    for name in sorted(names):
        model = _model(name)
        found["types"][name] = {"shape": {"ref": model}, "read_only": ["status"]}
        _define(model, models, found["defs"])
    found["defs"] = dict(sorted(found["defs"].items()))
    return found


def _model(name: str) -> str:
    """`batch/v1/Job` is V1Job. The client leaves out the groups of all kinds that we keep."""
    version, kind = name.split("/")[-2:]
    return version.capitalize() + kind


def _define(model: str, models: ModuleType, defs: dict[str, Spec]) -> None:
    waiting = [model]
    while waiting:
        name = waiting.pop()
        if name in defs:
            continue
        cls = getattr(models, name)
        types = {cls.attribute_map[attribute]: kind for attribute, kind in cls.openapi_types.items()}
        defs[name] = {"struct": {field: _shape(kind) for field, kind in sorted(types.items())}}
        waiting += [each for kind in types.values() for each in re.findall(r"\w*V\d\w+", kind)]


def _shape(kind: str) -> Spec:
    if generic := GENERIC.fullmatch(kind):
        return {{"List": "list", "Dict": "map"}[generic[1]]: _shape(generic[2])}
    return SCALARS.get(kind) or {"ref": kind}
