"""Helm charts that sources of other dialects deploy, as they ask for them."""

from __future__ import annotations

from dataclasses import dataclass

from yourside.values import Choice, Value


@dataclass(frozen=True, slots=True)
class Setting:
    """One value by its path in helm's own notation (`hosts[0].name`). `flag` is the one of helm's that takes it."""

    path: str
    value: Value
    flag: str = "set"


@dataclass(frozen=True, slots=True)
class Release:
    """`address` is how users write it, in the `unit` that is also a native resource's. `directory` is where the chart
    is, if it is not in a repository; `chart` is what the user wrote.

    `values` are YAML documents, as text or as trees; later ones win, and `settings` over all of them.
    """

    address: str
    unit: str
    name: str
    chart: str
    directory: str | None
    values: tuple[Value, ...] = ()
    settings: tuple[Setting, ...] = ()
    when: Choice | None = None
