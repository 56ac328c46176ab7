"""namePrefix, nameSuffix, and namespace."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from yourside.frontends.kubernetes.kustomize.resource import Kind, Resource, Resources
from yourside.frontends.kubernetes.kustomize.schema import is_cluster_scoped
from yourside.frontends.kubernetes.kustomize.trees import Path, find, put, revise, text
from yourside.frontends.kubernetes.kustomize.workshop import Kustomization, Workshop
from yourside.spans import Hop, Origin
from yourside.values import Map, Scalar, Value

_FIXED_NAMES = ("CustomResourceDefinition", "Namespace")  # and API services: their names mean something


def prefixed(resources: Resources, by: Kustomization, _: Workshop) -> Resources:
    prefix = by["namePrefix"]
    return tuple(_affixed(each, prefix, by, True) for each in resources) if prefix and text(prefix) else resources


def suffixed(resources: Resources, by: Kustomization, _: Workshop) -> Resources:
    suffix = by["nameSuffix"]
    return tuple(_affixed(each, suffix, by, False) for each in resources) if suffix and text(suffix) else resources


def _affixed(resource: Resource, affix: Value, by: Kustomization, leads: bool) -> Resource:
    kind, name = resource.first.kind, find(resource.value, "metadata", "name")
    is_service = kind.kind == "APIService" and kind.group == "apiregistration.k8s.io"
    if name is None or kind.kind in _FIXED_NAMES or is_service:
        return resource
    word = text(affix)
    prefixes, suffixes = resource.affixes
    hop = Hop(affix.origin.span, "namePrefix" if leads else "nameSuffix")
    origin = replace(name.origin, via=(*name.origin.via, hop))
    changed = resource.remembered().named(word + text(name) if leads else text(name) + word, origin)
    affixes = ((*prefixes, word), suffixes) if leads else (prefixes, (*suffixes, word))
    return replace(changed, affixes=affixes)


def spaced(resources: Resources, by: Kustomization, _: Workshop) -> Resources:
    namespace = by["namespace"]
    if namespace is None or not text(namespace):
        return resources
    word = Scalar(text(namespace), Origin(namespace.origin.span, namespace.origin.name))
    return tuple(each.remembered().written(_spaced(each.value, each.id.kind, word), by.block) for each in resources)


def _spaced(value: Map, kind: Kind, word: Scalar) -> Value:
    if not is_cluster_scoped(*kind):
        value = put(value, ("metadata", "namespace"), word)
    if kind.kind in ("RoleBinding", "ClusterRoleBinding"):
        return revise(value, ("subjects",), partial(_default_account, word))
    path, made = _PLACES.get((kind.group, kind.kind), ((), False))
    return revise(value, path, lambda _: word, word.origin if made else None) if path else value


def _default_account(word: Scalar, subject: Value) -> Value:
    if isinstance(subject, Map) and text(find(subject, "name")) == "default":
        return put(subject, ("namespace",), word)
    return subject


_PLACES: dict[tuple[str, str], tuple[Path, bool]] = {
    ("", "Namespace"): (("metadata", "name"), True),
    ("apiregistration.k8s.io", "APIService"): (("spec", "service", "namespace"), True),
    ("apiextensions.k8s.io", "CustomResourceDefinition"): (
        ("spec", "conversion", "webhook", "clientConfig", "service", "namespace"),
        False,
    ),
}
