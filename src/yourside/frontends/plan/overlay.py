"""A plan laid over the resources of its sources: the values that Terraform computed, at the lines that people write."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yourside.frontends.native import NativeResource
from yourside.frontends.plan.addresses import keyless, keys, stands_for
from yourside.frontends.plan.compare import differences, paired
from yourside.spans import Hop, Origin
from yourside.syntax.embedded import parse_json
from yourside.values import Choice, Encoded, Map, Scalar, Seq, Unknown, Value

Natives = Sequence[NativeResource]


def overlaid(own: Natives, planned: Natives) -> tuple[NativeResource, ...]:
    """All resources of the sources, those of the planned root with the plan's values; what only the plan has is added.

    A resource whose instances the sources leave open becomes those that are planned.
    """
    unit = planned_unit(own, planned)
    found = counterparts(own, planned, unit)
    used = {id(source) for source in found.values()}
    kept = [native for native in own if id(native) not in used]
    return (*kept, *(_joined(found.get(native.address), replace(native, unit=unit)) for native in planned))


def planned_unit(own: Natives, planned: Natives) -> str:
    """The root module that has the most of what is planned; the plan itself when none has anything."""
    addresses = {keyless(native.address) for native in planned}
    shared = Counter(native.unit for native in own if keyless(native.address) in addresses)
    if shared:
        return min(shared, key=lambda unit: (-shared[unit], unit))
    return planned[0].unit if planned else ""


def counterparts(own: Natives, planned: Natives, unit: str) -> Mapping[str, NativeResource]:
    """By planned address: the same resource in the sources, or the one that stands for its instances."""
    ours = {native.address: native for native in own if native.unit == unit}
    alike = defaultdict[tuple[str, int], list[NativeResource]](list)
    for native in ours.values():
        alike[keyless(native.address), keys(native.address)].append(native)
    found: dict[str, NativeResource] = {}
    for address in (native.address for native in planned):
        general = (native for fewer in range(keys(address)) for native in alike.get((keyless(address), fewer), ()))
        source = ours.get(address) or next((native for native in general if stands_for(native.address, address)), None)
        if source:
            found[address] = source
    return found


def _joined(source: NativeResource | None, planned: NativeResource) -> NativeResource:
    if source is None:
        return planned
    body = _settled(source.body, planned.body)
    filled = planned.filled - (source.body.entries.keys() - source.filled)
    return replace(planned, origin=source.origin, body=body if isinstance(body, Map) else planned.body, filled=filled)


def _settled(own: Value, planned: Value) -> Value:
    """What is planned, where it is written; what is the same on both sides stays as it is."""
    match own, planned:
        case Map(entries=entries), Map(entries=found):
            return _map(own, entries, found)
        case Seq(), Seq():
            return _list(own, planned)
        case Seq(items=(only,)), Map():
            return replace(own, items=(_settled(only, planned),), rest=None)
        case Map(), Seq(items=(only,)):
            return _settled(own, only)
        case Encoded(value=inner), Scalar():
            return Encoded(_settled(inner, parse_json(planned)), own.origin)
    keeps = isinstance(planned, Unknown) or not (isinstance(own, Unknown | Choice) or any(differences(own, planned)))
    return own if keeps else _moved(planned, own.origin)


def _map(own: Map, entries: Mapping[str, Value], found: Mapping[str, Value]) -> Map:
    kept = (
        (name, _settled(entry, found[name]) if name in found else _decided(entry)) for name, entry in entries.items()
    )
    added = {name: _moved(value, own.origin) for name, value in found.items() if name not in entries}
    return Map({name: entry for name, entry in kept if entry} | added, own.origin)


def _decided(own: Value) -> Value | None:
    """What the plan does not have is null or empty there: so is what the sources leave open."""
    match own:
        case Unknown() | Choice() | Seq(items=(), rest=Unknown()):
            return None
        case Seq(rest=Unknown()) | Map(rest=Unknown()):
            return replace(own, rest=None)
    return own


def _list(own: Seq, planned: Seq) -> Seq:
    pairs = paired(own.items, planned.items)
    return Seq(tuple(filter(None, (_item(item, found, own.origin) for item, found in pairs))), own.origin)


def _item(own: Value | None, planned: Value | None, origin: Origin) -> Value | None:
    if own and planned:
        return _settled(own, planned)
    return _moved(planned, origin) if planned else own


def _moved(value: Value, to: Origin) -> Value:
    """A planned value with all that is in it, seen from the sources."""
    origin = value.origin
    via = (*to.via, Hop(origin.span, "the plan", origin.sensitive))
    refs = tuple(dict.fromkeys((*to.refs, *origin.refs)))
    moved = replace(to, via=via, refs=refs, sensitive=to.sensitive or origin.sensitive)
    match value:
        case Map(entries=entries):
            return Map({name: _moved(entry, to) for name, entry in entries.items()}, moved)
        case Seq(items=items):
            return Seq(tuple(_moved(item, to) for item in items), moved)
    return replace(value, origin=moved)
