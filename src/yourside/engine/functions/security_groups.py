"""What the rules of a security group let through: {IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6} each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from operator import le

from yourside.engine.compare import ordered
from yourside.engine.evidence import Items, Judged, Operand
from yourside.engine.functions.networks import Doubt, perhaps_together
from yourside.engine.kleene import NOTHING, both, either, some
from yourside.engine.spelling import number, text
from yourside.engine.walking import child, nothing, one_or_many
from yourside.values import Scalar, Tri

LAST_PORT = 65_535

# https://www.iana.org/assignments/protocol-numbers; EC2 takes these names besides the numbers, and -1 for all
# (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html).
PROTOCOLS: Mapping[str, str] = {"icmp": "1", "tcp": "6", "udp": "17", "icmpv6": "58", "all": "-1", "any": "-1"}
EVERY_PROTOCOL = "-1"

_Span = tuple[float, float]
EVERY_PORT: _Span = (-inf, inf)
NO_PORT: _Span = (inf, -inf)


def opens(rules: Operand, ports: Operand) -> Judged:
    """Whether security group rules together let every IPv4 or every IPv6 address reach one of some TCP ports."""
    group, wanted = one_or_many(rules), one_or_many(ports)
    if group is None or wanted is None:
        return Tri.UNKNOWN, (rules if group is None else ports,)
    spans = tuple((rule, _span(rule)) for rule in group.known)
    # Ports that the same rules let through are one question.
    asked: dict[tuple[Tri, ...], tuple[Judged, ...]] = {}
    for port in wanted.known:
        through = tuple(_admits(rule, span, port) for rule, span in spans)
        asked.setdefault(tuple(truth for truth, _ in through), through)
    truth, leaves = some(lambda through: _reached(group, through), asked.values(), wanted.rest)
    return truth, leaves or (rules,)


def opens_all_ports(rules: Operand) -> Judged:
    """Whether security group rules together let every IPv4 or every IPv6 address reach every port."""
    group = one_or_many(rules)
    if group is None:
        return Tri.UNKNOWN, (rules,)
    truth, leaves = _reached(group, tuple(all_ports(rule) for rule in group.known))
    return truth, leaves or (rules,)


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


def _reached(group: Items, through: Sequence[Judged]) -> Judged:
    """Whether the addresses of those rules that let something through are together the world."""
    sure = [rule for rule, (truth, _) in zip(group.known, through, strict=True) if truth is Tri.TRUE]
    perhaps = [
        (rule, leaves) for rule, (truth, leaves) in zip(group.known, through, strict=True) if truth is Tri.UNKNOWN
    ]
    if not sure and not perhaps and group.rest is None:
        return NOTHING
    return either(*(_world(key, sure, perhaps, group.rest) for key in ("CidrIp", "CidrIpv6")))


def _world(key: str, sure: Iterable[Operand], perhaps: Iterable[Doubt], rest: Operand | None) -> Judged:
    certain = tuple(child(rule, key) for rule in sure)
    doubts = [(block, leaves) for rule, leaves in perhaps if not nothing((block := child(rule, key)).value)]
    return perhaps_together(certain, doubts, rest)


def _admits(rule: Operand, span: _Span | None, port: Operand) -> Judged:
    wanted = _number(port)
    if span is None or wanted is None:
        return covers(rule, port)
    return Tri.of(span[0] <= wanted <= span[1]), ()


def _span(rule: Operand) -> _Span | None:
    """The TCP ports that a rule lets through; None unless all that says so is known."""
    protocol, _ = _spoken(rule)
    if protocol in (None, EVERY_PROTOCOL):
        return None if protocol is None else EVERY_PORT
    if protocol != PROTOCOLS["tcp"]:
        return NO_PORT
    first, last = _number(child(rule, "FromPort")), _number(child(rule, "ToPort"))
    if first is None or last is None:
        return None
    return EVERY_PORT if first == last == -1 else (first, last)


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
    known = _number(operand)
    return Tri.UNKNOWN if known is None else Tri.of(holds(known)), (operand,)


def _number(operand: Operand) -> float | None:
    return number(operand.value.data) if isinstance(operand.value, Scalar) else None


def _at_most(low: Operand, high: Operand) -> Judged:
    return ordered(low.value, high.value, le), (low, high)
