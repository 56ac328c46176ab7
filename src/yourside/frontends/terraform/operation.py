"""One way for every operator, function, template and index to meet values that are unknown, undecided or wrong.

An operation is written for settled operands and takes them apart with the accessors of `operands`, which stop it with
one of the three errors below. They never leave this package: `operate` turns each into a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from yourside.frontends.terraform.origins import derived
from yourside.frontends.terraform.scope import Scope
from yourside.spans import Span
from yourside.values import Choice, Encoded, Map, Seq, Unknown, Value, Why

# Nested conditions that one operation is done in every branch of: 2 ** 4 worlds.
_SPLITS = 4


class NotKnownError(Exception):
    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.target)
        self.unknown = unknown


class UndecidedError(Exception):
    def __init__(self, choice: Choice) -> None:
        super().__init__(choice.condition)
        self.choice = choice


class InvalidError(Exception):
    """Terraform refuses this; the message says why."""


def operate(
    apply: Callable[..., Value],
    operands: Sequence[Value],
    span: Span,
    scope: Scope,
    code: str = "terraform-expression",
    splits: int = _SPLITS,
) -> Value:
    """`apply(*operands)`, done in each branch of an operand that it needs and that is undecided."""
    try:
        return apply(*operands)
    except NotKnownError as stop:
        return Unknown(stop.unknown.why, derived(span, operands), stop.unknown.target)
    except InvalidError as error:
        hidden = any(operand.origin.sensitive for operand in operands)
        return scope.fail(code, "not possible with this sensitive value" if hidden else str(error), span)
    except UndecidedError as stop:
        choice = stop.choice
    origin = derived(span, operands)
    if not splits:
        return Unknown(Why.LIMIT, origin, choice.condition)
    branches = tuple(
        (label, operate(apply, assumed(operands, choice.condition, label), span, scope.attempt(), code, splits - 1))
        for label, _ in choice.branches
    )
    return Choice(choice.condition, branches, origin, choice.default)


def assumed(values: Sequence[Value], condition: str, label: str) -> tuple[Value, ...]:
    return tuple(assume(value, condition, label) for value in values)


def assume(value: Value, condition: str, label: str) -> Value:
    """`value` in the worlds where `condition` has come out as `label`."""
    match value:
        case Choice(condition=same, branches=branches) if same == condition:
            return assume(dict(branches).get(label, value), condition, label) if label in dict(branches) else value
        case Choice(branches=branches):
            return replace(value, branches=tuple((name, assume(v, condition, label)) for name, v in branches))
        case Seq(items=items):
            return replace(value, items=assumed(items, condition, label))
        case Map(entries=entries):
            return replace(value, entries={key: assume(v, condition, label) for key, v in entries.items()})
        case Encoded(value=inner):
            return replace(value, value=assume(inner, condition, label))
    return value
