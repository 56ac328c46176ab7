"""Which of several things of one name is meant, in a tree that may hold many applications.

A run is one cluster. What is found under one name in several places of it is told apart by nearness: the same file (or
root module) is nearest, then each directory around it, itself before what lies below it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterator, Sequence
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
    """Resources under the keys that they can be found by, in the order of their places: a directory is a range. Those
    that stand in a directory itself are under a key with its name as well."""

    _found: dict[Hashable, list[Resource]] = field(default_factory=dict)

    def add(self, key: Hashable, resource: Resource) -> None:
        insort(self._found.setdefault(key, []), resource, key=_place)
        self._found.setdefault((key, directories(resource)[0]), []).append(resource)

    def nearest(self, key: Hashable, asker: Resource) -> Sequence[Resource]:
        """The nearest to `asker`; none where so many are equally near that none of them is meant."""
        if key not in self._found:
            return ()
        for circle, place in _circles(key, asker):
            if count := self.count(circle, place):
                return self.within(circle, place) if count <= AMBIGUOUS else ()
        return ()

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


def _circles(key: Hashable, asker: Resource) -> Iterator[tuple[Hashable, str]]:
    if (place := _place(asker)) == asker.id.unit:
        yield key, place
    for directory in directories(asker):
        yield (key, directory), directory
        yield key, directory


def _place(resource: Resource) -> str:
    """Of a manifest its file, of a root module its directory."""
    unit = resource.id.unit
    return f"{unit}/" if resource.native.dialect is Dialect.TERRAFORM else unit


@lru_cache(maxsize=1024)
def _around(place: str) -> Sequence[str]:
    parents = PurePosixPath(f"{place}x").parents
    return (*(f"{parent}/" for parent in parents if parent.name), EVERYWHERE)
