"""A template opened as a stack: what its inputs are, as far as anybody can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from yourside.frontends.cloudformation.comparisons import comparisons
from yourside.frontends.cloudformation.library import Library
from yourside.frontends.cloudformation.notes import Notes
from yourside.frontends.cloudformation.parameters import (
    allowed,
    compared,
    default_of,
    kind_of,
    open_parameter,
    shown,
    typed,
)
from yourside.frontends.cloudformation.scope import Stack
from yourside.frontends.cloudformation.strings import written
from yourside.frontends.cloudformation.template import PSEUDO, Template
from yourside.values import Map, Scalar, Unknown, Value, Why, over_branches


@dataclass(frozen=True, slots=True)
class Given:
    """What a stack is given: an input as far as it is certain, and as it is when the user gives nothing."""

    certain: Value
    usual: Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a template is opened. `trail` are the files that lead to it, its own last.

    `closed`: what is not given here nobody can give any more.
    """

    trail: tuple[str, ...]
    library: Library
    notes: Notes
    given: Mapping[str, Given] = field(default_factory=dict)
    prefix: str = ""
    closed: bool = False


def open_stack(template: Template, place: Place) -> Stack:
    literals = comparisons((*template.conditions.values(), *template.assertions), template.parameters)
    inputs: dict[str, Given] = {}
    for name, declaration in template.parameters.items():
        found = _parameter(name, declaration, literals.get(name, ()), place)
        inputs[name] = Given(shown(found.certain, declaration), shown(found.usual, declaration))
    for name in PSEUDO:
        if literals.get(name) or name in place.given:
            inputs[name] = _fact(name, literals.get(name, ()), place)
    return Stack(
        template,
        place.trail,
        {name: each.certain for name, each in inputs.items()},
        {name: each.usual for name, each in inputs.items()},
        {place.prefix + name: frozenset(map(written, found)) for name, found in literals.items()},
        place.notes,
        place.library,
        place.prefix,
    )


def _parameter(name: str, declaration: Map, literals: Sequence[Scalar], place: Place) -> Given:
    target = place.prefix + name
    usual = default_of(name, declaration, target)
    if name in place.given:
        return _typed(declaration, _seen(place.given[name], target, literals), target)
    if place.closed:
        return Given(usual, usual)
    if worlds := allowed(declaration, target):
        return Given(worlds, worlds)
    other = open_parameter(declaration, target)
    return Given(compared(literals, other, usual, kind_of(declaration)) or other, usual)


def _fact(name: str, literals: Sequence[Scalar], place: Place) -> Given:
    if name in place.given:
        return _seen(place.given[name], place.prefix + name, literals)
    other = Unknown(Why.ENVIRONMENT, literals[0].origin, place.prefix + name)
    return Given(compared(literals, other, None) or other, other)


def _seen(given: Given, target: str, literals: Sequence[Scalar]) -> Given:
    """What is given but not known, through the conditions that compare it."""
    match given.certain:
        case Unknown(why=why, parts=()) as unknown if why is not Why.REFERENCE:
            seen = compared(literals, replace(unknown, target=target), given.usual)
            return Given(seen, given.usual) if seen else given
    return given


def _typed(declaration: Map, given: Given, target: str) -> Given:
    def type_one(value: Value) -> Value:
        return typed(value, declaration, target) if isinstance(value, Scalar) else value

    return Given(over_branches(given.certain, type_one), over_branches(given.usual, type_one))
