"""The template around a SAM resource."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yourside.frontends.cloudformation.sam.events import Event
from yourside.frontends.cloudformation.sam.written import entries_of, referred, text_of
from yourside.values import Value


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expansion looks up, and what it adds: conditions, gaps, events that a bucket has to be told of."""

    parameters: Mapping[str, Value]
    resources: Mapping[str, Value]
    conditions: dict[str, Value] = field(default_factory=dict)
    unexpanded: list[str] = field(default_factory=list)
    notifying: list[Event] = field(default_factory=list)

    def text(self, value: Value | None) -> str | None:
        """A literal, or the default of the parameter that is referred to: as far as SAM itself looks."""
        parameter = referred(value)
        return text_of(entries_of(self.parameters.get(parameter)).get("Default")) if parameter else text_of(value)
