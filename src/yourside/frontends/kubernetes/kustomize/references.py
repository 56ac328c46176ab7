"""Names of other objects, brought up to date once the names are what they will be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from yourside.frontends.kubernetes.kustomize.reference_table import REFERENCES, Reference
from yourside.frontends.kubernetes.kustomize.resource import Kind, Resource, Resources
from yourside.frontends.kubernetes.kustomize.schema import is_cluster_scoped
from yourside.frontends.kubernetes.kustomize.trees import find, items, put, revise, text
from yourside.values import Map, Scalar, Value

_BINDINGS = ("RoleBinding", "ClusterRoleBinding")


def settled(resources: Resources) -> Resources:
    """Every reference to something that had another name before."""
    known: dict[str, list[Resource]] = {}
    for resource in resources:
        for name in dict.fromkeys(each.name for each in resource.before):
            known.setdefault(name, []).append(resource)
    return tuple(_settled(each, known) for each in resources)


def _settled(resource: Resource, known: Mapping[str, Sequence[Resource]]) -> Resource:
    value: Value = resource.value
    for reference in _references(resource.id.kind):
        value = revise(value, reference.path, _Referrer(resource, reference, known).change)
    return replace(resource, value=value) if isinstance(value, Map) and value is not resource.value else resource


@lru_cache(maxsize=256)
def _references(by: Kind) -> Sequence[Reference]:
    return tuple(reference for reference in REFERENCES if reference.by.selects(by))


@dataclass(frozen=True)
class _Referrer:
    resource: Resource
    reference: Reference
    known: Mapping[str, Sequence[Resource]]

    def change(self, value: Value) -> Value:
        match value:
            case Map():
                return self._object(value)
            case Scalar():
                found = self._meant(text(value), self.known.get(text(value), ()))
                return replace(value, data=found.id.name) if found and found.id.name != text(value) else value
        return value

    def _object(self, value: Map) -> Value:
        """A name beside which a namespace may stand."""
        name = find(value, "name")
        if name is None:
            return value
        found = self._meant(text(name), self._there(value, text(name)))
        if found is None:
            return value
        value = put(value, ("name",), Scalar(found.id.name, name.origin))
        space = find(found.value, "metadata", "namespace")
        return put(value, ("namespace",), space) if space else value

    def _there(self, value: Map, name: str) -> Sequence[Resource]:
        candidates = self.known.get(name, ())
        space = find(value, "namespace")
        if space is None:
            return candidates
        first = [each for each in candidates if each.first.namespace == text(space)]
        return first or [each for each in candidates if each.id.namespace == text(space)]

    def _meant(self, name: str, candidates: Sequence[Resource]) -> Resource | None:
        """The one that was called this; among several, the one whose name was changed along with the referrer's."""
        fitting = [each for each in candidates if self._fits(each)]
        if len(fitting) > 1:
            fitting = [each for each in fitting if _alike(each, self.resource)]
        names = {(each.id.name, each.id.namespace) for each in fitting}
        return fitting[0] if len(names) == 1 else None

    def _fits(self, candidate: Resource) -> bool:
        kinds = [each.kind for each in candidate.before]
        if not any(self.reference.target.selects(kind) for kind in kinds):
            return False
        if self.reference.path == ("roleRef", "name"):
            role = find(self.resource.value, "roleRef")
            wanted = Kind(text(find(role, "apiGroup")), kind=text(find(role, "kind")))
            if not any(wanted.selects(kind) for kind in kinds):
                return False
        return self._reaches(candidate)

    def _reaches(self, candidate: Resource) -> bool:
        """Within its namespace; what has none reaches and is reached from everywhere."""
        own, other = self.resource.id, candidate.id
        if is_cluster_scoped(*own.kind) or is_cluster_scoped(*other.kind) or own.namespace == other.namespace:
            return True
        subjects = items(find(self.resource.value, "subjects")) if own.kind.kind in _BINDINGS else ()
        spaces = {text(find(subject, "namespace")) for subject in subjects}
        return other.kind.kind == "ServiceAccount" and not spaces.isdisjoint(
            {other.namespace, *(each.namespace for each in candidate.before)}
        )


def _alike(one: Resource, other: Resource) -> bool:
    """Whether the shorter of the two histories of prefixes, and of suffixes, is how the longer one ends."""
    return all(_same_end(mine, its) for mine, its in zip(one.affixes, other.affixes, strict=True))


def _same_end(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return list(longer[len(longer) - len(shorter) :]) == list(shorter) and bool(shorter or not longer)
