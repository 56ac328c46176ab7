"""Which values of a state were taken from which resource: it lists the dependencies, and the values say the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from yourside.frontends.plan.addresses import keyless
from yourside.frontends.plan.instance import Instance
from yourside.values import Map, Scalar, Seq, Value

_IDENTITIES = ("id", "arn", "name")

Links = Mapping[str, str]  # an identity -> the address of the resource that has it


def identities(instances: Iterable[Instance]) -> Mapping[str, Links]:
    """By address without keys."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for instance in instances:
        for attribute in _IDENTITIES:
            match instance.values and instance.values.data.get(attribute):
                case str(identity) if identity:
                    found[keyless(instance.address)].setdefault(identity, instance.address)
    return found


def links(instance: Instance, known: Mapping[str, Links]) -> Links:
    """What the dependencies of one instance are known by."""
    return {identity: address for name in instance.depends for identity, address in known.get(name, {}).items()}


def linked(body: Map, found: Links) -> Map:
    return (
        replace(body, entries={name: _linked(entry, found) for name, entry in body.entries.items()}) if found else body
    )


def _linked(value: Value, found: Links) -> Value:
    match value:
        case Scalar(data=str(text)) if text in found:
            return replace(value, origin=replace(value.origin, refs=(found[text],)))
        case Map():
            return linked(value, found)
        case Seq(items=items):
            return replace(value, items=tuple(_linked(item, found) for item in items))
    return value
