"""What the firewall rules of Google Cloud let through: lists of protocols, each with a list of ports.

https://cloud.google.com/firewall/docs/firewalls#protocols_and_ports
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from yourside.engine.evidence import Judged, Operand
from yourside.engine.functions.networks import network_of
from yourside.engine.kleene import both, either, every, some
from yourside.engine.spelling import text
from yourside.engine.walking import child, one_or_many
from yourside.values import Tri

LAST_PORT = 65_535
# A rule says a protocol by its name or by its number; of those with ports there are these.
NUMBERS: Mapping[str, str] = {"tcp": "6", "udp": "17", "sctp": "132"}
EVERY_PROTOCOL = "all"

Ports = tuple[int, int]
_RANGE = re.compile(r"\s*([0-9]{1,5})\s*(?:-\s*([0-9]{1,5})\s*)?")


def names_port(rule: Operand, port: Operand, protocol: Operand | None = None) -> Judged:
    """Whether an entry {IPProtocol, ports} of a firewall is about a port, for `protocol` or 'tcp'."""
    wanted = _ports(text(port.value) or "")
    if wanted is None:
        return Tri.UNKNOWN, (port,)
    spoken = _speaks(rule, _number((text(protocol.value) if protocol else "tcp") or ""))
    return both(spoken, _about_ports(rule, lambda spans: any(first <= wanted[0] <= last for first, last in spans)))


def names_every_port(rule: Operand) -> Judged:
    """Whether an entry {IPProtocol, ports} of a firewall is about every TCP port, every UDP port, or every protocol.

    Port 0 is no port that anything listens on: 1-65535 is all of them.
    """
    spoken = either(_speaks(rule, NUMBERS["tcp"]), _speaks(rule, NUMBERS["udp"]))
    return both(spoken, _about_ports(rule, _are_all))


def holds_addresses(cidrs: Operand, others: Operand) -> Judged:
    """Whether each of some other address blocks lies in one of these."""
    items = one_or_many(others)
    if items is None:
        return Tri.UNKNOWN, (others,)
    return every(lambda inner: _some_block(cidrs, inner), items.known, items.rest)


def _some_block(cidrs: Operand, inner: Operand) -> Judged:
    items = one_or_many(cidrs)
    return (Tri.UNKNOWN, (cidrs,)) if items is None else some(lambda o: _inside(o, inner), items.known, items.rest)


def _inside(outer: Operand, inner: Operand) -> Judged:
    whole, part = network_of(text(outer.value)), network_of(text(inner.value))
    if whole is None or part is None:
        unread = [each for each in (outer, inner) if text(each.value) is None]
        return (Tri.UNKNOWN if unread else Tri.FALSE), (outer, inner)
    first, start = int(whole.network_address), int(part.network_address)
    last, end = int(whole.broadcast_address), int(part.broadcast_address)
    return Tri.of(whole.version == part.version and first <= start and end <= last), (outer, inner)


def _speaks(rule: Operand, protocol: str) -> Judged:
    stated = child(rule, "IPProtocol")
    written = text(stated.value)
    if written is None:
        return Tri.UNKNOWN, (stated,)
    return Tri.of(_number(written) in (protocol, EVERY_PROTOCOL)), (stated,)


def _number(written: str) -> str:
    plain = written.strip().lower()
    return NUMBERS.get(plain, plain)


def _about_ports(rule: Operand, holds: Callable[[Sequence[Ports]], bool]) -> Judged:
    """Whether something holds of the ports, which more of them do not make untrue; without ports it is all of them."""
    stated = child(rule, "ports")
    items = one_or_many(stated)
    if items is None:
        return Tri.UNKNOWN, (stated,)
    if not (items.known or items.rest):
        return Tri.of(holds([(0, LAST_PORT)])), (child(rule, "IPProtocol"),)
    written = [(item, text(item.value)) for item in items.known]
    if holds([ports for _, spelled in written if (ports := _ports(spelled or ""))]):
        return Tri.TRUE, items.known
    doubtful = (*(item for item, spelled in written if spelled is None), *((items.rest,) if items.rest else ()))
    return (Tri.UNKNOWN, doubtful) if doubtful else (Tri.FALSE, items.known)


def _ports(written: str) -> Ports | None:
    """`22` and `20-25`; of what is neither, none."""
    found = _RANGE.fullmatch(written)
    return found and (int(found[1]), int(found[2] or found[1]))


def _are_all(spans: Sequence[Ports]) -> bool:
    reached = 1
    for first, last in sorted(spans):
        if first <= reached:
            reached = max(reached, last + 1)
    return reached > LAST_PORT
