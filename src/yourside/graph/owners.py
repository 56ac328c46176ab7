"""Who a companion belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yourside.catalog.model import Catalog, Fold
from yourside.frontends.native import NativeResource
from yourside.graph.arm import named
from yourside.graph.lower import Lowered, at
from yourside.values import Choice, Map, Missing, Scalar, Seq, Unknown, Value

Kind = tuple[str, str]  # unit, canonical type
MAX_NAMESAKES = 50  # real ones are alternatives of one resource; more would only cost time
MAX_HOPS = 8  # companions on the way from a companion to its owner
_PER_INSTANCE = ("each.", "count.")  # equal texts that are different values in different resources


@dataclass(slots=True, eq=False)
class Host:
    """A resource that may own companions, and what they add to it."""

    lowered: Lowered
    additions: list[tuple[Fold, Value]] = field(default_factory=list)
    doubts: list[tuple[Fold, Value]] = field(default_factory=list)
    natives: list[NativeResource] = field(default_factory=list)


@dataclass(frozen=True)
class Owners:
    """Finds hosts by the address and the name of what they were made from.

    `strays` holds what may belong to any host of a kind, per place in it.
    """

    catalog: Catalog
    addresses: frozenset[tuple[str, str]]  # unit and address of every native resource, lowered or not
    by_kind: dict[Kind, list[Host]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[tuple[Kind, str], list[Host]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[Kind, str], list[Host]] = field(default_factory=lambda: defaultdict(list))
    companions: dict[tuple[str, str], list[Lowered]] = field(default_factory=lambda: defaultdict(list))
    strays: dict[Kind, dict[Fold, Value]] = field(default_factory=lambda: defaultdict(dict))

    def admit(self, lowered: Lowered) -> Host:
        host = Host(lowered)
        kind = (lowered.native.unit, lowered.type)
        self.by_kind[kind].append(host)
        self.by_address[kind, lowered.native.address].append(host)
        for path in self.catalog.canonical(lowered.type).id:
            if name := _name(at(lowered.body, path)):
                self.by_name[kind, name].append(host)
        for name in lowered.native.ids:
            self.by_name[kind, name].append(host)
        return host

    def stray(self, kind: Kind, fold: Fold, doubt: Value) -> None:
        """Note that a companion with an unknown owner may add to `fold.at` of any host."""
        place = replace(fold, by=())
        match self.strays[kind].get(place), doubt:
            case Map() as before, Map():
                doubt = replace(before, entries={**doubt.entries, **before.entries}, rest=before.rest or doubt.rest)
            case None, _:
                pass
            case before, _:
                doubt = before
        self.strays[kind][place] = doubt

    def of(self, by: Value, kind: Kind, seen: frozenset[str] = frozenset()) -> Sequence[Host]:
        """The hosts that `by` certainly names: referred to, by way of another companion, or by the same name."""
        for ref in by.origin.refs:
            if found := self.by_address.get((kind, ref)) or self._behind(ref, kind, seen):
                return found
        name = _name(by)
        namesakes = self.by_name.get((kind, name), ()) or self.by_name.get((kind, named(name, kind[1])), ())
        return namesakes if len(namesakes) <= MAX_NAMESAKES else ()

    def elsewhere(self, by: Unknown, unit: str) -> bool:
        """Whether `by` is an attribute of a resource of this unit that owns no companions of this kind."""
        refs = [(unit, ref) for ref in by.origin.refs]
        return bool(refs) and not by.parts and all(ref in self.addresses and ref not in self.companions for ref in refs)

    def _behind(self, ref: str, kind: Kind, seen: frozenset[str]) -> Sequence[Host]:
        if ref in seen or len(seen) >= MAX_HOPS:
            return ()
        joins = (join for part in self.companions.get((kind[0], ref), ()) for join in part.joins)
        candidates = (join.by for join in joins if join.fold.into == kind[1])
        return next(filter(None, (self.of(by, kind, seen | {ref}) for by in candidates)), ())


@dataclass(frozen=True, slots=True)
class Claim:
    """What of a companion goes to which hosts; `doubt`: it may belong to any other as well."""

    pieces: tuple[tuple[Host, Value], ...] = ()
    doubt: Unknown | None = None


def claim(by: Value, piece: Value, kind: Kind, owners: Owners) -> Claim:
    match by:
        case Choice():
            return _divided(by, piece, kind, owners)
        case Seq(items=items, rest=rest):
            claims = [claim(item, piece, kind, owners) for item in items]
            doubts = (rest, *(found.doubt for found in claims))
            return Claim(tuple(pair for found in claims for pair in found.pieces), next(filter(None, doubts), None))
        case Scalar(data=None) | Missing():
            return Claim()
    if hosts := owners.of(by, kind):
        return Claim(tuple((host, piece) for host in hosts))
    if isinstance(by, Unknown) and not owners.elsewhere(by, kind[0]):
        return Claim(doubt=by)
    return Claim()


def _divided(by: Choice, piece: Value, kind: Kind, owners: Owners) -> Claim:
    """Each host gets the piece in the branches that name it and null in the others."""
    branches = [(label, claim(branch, piece, kind, owners)) for label, branch in by.branches]
    nothing = Scalar(None, by.origin)
    hosts = {id(host): host for _, found in branches for host, _ in found.pieces}
    pieces = tuple(
        (host, replace(by, branches=tuple((label, _piece(found, host) or nothing) for label, found in branches)))
        for host in hosts.values()
    )
    return Claim(pieces, next((found.doubt for _, found in branches if found.doubt), None))


def _piece(found: Claim, wanted: Host) -> Value | None:
    return next((piece for host, piece in found.pieces if host is wanted), None)


def _name(value: Value) -> str:
    """What a value names; a value that is not known by what it is taken from. Empty when nothing can be said."""
    match value:
        case Scalar(data=str(text)):
            return text
        case Unknown(parts=parts) if parts:
            names = [_name(part) for part in parts]
            return "".join(names) if all(names) else ""
        case Unknown(target=target) if target and not target.startswith(_PER_INSTANCE):
            return f"${{{target}}}"
    return ""
