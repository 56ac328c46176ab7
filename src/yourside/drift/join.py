"""Which deployed resource is the one that is declared. What could be several is said, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.drift.keys import Identities, Key, Strength, keys
from yourside.drift.kin import Kin, has_kin
from yourside.graph.model import Resource, ResourceGraph, ResourceId

Found = tuple[str, Strength, str]  # kind, and what a key says

# One resource under two types: a domain is listed by its engine, whatever service it was declared with.
# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/rename.html
KINDS = {"AWS::Elasticsearch::Domain": "AWS::OpenSearchService::Domain"}


@dataclass(frozen=True, slots=True)
class Pair:
    declared: Resource
    live: Resource
    key: Key


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several on one side share `key` with one or more on the other."""

    key: Key
    declared: tuple[Resource, ...]
    live: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """`missing` have a sure name that nothing deployed has; `unplaced` are declared without a name to look for, the
    `nameless`, or of a type of which the inventory does not list everything."""

    pairs: tuple[Pair, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    missing: tuple[tuple[Resource, Key], ...] = ()
    unplaced: tuple[Resource, ...] = ()
    nameless: tuple[Resource, ...] = ()
    unmanaged: tuple[Resource, ...] = ()


@dataclass(slots=True)
class _Side:
    """The resources of one graph by what they can be found by; `open` have no partner yet."""

    open: dict[ResourceId, Resource] = field(default_factory=dict)
    found: dict[Found, tuple[Key, dict[ResourceId, None]]] = field(default_factory=dict)

    def admit(self, resource: Resource, by: Iterable[Key]) -> None:
        self.open[resource.id] = resource
        for key in by:
            place = (kind(resource.type), key.strength, key.text)
            self.found.setdefault(place, (key, {}))[1][resource.id] = None

    def still(self, place: Found) -> tuple[Resource, ...]:
        _, ids = self.found.get(place, (None, ()))
        return tuple(self.open[each] for each in ids if each in self.open)


def join(declared: ResourceGraph, live: ResourceGraph, catalog: Catalog, known: Identities) -> Joined:
    """What a surer key has joined is out of reach of the weaker ones; what is joined tells of its kin who they are."""
    ours, theirs = _Side(), _Side()
    for resource in declared.resources.values():
        ours.admit(resource, (*keys(resource, catalog, known, deployed=False), *Kin(declared, {}).keys(resource)))
    for resource in live.resources.values():
        if not is_unread(resource):
            theirs.admit(resource, (*keys(resource, catalog, known, deployed=True), *Kin(live, {}).keys(resource)))
    pairs: list[Pair] = []
    while True:
        found, doubts = _matched(ours, theirs)
        pairs += found
        partners = {each.declared.id: each.live for each in pairs}
        for resource in tuple(has_kin(ours.open.values())):
            ours.admit(resource, Kin(declared, partners).keys(resource))
        if not found:
            return _outcome(ours, theirs, pairs, tuple(_open(doubts, ours, theirs)), live)


def _matched(ours: _Side, theirs: _Side) -> tuple[list[Pair], list[Ambiguous]]:
    """One pass for each strength."""
    pairs: list[Pair] = []
    doubts: list[Ambiguous] = []
    shared = [place for place in ours.found if place in theirs.found]
    for place in sorted(shared, key=lambda place: place[1]):
        left, right, key = ours.still(place), theirs.still(place), ours.found[place][0]
        if len(left) == len(right) == 1:
            pairs.append(Pair(left[0], right[0], key))
            del ours.open[left[0].id], theirs.open[right[0].id]
        elif left and right:
            doubts.append(Ambiguous(key, left, right))
    return pairs, doubts


def _open(doubts: Iterable[Ambiguous], ours: _Side, theirs: _Side) -> Iterator[Ambiguous]:
    """Those that no weaker key has settled; each resource is in the first of them alone."""
    for doubt in doubts:
        left = tuple(each for each in doubt.declared if ours.open.pop(each.id, None))
        right = tuple(each for each in doubt.live if theirs.open.pop(each.id, None))
        if left or right:
            yield Ambiguous(doubt.key, left, right)


def _outcome(
    ours: _Side, theirs: _Side, pairs: Iterable[Pair], doubts: tuple[Ambiguous, ...], live: ResourceGraph
) -> Joined:
    unread = {kind(each.type) for each in live.resources.values() if is_unread(each)}
    listed = {kind(type_) for types in live.inventories.values() for type_ in types} - unread
    sure: dict[ResourceId, Key] = {}
    for key, ids in ours.found.values():
        if key.strength.sure:
            for each in ids:
                sure.setdefault(each, key)
    alone = [each for each in ours.open.values() if kind(each.type) in listed and each.id in sure]
    missing = tuple((each, sure[each.id]) for each in alone)
    absent = {each.id for each, _ in missing}
    unplaced = tuple(each for each in ours.open.values() if each.id not in absent)
    nameless = tuple(each for each in unplaced if each.id not in sure)
    return Joined(tuple(pairs), doubts, missing, unplaced, nameless, tuple(theirs.open.values()))


def kind(type_: str) -> str:
    """What resources that can be the same one have in common."""
    return KINDS.get(type_, type_)


def is_unread(resource: Resource) -> bool:
    """Whether it stands for those of its type that the inventory could not list."""
    return resource.native.dialect is Dialect.LIVE and resource.id.address == f"{resource.type}/*"
