"""A resource on its way through a build, and who it was before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from yourside.frontends.kubernetes.kustomize.schema import is_cluster_scoped
from yourside.frontends.kubernetes.kustomize.trees import find, put, text
from yourside.spans import Origin
from yourside.values import Map, Scalar, Value


class Kind(NamedTuple):
    """A group, version and kind; as a selector, what is empty selects all."""

    group: str = ""
    version: str = ""
    kind: str = ""

    def selects(self, other: Kind) -> bool:
        return all(not wanted or wanted == found for wanted, found in zip(self, other, strict=True))


class Id(NamedTuple):
    """Two resources of one id would be one object in the cluster."""

    kind: Kind
    name: str
    namespace: str


def kind_of(value: Map) -> Kind:
    group, _, version = text(find(value, "apiVersion")).rpartition("/")
    return Kind(group, version, text(find(value, "kind")))


def id_of(value: Map) -> Id:
    kind = kind_of(value)
    namespace = text(find(value, "metadata", "namespace")) or "default"
    return Id(kind, text(find(value, "metadata", "name")), "" if is_cluster_scoped(*kind) else namespace)


@dataclass(frozen=True)
class Resource:
    """`before` are the ids it had, the first one first; references in sources use any of them.

    `affixes` are the prefixes and the suffixes that were put on its name. `blocks` are the places beside its own where
    parts of it are written: patches, and the kustomizations that set something. `hashed`: its name ends in the hash of
    its content.
    """

    value: Map
    before: tuple[Id, ...] = ()
    affixes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    blocks: tuple[Origin, ...] = ()
    hashed: bool = False

    @cached_property
    def id(self) -> Id:
        return id_of(self.value)

    @property
    def first(self) -> Id:
        return self.before[0] if self.before else self.id

    @property
    def ids(self) -> tuple[Id, ...]:
        return (*self.before, self.id)

    def remembered(self) -> Resource:
        """Before its name or namespace changes."""
        return replace(self, before=self.ids)

    def written(self, value: Value, block: Origin) -> Resource:
        """With a content that `block` had a part in."""
        if value is self.value or not isinstance(value, Map):
            return self
        return replace(self, value=value, blocks=(*self.blocks, block))

    def named(self, name: str, origin: Origin) -> Resource:
        return replace(self, value=put(self.value, ("metadata", "name"), Scalar(name, origin)))


Resources = tuple[Resource, ...]
