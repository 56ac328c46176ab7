"""The APIs that events ask for without naming one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.declaration import declared
from yourside.frontends.cloudformation.sam.push import HTTP_API, REST_API
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, entries_of, text_of, written
from yourside.values import Value

_CALLED = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")
_KINDS: tuple[tuple[str, str, str, Parts], ...] = (
    (REST_API, "Api", "RestApiId", {"StageName": "Prod"}),
    (HTTP_API, "HttpApi", "ApiId", {}),
)


def implied(around: Surroundings) -> Mapping[str, Value]:
    """By their ids, as resources of SAM at the place of the first event that asks for each."""
    found = {}
    for name, kind, reference, properties in _KINDS:
        asking = list(_asking(around, kind, reference))
        if asking:
            plan: Parts = {"Type": f"AWS::Serverless::{kind}", "Properties": properties}
            place = asking[0][1]
            condition = around.either(f"{name}Condition", [condition for condition, _ in asking], place)
            found[name] = written({**plan, "Condition": condition}, place.origin)
    return found


def _asking(around: Surroundings, kind: str, reference: str) -> Iterator[tuple[Value | None, Value]]:
    """The condition of the resource, and the event."""
    for resource in map(entries_of, around.resources.values()):
        if text_of(resource.get("Type")) not in _CALLED:
            continue
        for _, at, event in declared(entries_of(resource.get("Properties")), "Events"):
            if text_of(event.get("Type")) == kind and reference not in entries_of(event.get("Properties")):
                yield resource.get("Condition"), at
