"""Companions into their owners; one that nobody owns stands for itself, if the cloud's model has such a resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from yourside.catalog.model import Catalog
from yourside.frontends.native import NativeResource
from yourside.graph.draft import Draft
from yourside.graph.lower import Join, Lowered
from yourside.graph.owners import Host, Owners, claim
from yourside.values import Choice, Map, Scalar, Unknown, Value, Why


@dataclass(frozen=True, slots=True)
class Folded:
    """`hosts` are the resources that stand for themselves. `gaps` counts per sentence what was left out."""

    hosts: tuple[Host, ...]
    gaps: Mapping[str, int]


def fold(parts: Iterable[Lowered], natives: Iterable[NativeResource], catalog: Catalog) -> Folded:
    owners = Owners(catalog, frozenset((native.unit, native.address) for native in natives))
    hosts: list[Host] = []
    companions: list[Lowered] = []
    for part in parts:
        if part.joins:
            companions.append(part)
        if part.joins and not part.kept:
            owners.companions[part.native.unit, part.native.address].append(part)
        else:
            hosts.append(owners.admit(part))
    lone = [companion for companion in companions if not _joined(companion, owners) and not companion.kept]
    for kind, strays in owners.strays.items():
        for host in owners.by_kind.get(kind, ()):
            host.doubts.extend(strays.items())
    hosts += (Host(companion) for companion in lone if companion.type)
    lost = {(part.native.unit, part.native.address): part.native.type for part in lone if not part.type}
    return Folded(tuple(hosts), Counter(f"companion without an owner in this run: {name}" for name in lost.values()))


def folded_body(host: Host) -> Map:
    """The properties of a host with all that its companions add."""
    if not (host.additions or host.doubts):
        return host.lowered.body
    draft = Draft.of(host.lowered.body)
    for fold, piece in host.additions:
        if fold.append:
            draft.at(fold.at[:-1]).items(fold.at[-1]).items.append(piece)
        else:
            draft.put(fold.at, piece)
    for fold, doubt in host.doubts:
        if fold.append:
            draft.at(fold.at[:-1]).items(fold.at[-1]).extend(doubt)
        else:
            draft.put(fold.at, doubt)
    return draft.map()


def _joined(companion: Lowered, owners: Owners) -> bool:
    """Hand the companion to its owners; whether there certainly is one."""
    outcomes = [_handed(companion, join, owners) for join in companion.joins]
    return any(outcomes)


def _handed(companion: Lowered, join: Join, owners: Owners) -> bool:
    kind = (companion.native.unit, join.fold.into)
    found = claim(join.by, join.piece, kind, owners)
    for host, piece in found.pieces:
        if join.doubt:
            host.doubts.append((join.fold, _clouded(join, join.doubt)))
        else:
            host.additions.append((join.fold, _where(companion.native.when, piece)))
        if not companion.kept:
            host.natives.append(companion.native)
    if found.doubt:
        owners.stray(kind, join.fold, _clouded(join, replace(found.doubt, why=Why.UNLINKED)))
    return bool(found.pieces)


def _where(worlds: Value | None, piece: Value) -> Value:
    """What a companion adds in the worlds in which it exists, and nothing in the others."""
    match worlds:
        case Choice(branches=branches):
            return replace(worlds, branches=tuple((label, _where(branch, piece)) for label, branch in branches))
        case Scalar(data=False):
            return Scalar(None, piece.origin)
    return piece


def _clouded(join: Join, doubt: Unknown) -> Value:
    """What is not known of an owner to which the companion may belong."""
    if join.fold.at or not isinstance(join.piece, Map):
        return doubt
    return replace(join.piece, entries=dict.fromkeys(join.piece.entries, doubt))
