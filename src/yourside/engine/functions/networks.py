"""Networks as sets: address blocks as intervals. No range is ever expanded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from itertools import chain

from yourside.engine.evidence import Items, Judged, Operand
from yourside.engine.kleene import NOTHING
from yourside.engine.spelling import known_runs, text
from yourside.engine.walking import constant, nothing, one_or_many, unsettled
from yourside.values import Tri, Unknown

Doubt = tuple[Operand, tuple[Operand, ...]]
"""A block, or what has one, of which it is not known whether it counts; and what would settle that."""


def is_world(cidr: Operand) -> Judged:
    """Whether an address block holds every IPv4 or every IPv6 address: 0.0.0.0/0, ::/0 and other spellings of them.

    EC2 clears the bits outside the mask, so every block with the mask /0 is the world:
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
    """
    return _is_world(cidr), (cidr,)


def union_is_world(cidrs: Operand) -> Judged:
    """Whether address blocks together hold every IPv4 or every IPv6 address, as 0.0.0.0/1 and 128.0.0.0/1 do."""
    items = one_or_many(cidrs)
    truth, leaves = (Tri.UNKNOWN, ()) if items is None else together(items)
    return truth, leaves or (cidrs,)


def together(blocks: Items) -> Judged:
    """`union_is_world` of what a list holds: TRUE by the blocks that it takes, FALSE by none in particular."""
    if not blocks.known and blocks.rest is None:
        return NOTHING
    gaps = {bits: _gap(blocks.known, bits) for bits in (32, 128)}
    for gap, needed in gaps.values():
        if gap == 0:
            return Tri.TRUE, needed
    doubtful = tuple(item for item in blocks.known if text(item.value) is None and not nothing(item.value))
    if blocks.rest is None and all(_too_small(doubtful, gap, bits) for bits, (gap, _) in gaps.items()):
        return NOTHING
    return Tri.UNKNOWN, doubtful + (() if blocks.rest is None else (blocks.rest,))


def perhaps_together(certain: tuple[Operand, ...], doubts: Sequence[Doubt], rest: Operand | None) -> Judged:
    """`together` of blocks that count, of others that may, and of a `rest` that nobody can list."""
    outcome = together(Items(certain))
    if outcome[0] is Tri.TRUE or (not doubts and rest is None):
        return outcome
    truth, blocks = together(Items((*certain, *(block for block, _ in doubts)), rest))
    if truth is Tri.FALSE:
        return NOTHING
    needed = {id(block) for block in blocks}
    open_ones = (leaves for block, leaves in doubts if truth is Tri.UNKNOWN or id(block) in needed)
    return Tri.UNKNOWN, (*(blocks if truth is Tri.UNKNOWN else ()), *chain.from_iterable(open_ones))


def addresses(first: Operand, last: Operand) -> Operand:
    """How many addresses lie from one to another, both counted; what is no address leaves it unknown."""
    try:
        ends = [ip_address((text(end.value) or "").strip()) for end in (first, last)]
    except ValueError:
        return unsettled(last if text(first.value) is not None else first)
    return constant(max(0, int(ends[1]) - int(ends[0]) + 1), first, last)


def network_of(written: str | None) -> IPv4Network | IPv6Network | None:
    """The address block that a text names; bits outside the mask do not count."""
    try:
        return ip_network((written or "").strip(), strict=False)
    except ValueError:
        return None


def _is_world(cidr: Operand) -> Tri:
    written = text(cidr.value)
    if written is not None:
        zero = not written.strip().rpartition("/")[2].strip("0.")
        network = network_of(written) if zero else None
        return Tri.of(network is not None and network.prefixlen == 0)
    if isinstance(cidr.value, Unknown):
        return Tri.FALSE if _mask(cidr.value) else Tri.UNKNOWN
    return Tri.FALSE if nothing(cidr.value) else Tri.UNKNOWN


def _mask(block: Unknown) -> int | None:
    """The mask of a block whose address is not known, as in "${var.office}/32"."""
    _, slash, mask = known_runs(block)[-1].rpartition("/")
    return int(mask) if slash and mask.isascii() and mask.isdigit() and len(mask) <= 3 else None


def _too_small(blocks: Iterable[Operand], gap: int, bits: int) -> bool:
    """Whether blocks whose addresses are not known cannot close a gap, by their masks."""
    masks = [_mask(block.value) if isinstance(block.value, Unknown) else None for block in blocks]
    known = [mask for mask in masks if mask is not None]
    return len(known) == len(masks) and sum(1 << bits - mask for mask in known if mask <= bits) < gap


def _gap(blocks: Sequence[Operand], bits: int) -> tuple[int, tuple[Operand, ...]]:
    """How many of all addresses with so many bits lie in none of the blocks, and which blocks leave no more."""
    spans = ((span, i) for i, block in enumerate(blocks) if (span := _span(text(block.value), bits)))
    gap, reached, needed = 0, 0, []
    for start, minus_end, i in sorted((start, -end, i) for (start, end), i in spans):
        if -minus_end > reached:
            gap += max(0, start - reached)
            reached = -minus_end
            needed.append(i)
    return gap + (1 << bits) - reached, tuple(blocks[i] for i in sorted(needed))


@lru_cache(maxsize=4096)
def _span(written: str | None, bits: int) -> tuple[int, int] | None:
    """The first address of a block and the one after its last; None if addresses have not so many bits."""
    network = network_of(written)
    if network is None or network.max_prefixlen != bits:
        return None
    return int(network.network_address), int(network.broadcast_address) + 1
