"""One source rule with several peers becomes one canonical rule for each peer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from yourside.catalog.model import Path
from yourside.catalog.shapes import Shape
from yourside.graph.conform import fit
from yourside.graph.draft import Draft, listed
from yourside.graph.scope import value_shape
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Value

Peers = Mapping[str, Path]


def exploded(rule: Map, block: Map, peers: Peers, shape: Shape | None, itself: Value) -> Iterator[Map]:
    """`rule`, made from the source's `block`, once for each peer that the block names; once when it names none.

    `itself` is what `true` names. A list of peers that is not known is one rule with an unknown peer.
    """
    found = [
        (target, fit(peer, value_shape(shape, target)))
        for name, target in peers.items()
        if name in block.entries
        for peer in _peers(block.entries[name], itself)
    ]
    for target, peer in found:
        draft = Draft.of(rule)
        draft.put(target, peer)
        yield draft.map()
    if not found:
        yield rule


def _peers(value: Value, itself: Value) -> Iterator[Value]:
    peers = listed(value)
    for peer in (*peers.items, *((peers.rest,) if peers.rest else ())):
        match peer:
            case Scalar(data=None | False | "false"):
                continue
            case Scalar(data=True | "true"):
                yield itself
            case Choice(branches=branches):
                yield replace(peer, branches=tuple((label, _peer(branch, itself)) for label, branch in branches))
            case _:
                yield _placed(peer, peers.origin)


def _placed(peer: Value, peers: Origin) -> Value:
    """The rule says where it takes its peers from; a peer that is written elsewhere (a variable) is found there."""
    if peers.span.contains(peer.origin.span):
        return peer
    return replace(peer, origin=replace(peers, refs=(*peer.origin.refs, *peers.refs)))


def _peer(value: Value, itself: Value) -> Value:
    return next(_peers(value, itself), Scalar(None, value.origin))
