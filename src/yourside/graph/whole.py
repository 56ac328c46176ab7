"""API objects that stand whole in an attribute of a resource: their types and their properties."""

from __future__ import annotations

from yourside.catalog.model import Table
from yourside.catalog.shapes import Shapes
from yourside.frontends.native import NativeResource
from yourside.graph import documents
from yourside.graph.draft import Draft
from yourside.syntax.embedded import parse_yaml
from yourside.values import Encoded, Map, Missing, Scalar, Unknown, Value

Found = tuple[str, Map] | str  # the canonical type and the object, or why there is none


def api_object(value: Value | None) -> Found:
    """An object of Kubernetes, which says its type itself; or the YAML text of one."""
    from yourside.frontends.kubernetes.versions import type_of

    match value:
        case Encoded(value=inner):
            return api_object(inner)
        case Scalar(data=str()) | Unknown(parts=(_, *_)):
            read = parse_yaml(value)
            return "" if isinstance(read, Scalar | Unknown) else api_object(read)
        case Map(entries={"apiVersion": Scalar(data=str(version)), "kind": Scalar(data=str(kind))}):
            return type_of(version, kind), value
    return ""


def typed_object(native: NativeResource, table: Table, known: Shapes) -> Found:
    """An object whose type another attribute says, with what stands beside it."""
    written = native.body.entries
    match written.get(table.typed):
        case Scalar(data=str(text)):
            name = text.partition("@")[0]
        case _:
            return f"resource whose type is not known: {native.type}"
    type_ = known.spelled(name)
    if type_ is None:
        return f"resource type without a table: {name}"
    draft = Draft(native.origin)
    for (name, *_), attr in table.attrs.items():
        if name in written and attr.to:
            draft.put(attr.to, written[name])
    draft.put((), documents.tree(written.get(table.object, Missing(native.origin))))
    return type_, draft.map()
