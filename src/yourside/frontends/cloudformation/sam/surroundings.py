"""The template around a SAM resource."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yourside.frontends.cloudformation.sam.declaration import Declaration
from yourside.frontends.cloudformation.sam.events import Event
from yourside.frontends.cloudformation.sam.written import Plan, entries_of, referred, text_of, written
from yourside.values import Value


@dataclass(frozen=True, slots=True)
class Record:
    """What an API's domain asks for at `by`, one plan for each record."""

    of: Declaration
    by: Value
    sets: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expansion looks up, and what it adds: conditions, gaps, events that a bucket has to be told of.

    `made` is what the resources that were expanded before have become. `planned` are the APIs, with the ids of their
    stages, that share one usage plan; `records` are the sets of DNS records by their ids, each with those who ask.
    """

    parameters: Mapping[str, Value]
    resources: Mapping[str, Value]
    conditions: dict[str, Value] = field(default_factory=dict)
    unexpanded: list[str] = field(default_factory=list)
    notifying: list[Event] = field(default_factory=list)
    made: dict[str, Value] = field(default_factory=dict)
    planned: list[tuple[Declaration, str]] = field(default_factory=list)
    records: dict[str, list[Record]] = field(default_factory=dict)

    def either(self, name: str, conditions: Iterable[Value | None], place: Value | Declaration) -> str | None:
        """The condition of what exists when any of those with `conditions` does; made under `name` if there is none."""
        distinct = list(dict.fromkeys(map(text_of, conditions)))
        if None in distinct or len(distinct) == 1:
            return distinct[0] if len(distinct) == 1 else None
        either = [{"Condition": condition} for condition in distinct if condition]
        self.conditions[name] = written({"Fn::Or": either}, place.origin)
        return name

    def text(self, value: Value | None) -> str | None:
        """A literal, or the default of the parameter that is referred to: as far as SAM itself looks."""
        parameter = referred(value)
        return text_of(entries_of(self.parameters.get(parameter)).get("Default")) if parameter else text_of(value)
