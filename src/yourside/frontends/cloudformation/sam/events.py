"""What calls a function or starts a state machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, declared, named_after
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, text_of
from yourside.values import Value


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is the event as it is written. `target` names what is called, by name or, if that is an alias, by ARN.

    `stage` is that of the API, as far as an id names it.
    """

    of: Declaration
    name: str
    kind: str
    properties: Mapping[str, Value]
    at: Value
    target: Plan
    arn: Plan
    stage: str = ""

    @property
    def id(self) -> str:
        return self.of.name + self.name

    def passed(self, *names: str) -> Parts:
        return {name: self.properties[name] for name in names if name in self.properties}

    def made(self, suffix: str, kind: str, properties: Mapping[str, Plan | None]) -> Made:
        return self.of.beside(self.id + suffix, kind, properties, self.at)

    def permission(self, principal: Plan, source: Plan | None, suffix: str = "", **more: Plan | None) -> Made:
        """That a service may call the function."""
        name = named_after(f"{self.id}Permission", suffix)
        called: Parts = {"Action": "lambda:InvokeFunction", "FunctionName": self.target}
        properties = {**called, "Principal": principal, "SourceArn": source, **more}
        return self.of.beside(name, "AWS::Lambda::Permission", properties, self.at)


def events(of: Declaration, target: Plan, arn: Plan) -> Iterator[Event]:
    for name, at, entries in declared(of.properties, "Events"):
        properties = entries_of(entries.get("Properties"))
        yield Event(of, name, text_of(entries.get("Type")) or "", properties, at, target, arn)
