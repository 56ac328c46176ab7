"""Which of several things of one name is meant, in a tree that may hold many applications.

A run is one cluster. What is found under one name in several places of it is told apart by nearness: the same file (or
root module) is nearest, then each directory around it, itself before what lies below it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from yourside.coverage import Dialect
from yourside.graph.model import Resource

AMBIGUOUS = 8
EVERYWHERE = ""
_PAST = "\U0010ffff"


@dataclass(slots=True)
class Nearby:
    """Resources under the keys that they can be found by, in the order of their places: a directory is a range. All are
    added before one is asked for."""

    _found: dict[Hashable, list[Resource]] = field(default_factory=dict)
    _standing: dict[Hashable, Mapping[str, Sequence[Resource]]] = field(default_factory=dict)

    def add(self, key: Hashable, resource: Resource) -> None:
        insort(self._found.setdefault(key, []), resource, key=_place)

    def nearest(self, key: Hashable, asker: Resource) -> Sequence[Resource]:
        """The nearest to `asker`; none where so many are equally near that none of them is meant."""
        found = self._found.get(key, ())
        if len(found) <= 1:
            return found
        if (place := _place(asker)) == asker.id.unit and (count := self.count(key, place)):
            return self.within(key, place) if count <= AMBIGUOUS else ()
        for directory in directories(asker):
            if here := self._directly(key).get(directory):
                return here if len(here) <= AMBIGUOUS else ()
            if count := self.count(key, directory):
                return self.within(key, directory) if count <= AMBIGUOUS else ()
        return ()

    def _directly(self, key: Hashable) -> Mapping[str, Sequence[Resource]]:
        """By the directory that they stand in themselves; few keys have several resources to tell apart."""
        if key not in self._standing:
            found: dict[str, list[Resource]] = {}
            for resource in self._found[key]:
                found.setdefault(directories(resource)[0], []).append(resource)
            self._standing[key] = found
        return self._standing[key]

    def within(self, key: Hashable, place: str) -> Sequence[Resource]:
        return self._found[key][slice(*self._range(key, place))] if key in self._found else ()

    def count(self, key: Hashable, place: str) -> int:
        first, last = self._range(key, place)
        return last - first

    def _range(self, key: Hashable, place: str) -> tuple[int, int]:
        found = self._found.get(key, [])
        return bisect_left(found, place, key=_place), bisect_left(found, place + _PAST, key=_place)


def directories(resource: Resource) -> Sequence[str]:
    """Each directory around a resource with a slash at its end, the nearest first; at last, everywhere."""
    return _around(_place(resource))


def _place(resource: Resource) -> str:
    """Of a manifest its file, of a root module its directory."""
    unit = resource.id.unit
    return f"{unit}/" if resource.native.dialect is Dialect.TERRAFORM else unit


@lru_cache(maxsize=1024)
def _around(place: str) -> Sequence[str]:
    parents = PurePosixPath(f"{place}x").parents
    return (*(f"{parent}/" for parent in parents if parent.name), EVERYWHERE)
