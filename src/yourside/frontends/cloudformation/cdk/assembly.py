"""A cloud assembly (`cdk.out`): its manifest, and the stack traces that it keeps of constructs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from yourside.frontends.inputs import Tree

_STACK = "aws:cloudformation:stack"
_LOGICAL_ID, _CREATION = "aws:cdk:logicalId", "aws:cdk:creationStack"

# Constructs in constructs: deeper than anybody builds.
_MAX_DEPTH = 30

Trace = Sequence[str]


@dataclass(frozen=True, eq=False)
class Assembly:
    """One directory. Constructs go by their paths (`Shop/Receipts/Resource`)."""

    directory: str
    tree: Tree

    @cached_property
    def traces(self) -> Mapping[str, Trace]:
        """The calls that made each construct, innermost first."""
        return {path: trace for _, path, entries in self._metadata for trace in _traces(entries)}

    def traces_of(self, construct: str) -> Iterator[Trace]:
        """Its own, then those of the constructs that it is a part of, the innermost first. The CDK keeps no more than
        a few frames: for a subnet that a network makes, none may be the user's."""
        around = construct.split("/", _MAX_DEPTH)[:-1]
        yield self.traces.get(construct, ())
        for depth in range(len(around), 1, -1):
            owner = "/".join(around[:depth])
            for name in (owner, f"{owner}/Resource", f"{owner}/Default"):
                yield self.traces.get(name, ())

    @cached_property
    def paths(self) -> Mapping[tuple[str, str], str]:
        """The construct that a logical id of a template stands for."""
        return {(template, name): path for template, path, entries in self._metadata for name in _names(entries)}

    @cached_property
    def _metadata(self) -> Sequence[tuple[str, str, Sequence[Any]]]:
        """The name of the stack's template, the path of the construct, and what is said of it."""
        return tuple(
            (str(template), path.removeprefix("/"), entries)
            for template, found in self._stacks()
            for path, entries in found.items()
            if isinstance(entries, list)
        )

    def _stacks(self) -> Iterator[tuple[object, Mapping[str, Any]]]:
        for artifact in _map(self._json("manifest.json").get("artifacts")).values():
            stack = _map(artifact)
            if stack.get("type") == _STACK:
                template = _map(stack.get("properties")).get("templateFile")
                yield template, _map(stack.get("metadata"))
                yield template, self._json(stack.get("additionalMetadataFile"))

    def _json(self, name: object) -> Mapping[str, Any]:
        source = self.tree.read(str(PurePosixPath(self.directory) / name)) if isinstance(name, str) else None
        try:
            return _map(json.loads(source.text)) if source else {}
        except (ValueError, RecursionError):
            return {}


def _traces(entries: Sequence[Any]) -> Iterator[Trace]:
    """Newer versions keep the trace by itself, older ones beside the logical id."""
    for entry in map(_map, entries):
        trace = entry.get("data") if entry.get("type") == _CREATION else entry.get("trace")
        if entry.get("type") in (_CREATION, _LOGICAL_ID) and isinstance(trace, list):
            yield tuple(map(str, trace))


def _names(entries: Sequence[Any]) -> Iterator[str]:
    yield from (str(entry.get("data")) for entry in map(_map, entries) if entry.get("type") == _LOGICAL_ID)


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
