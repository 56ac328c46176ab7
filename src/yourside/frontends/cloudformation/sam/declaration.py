"""A SAM resource, and what is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, written
from yourside.spans import Origin
from yourside.values import Map, Value

Made: TypeAlias = tuple[str, Map]

# What a generated resource takes over from the one that it is generated for.
_PASSED_ON = ("Condition", "DeletionPolicy", "UpdateReplacePolicy")


@dataclass(frozen=True, slots=True)
class Declaration:
    """`properties` are those written together with those of Globals; `attributes` is what stands beside them."""

    name: str
    properties: Mapping[str, Value]
    attributes: Mapping[str, Value]
    origin: Origin

    def passed(self, *names: str) -> Parts:
        """Properties that mean the same in the generated resource."""
        return {name: self.properties[name] for name in names if name in self.properties}

    def within(self, name: str) -> Mapping[str, Value]:
        return entries_of(self.properties.get(name))

    def itself(self, kind: str, properties: Mapping[str, Plan | None]) -> Made:
        """The resource that keeps the name."""
        return self.name, _resource(kind, properties, self.attributes, self.origin)

    def beside(
        self, name: str, kind: str, properties: Mapping[str, Plan | None], by: Value | None = None, **more: Plan
    ) -> Made:
        """A further resource, which the property or event `by` asks for; `more` stands beside its properties."""
        origin = by.origin if by else self.origin
        attributes = {key: self.attributes[key] for key in _PASSED_ON if key in self.attributes}
        return name, _resource(kind, properties, attributes | {k: written(v, origin) for k, v in more.items()}, origin)


def _resource(kind: str, properties: Mapping[str, Plan | None], attributes: Mapping[str, Value], origin: Origin) -> Map:
    made = {"Type": written(kind, origin), "Properties": written(properties, origin)}
    return Map({**made, **attributes}, origin)


def declared(properties: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value, Mapping[str, Value]]]:
    """The name, the place and the entries of each map in the map `name`."""
    for key, value in entries_of(properties.get(name)).items():
        yield key, value, entries_of(value)


def named_after(prefix: str, text: str) -> str:
    """An id as SAM completes it: by the text itself, or by its hash where an id cannot hold it."""
    return prefix + text if text.isalnum() else hashed(prefix, text)


def hashed(prefix: str, text: str) -> str:
    digest = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    return f"{prefix}{digest[:10]}" if text else prefix
