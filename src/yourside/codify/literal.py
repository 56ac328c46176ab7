"""Values as HCL: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md. What is not known has no literal."""

from __future__ import annotations

import json
from typing import Any

from yourside.catalog.model import Attr
from yourside.graph.spelling import reverse
from yourside.values import Data, Map, Scalar, Seq, Value, known


def expression(value: Value, attr: Attr) -> Any:
    """As python-hcl2 writes it: texts quoted, lists and maps of such; None where a part is not known."""
    if not known(value):
        return None
    match value:
        case Scalar(data=data):
            return scalar(reverse(attr, data))
        case Seq(items=items):
            return [expression(item, attr) for item in items]
        case Map(entries=entries):
            return {quoted(name): expression(entry, attr) for name, entry in entries.items()}
    return None


def scalar(data: Data) -> Any:
    return quoted(data) if isinstance(data, str) else data


def quoted(text: str) -> str:
    """A text of the cloud is no template."""
    return json.dumps(text, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def document(value: Value) -> str | None:
    """A call of jsonencode."""
    data = plain(value) if known(value) else None
    return None if data is None else f"${{jsonencode({_object(data)})}}"


def tags(pairs: Seq) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs.items:
        match pair:
            case Map(entries={"Key": Scalar(data=str(key)), "Value": Scalar(data=str(text))}):
                found[quoted(key)] = quoted(text)
    return found


def plain(value: Value) -> Any:
    match value:
        case Scalar(data=data):
            return data
        case Seq(items=items):
            return [plain(item) for item in items]
        case Map(entries=entries):
            return {name: plain(entry) for name, entry in entries.items()}
    return None


def _object(data: Any) -> str:
    match data:
        case dict():
            return "{" + ", ".join(f"{quoted(str(name))} = {_object(entry)}" for name, entry in data.items()) + "}"
        case list():
            return "[" + ", ".join(map(_object, data)) + "]"
        case str():
            return quoted(data)
    return json.dumps(data)
