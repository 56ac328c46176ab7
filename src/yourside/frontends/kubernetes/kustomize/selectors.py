"""Which resources a patch or a replacement is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from yourside.frontends.kubernetes.kustomize.resource import Id, Resource
from yourside.frontends.kubernetes.kustomize.trees import find, text
from yourside.values import Map, Value

if TYPE_CHECKING:
    import re2

_MEMORY = 1 << 20  # bytes that one pattern may take, compiled


class SelectorError(Exception):
    """This selector cannot be read; the text says why."""


@dataclass(frozen=True)
class Selector:
    """Each pattern has to match the whole of the word; one that is not given matches every word."""

    kind: tuple[str, str, str]
    name: str
    namespace: str
    labels: str
    annotations: str

    def matches(self, resource: Resource) -> bool:
        """By what the resource was first called or by what it is called now."""
        first, now = resource.first, resource.id
        return (
            (_matches(self.name, first.name) or _matches(self.name, now.name))
            and (_matches(self.namespace, first.namespace) or _matches(self.namespace, now.namespace))
            and all(map(_matches, self.kind, now.kind))
            and _satisfies(self.labels, resource, "labels")
            and _satisfies(self.annotations, resource, "annotations")
        )

    def identifies(self, resource: Resource) -> bool:
        """Whether one of its ids is the one that is spelled out here."""
        return any(self._spells(each) for each in resource.ids)

    def _spells(self, each: Id) -> bool:
        wanted, found = (*self.kind, self.name, self.namespace), (*each.kind, each.name, each.namespace)
        return all(not word or word == other for word, other in zip(wanted, found, strict=True))


def selector(value: Value | None) -> Selector:
    """Raises SelectorError."""
    group, version, kind, name, namespace, labels, annotations = (
        text(find(value, key))
        for key in ("group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector")
    )
    for pattern in (group, version, kind, name, namespace):
        _pattern(pattern)
    for requirements in (labels, annotations):
        tuple(_requirements(requirements))
    return Selector((group, version, kind), name, namespace, labels, annotations)


def _matches(pattern: str, word: str) -> bool:
    return not pattern or _pattern(pattern).fullmatch(word) is not None


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re2._Regexp[str]:
    """Of Go's own engine, which takes linear time."""
    import re2

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise SelectorError(f"`{pattern}` is not a pattern: {error}") from None


def _satisfies(requirements: str, resource: Resource, field: str) -> bool:
    if not requirements:
        return True
    found = find(resource.value, "metadata", field)
    words = {key: text(value) for key, value in found.entries.items()} if isinstance(found, Map) else {}
    return all(requirement(words) for requirement in _requirements(requirements))


Requirement = Callable[[dict[str, str]], bool]


def _requirements(selection: str) -> Iterator[Requirement]:
    """The selectors of kubectl: `a=b`, `a!=b`, `a in (b, c)`, `a notin (b)`, `a`, `!a`, with commas between."""
    import re2

    rest = selection.strip()
    while rest:
        match = re2.match(_REQUIREMENT, rest)
        if match is None:
            raise SelectorError(f"`{selection}` is not a selector")
        yield _requirement(match)
        rest = rest[match.end() :]


_WORD = r"[A-Za-z0-9_./-]+"
_REQUIREMENT = (
    rf"\s*(?P<no>!)?\s*(?P<key>{_WORD})\s*"
    rf"(?:(?P<sign>==?|!=)\s*(?P<value>[A-Za-z0-9_.-]*)|(?P<set>in|notin)\s*\((?P<values>[^()]*)\))?\s*(?:,|$)"
)


def _requirement(match: re2._Match[str]) -> Requirement:
    key, sign, within, listed = (match[group] or "" for group in ("key", "sign", "set", "values"))
    if sign or within:
        given = (match["value"] or "",) if sign else tuple(word.strip() for word in listed.split(","))
        if sign == "!=" or within == "notin":
            return lambda words: words.get(key) not in given
        return lambda words: words.get(key) in given
    if match["no"]:
        return lambda words: key not in words
    return lambda words: key in words
