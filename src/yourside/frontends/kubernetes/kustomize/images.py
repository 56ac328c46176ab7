"""Images and numbers of replicas that a kustomization sets by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from yourside.frontends.kubernetes.kustomize.resource import Resource, Resources
from yourside.frontends.kubernetes.kustomize.trees import find, put, revise, text
from yourside.frontends.kubernetes.kustomize.workshop import Kustomization, Workshop
from yourside.spans import Hop, Origin
from yourside.values import Map, Scalar, Seq, Value

_LISTS = ("containers", "initContainers")
_SCALED = ("Deployment", "ReplicaSet", "ReplicationController", "StatefulSet")


@dataclass(frozen=True)
class Image:
    """What an image reference is made of."""

    name: str
    tag: str = ""
    digest: str = ""

    def __str__(self) -> str:
        return self.name + (f":{self.tag}" if self.tag else "") + (f"@{self.digest}" if self.digest else "")


def image_of(reference: str) -> Image:
    rest, _, digest = reference.partition("@")
    path, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    return Image(path + slash + name, tag, digest)


def pictured(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    changes = tuple(each for each in by.items("images") if isinstance(each, Map))
    if not changes or not workshop.affords(len(changes) * len(resources), changes[0].origin):
        return resources
    return tuple(_pictured(each, changes, by) for each in resources)


def _pictured(resource: Resource, changes: Sequence[Map], by: Kustomization) -> Resource:
    if resource.id.kind.kind == "CustomResourceDefinition":
        return resource
    return resource.written(_searched(resource.value, changes), by.block)


def _searched(value: Value, changes: Sequence[Map]) -> Value:
    """Wherever there are containers: custom resources have pods in places of their own."""
    match value:
        case Map(entries=entries):
            inner = {key: _searched(_containers(key, entry, changes), changes) for key, entry in entries.items()}
            same = all(inner[key] is entry for key, entry in entries.items())
            return value if same else replace(value, entries=inner)
        case Seq(items=items):
            changed = tuple(_searched(item, changes) for item in items)
            same = all(new is old for new, old in zip(changed, items, strict=True))
            return value if same else replace(value, items=changed)
    return value


def _containers(key: str, value: Value, changes: Sequence[Map]) -> Value:
    if key not in _LISTS or not isinstance(value, Seq):
        return value
    return revise(value, ("image",), lambda image: reduce(_changed, changes, image))


def _changed(value: Value, change: Map) -> Value:
    image = image_of(text(value))
    if not image.name or image.name != text(find(change, "name")):
        return value
    name, tag, digest = (find(change, key) for key in ("newName", "newTag", "digest"))
    new = replace(image, name=text(name) or image.name)
    if tag or digest:
        new = replace(new, tag=text(tag), digest=text(digest))
    told = tag or digest or name
    return Scalar(str(new), _over(value, told)) if told else value


def _over(old: Value, told: Value) -> Origin:
    return Origin(told.origin.span, told.origin.name, (Hop(old.origin.span, "the image that it replaces"),))


def scaled(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    for change in by.items("replicas"):
        if not workshop.affords(len(resources), change.origin):
            break
        name, count = text(find(change, "name")), find(change, "count")
        if count is None:
            continue
        if not any(_is_scaled(each, name) for each in resources):
            workshop.problem("replicas", f"there is nothing named {name} to scale", change.origin)
        resources = tuple(_scaled(each, count, by) if _is_scaled(each, name) else each for each in resources)
    return resources


def _is_scaled(resource: Resource, name: str) -> bool:
    return resource.id.kind.kind in _SCALED and any(each.name == name for each in resource.ids)


def _scaled(resource: Resource, count: Value, by: Kustomization) -> Resource:
    return resource.written(put(resource.value, ("spec", "replicas"), count), by.block)
