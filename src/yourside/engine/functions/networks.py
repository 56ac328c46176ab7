"""Networks as sets: address blocks as intervals, ports as intervals. No range is ever expanded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from operator import le

from yourside.engine.compare import ordered
from yourside.engine.evidence import Judged, Operand
from yourside.engine.kleene import both, either
from yourside.engine.spelling import known_runs, number, text
from yourside.engine.walking import child, nothing, one_or_many
from yourside.values import Scalar, Tri, Unknown

LAST_PORT = 65_535

# https://www.iana.org/assignments/protocol-numbers; EC2 takes these names besides the numbers, and -1 for all
# (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html).
PROTOCOLS: Mapping[str, str] = {"icmp": "1", "tcp": "6", "udp": "17", "icmpv6": "58", "all": "-1", "any": "-1"}
EVERY_PROTOCOL = "-1"


def is_world(cidr: Operand) -> Judged:
    """Whether an address block holds every IPv4 or every IPv6 address: 0.0.0.0/0, ::/0 and other spellings of them.

    EC2 clears the bits outside the mask, so every block with the mask /0 is the world:
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
    """
    return _is_world(cidr), (cidr,)


def union_is_world(cidrs: Operand) -> Judged:
    """Whether address blocks together hold every IPv4 or every IPv6 address, as 0.0.0.0/1 and 128.0.0.0/1 do."""
    items = one_or_many(cidrs)
    if items is None:
        return Tri.UNKNOWN, (cidrs,)
    if not items.known and items.rest is None:
        return Tri.FALSE, (cidrs,)
    blocks = tuple(network for item in items.known if (network := network_of(text(item.value))))
    gaps = {bits: _gap(blocks, bits) for bits in (32, 128)}
    if 0 in gaps.values():
        return Tri.TRUE, items.known
    doubtful = tuple(item for item in items.known if text(item.value) is None and not nothing(item.value))
    if items.rest is None and all(_too_small(doubtful, gap, bits) for bits, gap in gaps.items()):
        return Tri.FALSE, (cidrs,)
    return Tri.UNKNOWN, doubtful + (() if items.rest is None else (items.rest,))


def covers(rule: Operand, port: Operand, protocol: Operand | None = None) -> Judged:
    """Whether a security group rule {IpProtocol, FromPort, ToPort} lets a port through, for `protocol` or 'tcp'."""
    spoken = _spoken(rule)
    anything = _is(spoken, EVERY_PROTOCOL)
    speaks = _is(spoken, _protocol((text(protocol.value) if protocol else "tcp") or ""))
    if anything[0] is Tri.TRUE or speaks[0] is Tri.FALSE:
        return either(anything, speaks)
    return either(anything, both(speaks, _port_inside(rule, port)))


def _port_inside(rule: Operand, port: Operand) -> Judged:
    first, last = child(rule, "FromPort"), child(rule, "ToPort")
    inside = _at_most(first, port)
    if inside[0] is not Tri.FALSE:
        inside = both(inside, _at_most(port, last))
    return inside if inside[0] is Tri.TRUE else either(_every_port(first, last), inside)


def all_ports(rule: Operand) -> Judged:
    """Whether a security group rule lets every TCP or every UDP port through, or every protocol.

    Port 0 is no port that anything listens on: 1-65535 is all of them.
    """
    first, last = child(rule, "FromPort"), child(rule, "ToPort")
    whole = both(_number_is(first, lambda port: port <= 1), _number_is(last, lambda port: port >= LAST_PORT))
    ports = either(_every_port(first, last), whole)
    spoken = _spoken(rule)
    tcp_or_udp = either(_is(spoken, PROTOCOLS["tcp"]), _is(spoken, PROTOCOLS["udp"]))
    return either(_is(spoken, EVERY_PROTOCOL), both(tcp_or_udp, ports))


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


def _gap(blocks: Iterable[IPv4Network | IPv6Network], bits: int) -> int:
    """How many of all addresses with so many bits lie in none of the blocks."""
    gap = reached = 0
    spans = sorted((int(block[0]), int(block[-1]) + 1) for block in blocks if block.max_prefixlen == bits)
    for start, end in spans:
        gap += max(0, start - reached)
        reached = max(reached, end)
    return gap + (1 << bits) - reached


def _spoken(rule: Operand) -> tuple[str | None, Operand]:
    """The number of the protocol that a rule is for, None when it is not known; the API requires that it says one."""
    stated = child(rule, "IpProtocol")
    written = text(stated.value)
    return None if written is None else _protocol(written), stated


def _is(spoken: tuple[str | None, Operand], protocol: str) -> Judged:
    number, stated = spoken
    return Tri.UNKNOWN if number is None else Tri.of(number == protocol), (stated,)


def _protocol(written: str) -> str:
    plain = written.strip().lower()
    return PROTOCOLS.get(plain, plain)


def _every_port(first: Operand, last: Operand) -> Judged:
    starts = _number_is(first, lambda port: port == -1)
    return starts if starts[0] is Tri.FALSE else both(starts, _number_is(last, lambda port: port == -1))


def _number_is(operand: Operand, holds: Callable[[float], bool]) -> Judged:
    known = number(operand.value.data) if isinstance(operand.value, Scalar) else None
    return Tri.UNKNOWN if known is None else Tri.of(holds(known)), (operand,)


def _at_most(low: Operand, high: Operand) -> Judged:
    return ordered(low.value, high.value, le), (low, high)
