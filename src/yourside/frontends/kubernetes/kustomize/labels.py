"""Labels and annotations that a kustomization puts on everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from yourside.frontends.kubernetes.kustomize.resource import Kind, Resource, Resources
from yourside.frontends.kubernetes.kustomize.trees import Path, find, items, revise, text
from yourside.frontends.kubernetes.kustomize.workshop import COPY, Kustomization, Workshop, words
from yourside.values import Map, Scalar, Value

Words = tuple[tuple[str, Scalar], ...]


class Field(NamedTuple):
    """Where a map of words is; `made`: also when there is none yet."""

    path: Path
    kind: Kind = Kind()
    made: bool = True


def labelled(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    for item in by.items("labels"):
        pairs = find(item, "pairs")
        told = tuple(words(pairs)) if isinstance(pairs, Map) else ()
        resources = _set(resources, told, tuple(_fields(item)), by, workshop)
    return _set(resources, tuple(by.words("commonLabels")), _SELECTING, by, workshop)


def annotated(resources: Resources, by: Kustomization, workshop: Workshop) -> Resources:
    fields = (Field(("metadata", "annotations")), *_templates("annotations"))
    return _set(resources, tuple(by.words("commonAnnotations")), fields, by, workshop)


def _fields(item: Value) -> Iterator[Field]:
    yield from map(_custom, items(find(item, "fields")))
    if text(find(item, "includeSelectors")) == "true":
        yield from _SELECTING
        return
    yield Field(("metadata", "labels"))
    if text(find(item, "includeTemplates")) == "true":
        yield from _TEMPLATES


def _custom(item: Value) -> Field:
    kind = Kind(*(text(find(item, key)) for key in ("group", "version", "kind")))
    return Field(tuple(text(find(item, "path")).split("/")), kind, text(find(item, "create")) == "true")


def _set(
    resources: Resources, told: Words, fields: Sequence[Field], by: Kustomization, workshop: Workshop
) -> Resources:
    if not told or not workshop.affords(len(resources) * (len(fields) + COPY * len(told)), told[0][1].origin):
        return resources
    return tuple(_each(resource, told, fields, by) for resource in resources)


def _each(resource: Resource, told: Words, fields: Iterable[Field], by: Kustomization) -> Resource:
    kind, value = resource.id.kind, resource.value
    changed: Value = value
    for field in fields:
        if field.kind.selects(kind):
            made = told[0][1].origin if field.made else None
            changed = revise(changed, field.path, partial(_with, told), made)
    return resource.written(changed, by.block)


def _with(told: Words, value: Value) -> Value:
    return replace(value, entries={**value.entries, **dict(told)}) if isinstance(value, Map) else value


def _templates(field: str) -> tuple[Field, ...]:
    kinds = (
        Kind(version="v1", kind="ReplicationController"),
        *(Kind(kind=kind) for kind in ("Deployment", "ReplicaSet", "DaemonSet")),
        Kind("apps", kind="StatefulSet"),
        Kind("batch", kind="Job"),
    )
    cron = Kind("batch", kind="CronJob")
    return (
        *(Field(("spec", "template", "metadata", field), kind) for kind in kinds),
        Field(("spec", "jobTemplate", "metadata", field), cron),
        Field(("spec", "jobTemplate", "spec", "template", "metadata", field), cron),
    )


def _selectors() -> Iterator[Field]:
    matched = ("spec", "selector", "matchLabels")
    for kind in ("Service", "ReplicationController"):
        yield Field(("spec", "selector"), Kind(version="v1", kind=kind))
    for kind in ("Deployment", "ReplicaSet", "DaemonSet"):
        yield Field(matched, Kind(kind=kind))
    yield Field(matched, Kind("apps", kind="StatefulSet"))
    yield Field(("spec", "volumeClaimTemplates[]", "metadata", "labels"), Kind("apps", kind="StatefulSet"))
    yield Field(matched, Kind("batch", kind="Job"), made=False)
    yield Field(("spec", "jobTemplate", *matched), Kind("batch", kind="CronJob"), made=False)
    yield Field(matched, Kind("policy", kind="PodDisruptionBudget"), made=False)
    for before in ((), ("ingress", "from"), ("egress", "to")):
        path = ("spec", *before, "podSelector", "matchLabels")
        yield Field(path, Kind("networking.k8s.io", kind="NetworkPolicy"), made=False)
    for kind in ("Deployment", "StatefulSet"):
        yield from (Field(path, Kind("apps", kind=kind), made=False) for path in _neighbours())


def _neighbours() -> Iterator[Path]:
    """The selectors of other pods in a pod."""
    spec, matched = ("spec", "template", "spec"), ("labelSelector", "matchLabels")
    for affinity in ("podAffinity", "podAntiAffinity"):
        preferred = ("preferredDuringSchedulingIgnoredDuringExecution", "podAffinityTerm")
        for terms in (preferred, ("requiredDuringSchedulingIgnoredDuringExecution",)):
            yield (*spec, "affinity", affinity, *terms, *matched)
    yield (*spec, "topologySpreadConstraints", *matched)


_TEMPLATES = _templates("labels")
_SELECTING = (Field(("metadata", "labels")), *_TEMPLATES, *_selectors())
