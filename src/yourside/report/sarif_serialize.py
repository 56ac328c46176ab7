"""sarif-om objects as plain data.

Not `jschema_to_python`: it takes twenty times as long and leaves out `level: warning`, which readers then take from the
rule.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import attr

KEPT = frozenset({"level", "kind"})
LEAVES = (str, int, float, bool, type(None))


def plain(node: Any) -> Any:
    """Without properties that are unset or at their default."""
    kind = type(node)
    if kind in LEAVES:
        return node
    if isinstance(node, list | tuple):
        return [plain(item) for item in node]
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if not attr.has(kind):
        return node
    written = ((field, getattr(node, name), default) for name, field, default in _fields(kind))
    return {
        field: plain(value)
        for field, value, default in written
        if value is not None and (field in KEPT or value != default)
    }


@cache
def _fields(kind: type[attr.AttrsInstance]) -> tuple[tuple[str, str, object], ...]:
    """Attribute, property and default of each field."""
    return tuple(
        (each.name, each.metadata["schema_property_name"], _default(each.default)) for each in attr.fields(kind)
    )


def _default(default: object) -> object:
    factory = getattr(default, "factory", None)
    return factory() if factory else default
