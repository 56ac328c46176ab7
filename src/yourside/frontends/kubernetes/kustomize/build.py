"""Builds every kustomization that no other one includes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from posixpath import basename

from yourside.coverage import Ledger
from yourside.frontends.inputs import Tree
from yourside.frontends.kubernetes.kustomize.accumulate import INCLUDING, Accumulation
from yourside.frontends.kubernetes.kustomize.hashes import hashed
from yourside.frontends.kubernetes.kustomize.references import settled
from yourside.frontends.kubernetes.kustomize.resource import Resources
from yourside.frontends.kubernetes.kustomize.trees import text
from yourside.frontends.kubernetes.kustomize.workshop import Kustomization, Workshop, directory_of
from yourside.frontends.kubernetes.objects import resources
from yourside.frontends.kubernetes.roots import KUSTOMIZATIONS
from yourside.frontends.native import NativeResource, Reading
from yourside.spans import SourceFile


@dataclass(frozen=True, slots=True)
class Built:
    """`consumed` are the paths of the files that the builds took in: they are not manifests of their own."""

    reading: Reading
    consumed: frozenset[str]


def build(files: Sequence[SourceFile], tree: Tree) -> Built:
    """What the kustomizations among `files` deploy; each root is a unit, known by the path of its file."""
    workshop = Workshop(tree)
    directories = sorted({directory_of(file) for file in files if basename(file.path) in KUSTOMIZATIONS})
    found: list[NativeResource] = []
    for root in _roots(directories, workshop):
        made = Accumulation(workshop).of(root)
        found.extend(_natives(settled(hashed(made)), root.source.path))
    ledger = workshop.ledger() + Ledger(counts={"resources": len(found), "kustomizations": len(directories)})
    return Built(Reading(tuple(found), tuple(workshop.problems), ledger), frozenset(workshop.opened))


def _natives(built: Resources, unit: str) -> Iterator[NativeResource]:
    for native, each in zip(resources((each.value for each in built), unit), built, strict=True):
        yield replace(native, blocks=tuple(dict.fromkeys(each.blocks)))


def _roots(directories: Sequence[str], workshop: Workshop) -> Iterator[Kustomization]:
    """Those that nothing includes; then, of those that only include each other, each that was not reached."""
    every = {each: found for each in directories if (found := workshop.kustomization(each))}
    included = {by.path(text(item)) for by in every.values() for item in by.items(*INCLUDING)}
    for directory, found in every.items():
        if directory not in included:
            yield found
    for directory, found in every.items():
        if directory not in workshop.entered:
            yield found
