"""AWS::Include: a piece of a template that stands in a file of its own.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yourside.frontends.cloudformation.library import Library, root
from yourside.syntax.limits import MAX_DEPTH
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

INCLUDE = "AWS::Include"
# Files in files.
MAX_FILES = 4


@dataclass(frozen=True, slots=True)
class Splice:
    """Puts what is included in its place. `left`: how many levels of files there may be still."""

    library: Library
    path: str
    left: int = MAX_FILES

    def document(self, document: Map) -> Map:
        """A template with what it includes, at its top and below."""
        if INCLUDE not in document.origin.span.file.text:
            return document
        included = self._named(document.entries.get("Transform"))
        below = self.value(document)
        whole = below.entries if isinstance(below, Map) else {}
        if included is None:
            return replace(document, entries=whole)
        return replace(document, entries={**included, **whole, "Transform": Seq((), document.origin)})

    def value(self, value: Value, depth: int = 0) -> Value:
        match value:
            case Map() | Seq() if depth > MAX_DEPTH:
                return Unknown(Why.LIMIT, value.origin, INCLUDE)
            case Map(entries=entries):
                return self._map(value, entries, depth)
            case Seq(items=items):
                return replace(value, items=tuple(self.value(item, depth + 1) for item in items))
        return value

    def _map(self, value: Map, entries: Mapping[str, Value], depth: int) -> Value:
        included = self._named(entries.get("Fn::Transform"), depth)
        written = {name: self.value(entry, depth + 1) for name, entry in entries.items()}
        if included is None:
            return replace(value, entries=written)
        del written["Fn::Transform"]
        return replace(value, entries={**included, **written})

    def _named(self, transform: Value | None, depth: int = 0) -> Mapping[str, Value] | None:
        """The content of the file that a transform includes; None when it is no such thing or not here."""
        match transform:
            case Map(
                entries={"Name": Scalar(data=name), "Parameters": Map(entries={"Location": Scalar(data=str(at))})}
            ):
                file = self.library.beside(self.path, at) if name == INCLUDE and self.left else None
                found = root(file) if file else None
                if file is None or found is None:
                    return None
                inside = replace(self, path=file.source.path, left=self.left - 1).value(found, depth)
                return inside.entries if isinstance(inside, Map) else None
        return None
