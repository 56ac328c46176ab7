"""Buckets that call functions: the configuration is the bucket's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from yourside.frontends.cloudformation.sam.events import Event
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, referred, written
from yourside.values import Map, Seq, Value

_CONFIGURATION, _LIST = "NotificationConfiguration", "LambdaConfigurations"


def notified(resources: Mapping[str, Value], events: Iterable[Event]) -> Mapping[str, Value]:
    """The resources, with every event in the configuration of the bucket that it names."""
    found = dict(resources)
    for event in events:
        name = referred(event.properties.get("Bucket")) or ""
        match found.get(name):
            case Map(entries={"Type": _} as entries) as bucket:
                properties = entries.get("Properties", Map({}, bucket.origin))
                if isinstance(properties, Map):
                    found[name] = replace(bucket, entries={**entries, "Properties": _told(properties, event)})
    return found


def _told(properties: Map, event: Event) -> Map:
    configuration = properties.entries.get(_CONFIGURATION, Map({}, event.at.origin))
    before = entries_of(configuration).get(_LIST)
    items = before.items if isinstance(before, Seq) else ()
    added = tuple(written(call, event.at.origin) for call in _calls(event))
    calls = Seq((*items, *added), before.origin if before else event.at.origin)
    whole = Map({**entries_of(configuration), _LIST: calls}, configuration.origin)
    return replace(properties, entries={**properties.entries, _CONFIGURATION: whole})


def _calls(event: Event) -> Iterator[Plan]:
    kinds = event.properties.get("Events")
    condition = event.of.attributes.get("Condition")
    for kind in kinds.items if isinstance(kinds, Seq) else (kinds,):
        call: Parts = {"Event": kind, "Function": event.arn, **event.passed("Filter")}
        yield {"Fn::If": [condition, call, {"Ref": "AWS::NoValue"}]} if condition else call
