"""The names that declared and deployed resources can be joined by, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.frontends.live.identities import ARN_NAMES
from yourside.graph.lower import at
from yourside.graph.model import Resource
from yourside.values import Map, Scalar, Seq, Value


class Strength(IntEnum):
    """How surely a key names one resource; the lower the surer."""

    ADDRESS = 0
    ID = 1
    OBJECT = 2
    NAME = 3
    KIN = 4
    STACK_TAG = 5
    ANYWHERE = 6
    NAME_TAG = 7

    @property
    def sure(self) -> bool:
        """Whether a resource that is deployed has it: what nobody has then is not there."""
        return Strength.ADDRESS < self <= Strength.KIN


@dataclass(frozen=True, slots=True)
class Key:
    """`text` is compared without case where the cloud does (`/subscriptions/...`); `label` is for the reader."""

    strength: Strength
    label: str
    text: str

    def __str__(self) -> str:
        return f"{self.label} {self.text}"


@dataclass(frozen=True, slots=True)
class Identities:
    """What is known of deployments beside the sources: ids by the address that made them.

    `state` is by Terraform address, `stacks` by logical id (`Stack/Name` in nested ones).
    """

    state: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __add__(self, other: Identities) -> Identities:
        return Identities(_both(self.state, other.state), _both(self.stacks, other.stacks))


def _both(first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {name: (*first.get(name, ()), *second.get(name, ())) for name in {**first, **second}}


LOGICAL_ID = "aws:cloudformation:logical-id"


def keys(resource: Resource, catalog: Catalog, known: Identities, deployed: bool) -> Iterator[Key]:
    """Every key that a resource can be found by by itself, on either side."""
    if not resource.id.part:
        yield from _of_native(resource, known)
    yield from _object(resource, deployed)
    for path in catalog.canonical(resource.type).id:
        for text in _text(at(resource.properties, path)):
            yield Key(Strength.NAME, ".".join(path), text)
    yield from _tagged(resource)


def _of_native(resource: Resource, known: Identities) -> Iterator[Key]:
    """What the cloud, a state or a stack calls it; what it was split into has other names."""
    native = resource.native
    yield from (Key(Strength.ID, "id", folded(name)) for name in _ids(resource))
    if native.dialect is Dialect.TERRAFORM:
        yield Key(Strength.ADDRESS, "address", native.address)
        yield from (Key(Strength.ID, "state", folded(name)) for name in known.state.get(native.address, ()))
    if native.dialect is Dialect.CLOUDFORMATION:
        yield from (Key(Strength.ID, "stack", folded(name)) for name in known.stacks.get(native.address, ()))
        yield Key(Strength.STACK_TAG, f"tag {LOGICAL_ID}", native.address)


def folded(name: str) -> str:
    """Azure writes one id in several cases: https://learn.microsoft.com/azure/azure-resource-manager/management/."""
    return name.lower() if name.lower().startswith("/subscriptions/") else name


def _ids(resource: Resource) -> Iterator[str]:
    """The names in the cloud, where they are known: of an inventory, or of the attributes of a state."""
    for native in resource.natives[:1]:
        yield from native.ids
        if native.dialect is Dialect.TERRAFORM:
            yield from (text for name in ARN_NAMES for text in _text(native.body.entries.get(name)))


def _object(resource: Resource, deployed: bool) -> Iterator[Key]:
    """Namespace and name of a Kubernetes object. One whose namespace nobody wrote may be deployed to any."""
    metadata = resource.properties.entries.get("metadata")
    if not isinstance(metadata, Map):
        return
    name, home = (next(_text(metadata.entries.get(key)), "") for key in ("name", "namespace"))
    if name and home:
        yield Key(Strength.OBJECT, "object", f"{home}/{name}")
    if name and (deployed or not home):
        yield Key(Strength.ANYWHERE, "object", name)


def _tagged(resource: Resource) -> Iterator[Key]:
    tags = dict(_tags(resource.properties.entries.get("Tags")))
    if logical := tags.get(LOGICAL_ID):
        yield Key(Strength.STACK_TAG, f"tag {LOGICAL_ID}", logical)
    if name := tags.get("Name"):
        yield Key(Strength.NAME_TAG, "tag Name", name)


def _tags(value: Value | None) -> Iterable[tuple[str, str]]:
    match value:
        case Seq(items=items):
            for item in items:
                match item:
                    case Map(entries={"Key": Scalar(data=str(key)), "Value": Scalar(data=str(text))}):
                        yield key, text
        case Map(entries=entries):
            yield from ((key, text) for key, entry in entries.items() for text in _text(entry))


def _text(value: Value | None) -> Iterator[str]:
    match value:
        case Scalar(data=str(text)) if text:
            yield text
