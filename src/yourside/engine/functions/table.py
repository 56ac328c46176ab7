"""The functions that rules can call: a closed set. The first line of each docstring is its contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from yourside.catalog.shapes import Kind
from yourside.engine.evidence import Judged, Operand
from yourside.engine.functions import (
    durations,
    firewalls,
    lists,
    network_security_groups,
    networks,
    policies,
    security_groups,
    text,
    versions,
)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Function(Generic[Result]):
    """`parameters` as a rule's author reads them, the last `optional` of them may be left out.

    `call` takes operands in which every Choice that the world decides is decided.
    """

    call: Callable[..., Result]
    parameters: tuple[str, ...]
    gives: Kind = Kind.BOOLEAN
    optional: int = 0

    @property
    def contract(self) -> str:
        return (self.call.__doc__ or "").partition("\n")[0]


PREDICATES: Mapping[str, Function[Judged]] = {
    "is_world": Function(networks.is_world, ("cidr",)),
    "union_is_world": Function(networks.union_is_world, ("cidrs",)),
    "covers": Function(security_groups.covers, ("rule", "port", "protocol"), optional=1),
    "all_ports": Function(security_groups.all_ports, ("rule",)),
    "opens": Function(security_groups.opens, ("rules", "ports")),
    "opens_all_ports": Function(security_groups.opens_all_ports, ("rules",)),
    "nsg_opens": Function(network_security_groups.nsg_opens, ("rules", "ports", "protocol"), optional=1),
    "nsg_opens_all_ports": Function(network_security_groups.nsg_opens_all_ports, ("rules",)),
    "nsg_opens_beyond": Function(network_security_groups.nsg_opens_beyond, ("rules", "ports")),
    "names_port": Function(firewalls.names_port, ("rule", "port", "protocol"), optional=1),
    "names_every_port": Function(firewalls.names_every_port, ("rule",)),
    "holds_addresses": Function(firewalls.holds_addresses, ("cidrs", "others")),
    "allows": Function(policies.allows, ("policy", "action", "resource")),
    "is_public": Function(policies.is_public, ("policy",)),
    "requires_mfa": Function(policies.requires_mfa, ("statement",)),
    "matches": Function(text.matches, ("s", "regex")),
    "starts_with": Function(text.starts_with, ("s", "start")),
    "ends_with": Function(text.ends_with, ("s", "end")),
    "contains": Function(text.contains, ("s", "part")),
    "version_below": Function(versions.version_below, ("v", "bound")),
}

CALCULATIONS: Mapping[str, Function[Operand]] = {
    "lower": Function(text.lower, ("s",), Kind.STRING),
    "upper": Function(text.upper, ("s",), Kind.STRING),
    "decode_base64": Function(text.decode_base64, ("s",), Kind.STRING),
    "size": Function(lists.size, ("x",), Kind.INTEGER),
    "list": Function(lists.as_list, ("x",), Kind.LIST),
    "keys": Function(lists.keys, ("map",), Kind.LIST),
    "values": Function(lists.values, ("map",), Kind.LIST),
    "pairs": Function(lists.pairs, ("map",), Kind.LIST),
    "addresses": Function(networks.addresses, ("first", "last"), Kind.INTEGER),
    "days": Function(durations.days, ("x",), Kind.NUMBER),
}
