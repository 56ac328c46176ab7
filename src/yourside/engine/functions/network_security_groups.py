"""What the rules of an Azure network security group let in from the internet.

A group goes through its rules by priority, lowest number first, and the first that fits decides:
https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview#security-rules. Rules have the
shape of the API: {properties: {priority, direction, access, protocol, sourceAddressPrefix, ...}}.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from operator import lt

from yourside.engine.compare import ordered
from yourside.engine.evidence import Items, Judged, Operand
from yourside.engine.functions.networks import Doubt, network_of, perhaps_together
from yourside.engine.kleene import NOTHING, all_of, both, either, negate, some
from yourside.engine.spelling import number, text
from yourside.engine.walking import child, constant, nothing, one_or_many
from yourside.values import Scalar, Tri

Network = IPv4Network | IPv6Network
Span = tuple[int, int]
Judge = Callable[[Operand], Judged]
EVERY_PORT: Span = (1, 65_535)  # nothing listens on port 0
ANY = ("*", "any")
# No other tag names all of the internet: https://learn.microsoft.com/en-us/azure/virtual-network/service-tags-overview
INTERNET = (*ANY, "internet")
WORLD = ("0.0.0.0/0", "::/0")
# What comes in goes to an address of the virtual network.
EVERY_DESTINATION = (*INTERNET, *WORLD, "virtualnetwork")
_PORTS = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


def nsg_opens(rules: Operand, ports: Operand, protocol: Operand | None = None) -> Judged:
    """Whether rules of an Azure network security group let the internet reach one of some ports: TCP or `protocol`."""
    wanted = one_or_many(ports)
    if wanted is None:
        return Tri.UNKNOWN, (ports,)
    spoken = (text(protocol.value) if protocol else None) or "tcp"
    numbers = [int(found) for port in wanted.known if (found := _number(port)) is not None]
    return some(lambda port: _reached(rules, _covers((port, port), spoken)), numbers, wanted.rest)


def nsg_opens_all_ports(rules: Operand) -> Judged:
    """Whether the rules of an Azure network security group let the internet reach every TCP port."""
    return _reached(rules, _covers(EVERY_PORT, "tcp"))


def nsg_opens_beyond(rules: Operand, ports: Operand) -> Judged:
    """Whether a rule of an Azure network security group lets the internet reach TCP or UDP ports other than some."""
    wanted = one_or_many(ports)
    if wanted is None or wanted.rest:
        return Tri.UNKNOWN, (ports,)
    spared = frozenset(int(found) for port in wanted.known if (found := _number(port)) is not None)
    outcome = NOTHING
    for protocol in ("tcp", "udp"):
        outcome = either(outcome, _reached(rules, _exceeds(spared, protocol), _covers(EVERY_PORT, protocol)))
    return outcome


@dataclass(frozen=True, slots=True)
class _Deny:
    """A block that a rule may keep out. `applies`: whether it keeps all out that is asked for, where it reaches."""

    rule: Operand
    applies: Judged
    block: Operand
    network: Network | None


def _reached(rules: Operand, admits: Judge, hides: Judge | None = None) -> Judged:
    """Whether the internet gets through: `admits` says which rules may let it, `hides` which may keep it from them."""
    group = one_or_many(rules)
    if group is None:
        return Tri.UNKNOWN, (rules,)
    bodies = [child(rule, "properties") for rule in group.known]
    denies = [deny for body in bodies for deny in _denies(body, hides or admits)]
    certain: list[Operand] = []
    doubts: list[Doubt] = []
    for body in bodies:
        allows = _decides(body, "allow", admits)
        for source in _sources(body) if allows[0] is not Tri.FALSE else ():
            truth, leaves = both(allows, negate(_kept_out(source, body, denies, group.rest)))
            if truth is Tri.TRUE:
                certain.append(source)
            elif truth is Tri.UNKNOWN:
                doubts.append((source, leaves))
    return perhaps_together(tuple(certain), doubts, group.rest)


def _decides(rule: Operand, access: str, concerns: Judge) -> Judged:
    """Whether a rule allows or denies something that comes in and is of concern."""
    return all_of(
        lambda: _says(rule, "access", access), lambda: _says(rule, "direction", "inbound"), lambda: concerns(rule)
    )


def _denies(rule: Operand, hides: Judge) -> Iterator[_Deny]:
    applies = both(_decides(rule, "deny", hides), _from_every_port(rule))
    if applies[0] is not Tri.FALSE:
        yield from (_Deny(rule, applies, block, network_of(text(block.value))) for block in _sources(rule))


def _kept_out(source: Operand, rule: Operand, denies: Iterable[_Deny], rest: Operand | None) -> Judged:
    """Whether an earlier rule denies what comes from a source of `rule`; a rule that is not listed may."""
    network = network_of(text(source.value))
    around = (deny for deny in denies if deny.network is None or network is None or _inside(network, deny.network))
    return some(
        lambda deny: all_of(
            lambda: _earlier(deny.rule, rule),
            lambda: deny.applies,
            lambda: _reaches_as_far(deny.rule, rule),
            lambda: (Tri.TRUE if deny.network and network else Tri.UNKNOWN, (deny.block, source)),
        ),
        around,
        rest,
    )


def _says(rule: Operand, key: str, word: str) -> Judged:
    stated = child(rule, key)
    written = text(stated.value)
    return Tri.UNKNOWN if written is None else Tri.of(written.lower() == word), (stated,)


def _earlier(one: Operand, other: Operand) -> Judged:
    first, second = child(one, "priority"), child(other, "priority")
    return ordered(first.value, second.value, lt), (first, second)


def _covers(ports: Span, protocol: str) -> Judge:
    """Judges whether a rule is for all of `ports`."""
    first, last = ports
    return lambda rule: both(
        _speaks(rule, protocol),
        _some_ports(rule, "destinationPortRange", lambda low, high: low <= first and last <= high),
    )


def _exceeds(spared: frozenset[int], protocol: str) -> Judge:
    """Judges whether a rule is for a port that is not among `spared`."""
    return lambda rule: both(
        _speaks(rule, protocol),
        _some_ports(
            rule,
            "destinationPortRange",
            lambda low, high: (
                low <= high and (high - low >= len(spared) or not spared.issuperset(range(low, high + 1)))
            ),
        ),
    )


def _from_every_port(rule: Operand) -> Judged:
    low, high = EVERY_PORT
    return _some_ports(rule, "sourcePortRange", lambda first, last: first <= low and high <= last)


def _some_ports(rule: Operand, key: str, holds: Callable[[int, int], bool]) -> Judged:
    """Whether something holds of one of the ranges that a rule has under `key` or, as a list, its plural."""

    def judge(ports: Operand) -> Judged:
        written = text(ports.value)
        if written is None:
            return Tri.UNKNOWN, (ports,)
        span = _span(written)
        return Tri.of(span is not None and holds(*span)), (ports,)

    ranges = _both_ways(rule, key)
    return some(judge, ranges.known, ranges.rest)


def _span(written: str) -> Span | None:
    if written.strip().lower() in ANY:
        return 0, EVERY_PORT[1]
    found = _PORTS.fullmatch(written.strip())
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _speaks(rule: Operand, protocol: str) -> Judged:
    stated = child(rule, "protocol")
    written = text(stated.value)
    return Tri.UNKNOWN if written is None else Tri.of(written.lower() in (*ANY, protocol.lower())), (stated,)


def _sources(rule: Operand) -> Iterator[Operand]:
    """The address blocks that a rule is about, what is not known of them included; the internet is two of them."""
    prefixes = _both_ways(rule, "sourceAddressPrefix")
    for source in (*prefixes.known, *((prefixes.rest,) if prefixes.rest else ())):
        written = text(source.value)
        if written is None or network_of(written):
            yield source
        elif written.lower() in INTERNET:
            yield from (constant(block, source) for block in WORLD)


def _inside(part: Network, whole: Network) -> bool:
    """Whether one block lies in another."""
    bits = part.max_prefixlen - whole.prefixlen
    return (
        part.version == whole.version
        and part.prefixlen >= whole.prefixlen
        and int(part.network_address) >> bits == int(whole.network_address) >> bits
    )


def _reaches_as_far(one: Operand, other: Operand) -> Judged:
    """Whether one rule is for every destination that the other is for."""
    far, near = (_both_ways(rule, "destinationAddressPrefix") for rule in (one, other))
    reached = {text(each.value): each for each in far.known}
    everywhere = next((each for name, each in reached.items() if name and name.lower() in EVERY_DESTINATION), None)
    if everywhere:
        return Tri.TRUE, (everywhere,)
    wanted = {text(each.value) for each in near.known}
    doubts = [each for part in (far, near) for each in (*part.known, part.rest) if each and text(each.value) is None]
    if doubts:
        return Tri.UNKNOWN, tuple(doubts)
    return Tri.of(bool(wanted) and wanted <= reached.keys()), far.known


def _both_ways(rule: Operand, key: str) -> Items:
    """What a rule has under `key`, and in the list under its plural."""
    one, many = (_items(child(rule, name)) for name in (key, f"{key}es" if key.endswith("x") else f"{key}s"))
    return Items(one.known + many.known, one.rest or many.rest)


def _items(value: Operand) -> Items:
    """A value or a list as a list; what is not known may be anything."""
    if nothing(value.value):
        return Items(())
    return one_or_many(value) or Items((), value)


def _number(operand: Operand) -> float | None:
    return number(operand.value.data) if isinstance(operand.value, Scalar) else None
