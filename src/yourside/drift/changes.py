"""The properties that rules read and that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from yourside.catalog.model import Path
from yourside.drift.join import Pair
from yourside.drift.likeness import alike, at
from yourside.engine.language.parse import parse
from yourside.engine.language.reads import reads
from yourside.engine.rule import Rule
from yourside.graph.draft import LIST
from yourside.graph.views import View
from yourside.values import Missing, Seq, Unknown, Value, Why

# Disks and network interfaces can be attached to an instance by resources of their own.
GROWING = {"AWS::EC2::Instance": ("BlockDeviceMappings", "NetworkInterfaces")}

Read = Mapping[str, Mapping[Path, frozenset[str]]]
"""Canonical type -> what is read of it, without list positions -> the rules that read it."""


def read_paths(rules: Iterable[Rule], views: Mapping[str, View]) -> Read:
    found: dict[str, dict[Path, frozenset[str]]] = {}
    for rule in rules:
        for variable, steps in reads(parse(rule.deny)):
            for type_, path in _of_resource(rule.info.resource, variable, steps, views):
                if path:
                    paths = found.setdefault(type_, {})
                    paths[path] = paths.get(path, frozenset()) | {rule.info.id}
    return {type_: _outermost(paths) for type_, paths in found.items()}


def _of_resource(about: str, variable: str, steps: Path, views: Mapping[str, View]) -> Iterator[tuple[str, Path]]:
    if about not in views:
        yield about, steps
        return
    for type_, places in views[about].places.items():
        for place in places:
            start = {"r": place.path, "resource": (), **place.parents}.get(variable)
            if start is not None:
                yield type_, (*(step for step in start if step != LIST), *steps)


def _outermost(paths: Mapping[Path, frozenset[str]]) -> Mapping[Path, frozenset[str]]:
    """What is read as a whole includes what is read of it."""
    roots = [path for path in paths if not any(path[:end] in paths for end in range(1, len(path)))]
    return {root: frozenset().union(*(paths[path] for path in paths if path[: len(root)] == root)) for root in roots}


def changes(pair: Pair, read: Read, told: Iterable[str]) -> Iterator[Path]:
    """The paths that certainly differ; not those that only explain a verdict that differs, by the rules `told`, and not
    what the code leaves to the cloud."""
    explained = frozenset(told)
    # Two types of one kind call their properties otherwise: there only the verdicts are compared.
    paths = read.get(pair.declared.type, {}) if pair.declared.type == pair.live.type else {}
    for path, rules in paths.items():
        here, there = at(pair.declared.properties, path), at(pair.live.properties, path)
        if not (isinstance(here, Missing) or rules & explained or alike(_open(pair.declared.type, path, here), there)):
            yield path


def _open(type_: str, path: Path, value: Value) -> Value:
    """What is written, and, of what others may add to, anything else."""
    if isinstance(value, Seq) and path[-1] in GROWING.get(type_, ()):
        return replace(value, rest=Unknown(Why.UNREAD, value.origin))
    return value
