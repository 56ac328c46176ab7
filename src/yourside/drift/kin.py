"""Resources without a name, by what they belong to (`kin.yaml`): the policy of a bucket, a rule of a network ACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from yourside.drift.keys import Key, Strength
from yourside.graph.model import Resource, ResourceGraph, ResourceId
from yourside.values import Missing, Scalar, Seq, Value

Partners = Mapping[ResourceId, Resource]
"""What is deployed of what is declared, as far as it is known."""


@cache
def load_kin() -> Mapping[str, Mapping[str, Any]]:
    import yaml

    kin: Mapping[str, Mapping[str, Any]] = yaml.load(
        (files("yourside.drift") / "kin.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return kin


@dataclass(frozen=True, slots=True)
class Kin:
    """Keys of the resources of one graph. `partners` are of the declared side."""

    graph: ResourceGraph
    partners: Partners

    def keys(self, resource: Resource) -> Iterator[Key]:
        kin = load_kin()
        if (names := kin["by"].get(resource.type)) is not None:
            label = ", ".join(names) or resource.type
            for texts in product(*(self._texts(resource, name) for name in names)):
                yield Key(Strength.KIN, label, " ".join(texts))
        if caller := kin["called"].get(resource.type):
            yield from self._called(resource, caller["by"], caller["at"])

    def _texts(self, resource: Resource, name: str) -> Sequence[str]:
        """What may stand for a property on the deployed side; nothing where that cannot be told."""
        told = resource.properties.entries.get(name, Missing(resource.origin))
        if texts := tuple(self._names(resource, name)):
            return texts
        return _written(told)

    def _names(self, resource: Resource, name: str) -> Iterator[str]:
        for edge in self.graph.out(resource.id):
            if edge.path[:1] == (name,) and (partner := self.partners.get(edge.target)):
                yield from partner.native.ids

    def _called(self, resource: Resource, type_: str, name: str) -> Iterator[Key]:
        for edge in self.graph.into(resource.id):
            caller = self.partners.get(edge.source)
            if caller and caller.type == type_ and edge.path == (name,):
                for text in _written(caller.properties.entries.get(name, Missing(resource.origin))):
                    yield Key(Strength.ID, f"{name} of {edge.source.address}", text)


def has_kin(resources: Iterable[Resource]) -> Iterator[Resource]:
    kin = load_kin()
    yield from (each for each in resources if each.type in kin["by"] or each.type in kin["called"])


def _written(value: Value) -> Sequence[str]:
    match value:
        case Missing() | Scalar(data=None):
            return ("",)
        case Scalar(data=data):
            return (str(data).lower() if isinstance(data, bool) else str(data),)
        case Seq(items=(only,), rest=None):
            return _written(only)
    return ()
