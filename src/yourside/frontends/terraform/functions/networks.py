"""Address arithmetic on CIDR blocks, IPv4 and IPv6."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network

from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import text, whole
from yourside.frontends.terraform.operation import InvalidError

Network = IPv4Network | IPv6Network

# In the parts of an IPv4 address. Terraform, too, reads them as decimal.
_LEADING_ZEROS = re.compile(r"(?<![\w:])0+(?=\d+\.)|(?<=\.)0+(?=\d+[./])")
# Terraform's own limit for each block of cidrsubnets().
_BITS = 32


def _network(prefix: str) -> Network:
    try:
        if "/" not in prefix or not prefix.rpartition("/")[2].isdigit():
            raise ValueError
        return ip_network(_LEADING_ZEROS.sub("", prefix), strict=False)
    except ValueError:
        raise InvalidError(f"{prefix[:60]!r} is not a CIDR block") from None


def _host(prefix: str, number: int) -> str:
    network = _network(prefix)
    if not -network.num_addresses <= number < network.num_addresses:
        raise InvalidError(f"{prefix} has no host {number}")
    return str(network.network_address + number % network.num_addresses)


def _netmask(prefix: str) -> str:
    network = _network(prefix)
    if network.version == 6:
        raise InvalidError("IPv6 has no netmasks")
    return str(network.netmask)


def _subnet(prefix: str, bits: int, number: int) -> str:
    network = _network(prefix)
    length = network.prefixlen + bits
    if bits < 0 or length > network.max_prefixlen:
        raise InvalidError(f"{prefix} cannot be extended by {bits} bits")
    if not -(1 << bits) <= number < 1 << bits:
        raise InvalidError(f"{bits} bits do not hold the number {number}")
    # A negative number does not count from the end: it runs over the prefix, as it does in Terraform.
    start = abs(int(network.network_address) | (number << (network.max_prefixlen - length)))
    return f"{type(network.network_address)(start)}/{length}"


def _subnets(prefix: str, *sizes: int) -> list[str]:
    """Consecutive blocks, each aligned to its own size."""
    network = _network(prefix)
    found, start = [], int(network.network_address)
    for bits in sizes:
        length = network.prefixlen + bits
        if not 1 <= bits <= _BITS or length > network.max_prefixlen:
            raise InvalidError(f"{prefix} cannot be extended by {bits} bits")
        size = 1 << (network.max_prefixlen - length)
        start = -(-start // size) * size
        if start + size > int(network.network_address) + network.num_addresses:
            raise InvalidError(f"{prefix} has not enough space")
        found.append(f"{type(network.network_address)(start)}/{length}")
        start += size
    return found


NETWORKS: Functions = {
    "cidrhost": function(_host, text, whole),
    "cidrnetmask": function(_netmask, text),
    "cidrsubnet": function(_subnet, text, whole, whole),
    "cidrsubnets": function(_subnets, text, more=whole),
}
