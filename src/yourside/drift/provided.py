"""What a cloud or a controller made by itself (`provided.yaml`): default networks, service-linked roles, pods of a
deployment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from yourside.drift.likeness import at
from yourside.graph.model import Resource
from yourside.values import Map, Scalar, Seq

Patterns = Mapping[str, Mapping[str, Sequence[str]]]


@cache
def load_patterns() -> Patterns:
    import yaml

    loaded: Patterns = yaml.load((files("yourside.drift") / "provided.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return loaded


def provided(resource: Resource, patterns: Patterns) -> bool:
    """Whether nobody had to write it for it to be there."""
    match resource.properties.entries:
        case {"x-Provided": Scalar(data=str())}:
            return True
        case {"metadata": Map(entries={"ownerReferences": Seq(items=(_, *_))})}:
            return True
    return any(_matches(resource, path, texts) for path, texts in patterns.get(resource.type, {}).items())


def _matches(resource: Resource, path: str, patterns: Sequence[str]) -> bool:
    match at(resource.properties, path.split(".")):
        case Scalar(data=str(text)):
            return any(fnmatchcase(text, pattern) for pattern in patterns)
    return False
