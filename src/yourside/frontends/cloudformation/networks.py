"""Address ranges."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_network
from itertools import islice

from yourside.frontends.cloudformation.choices import each_way
from yourside.frontends.cloudformation.evaluate import evaluate
from yourside.frontends.cloudformation.scope import Call
from yourside.frontends.cloudformation.strings import written
from yourside.values import Scalar, Seq, Unknown, Value

MOST_RANGES = 256
# What is meant when the third argument is left out: ranges of 256 addresses.
BITS = "8"


def cidr(call: Call) -> Value:
    """Fn::Cidr: `[range, how many, bits of an address in each]`."""
    match call.argument:
        case Seq(items=(_, _) | (_, _, _) as items):
            arguments = [evaluate(item, call.scope) for item in items]
            return each_way(arguments, lambda values: _ranges(values, call), call.origin)
    return call.wrong("takes a range, a number of ranges and the bits of each")


def _ranges(values: Sequence[Value], call: Call) -> Value:
    if unknown := next((value for value in values if isinstance(value, Unknown)), None):
        return call.passing(unknown)
    texts = [written(value) for value in values if isinstance(value, Scalar)]
    if len(texts) != len(values):
        return call.wrong("takes a range, a number of ranges and the bits of each")
    return _divided(*texts, call=call)


def _divided(block: str, count: str, bits: str = BITS, *, call: Call) -> Value:
    try:
        network, number, width = ip_network(block), int(count), int(bits)
        subnets = network.subnets(new_prefix=network.max_prefixlen - width)
        found = tuple(islice(subnets, min(number, MOST_RANGES)))
    except ValueError as problem:
        return call.wrong(str(problem))
    if not 0 < number <= MOST_RANGES or len(found) < number:
        return call.wrong(f"{block} does not hold {count} ranges of {bits} bits")
    return Seq(tuple(Scalar(str(each), call.origin) for each in found), call.origin)
