"""What an expression is known to be. Not knowing is a value, not an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from operator import is_

from yourside.spans import Origin

Data = str | int | float | bool | None


class Tri(Enum):
    """Kleene's three truths. `bool(Tri)` is an error on purpose: compare with `is`."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> bool:
        raise TypeError("a Tri has three values; compare it with `is`")

    def __invert__(self) -> Tri:
        return Tri(2 - self.value)

    def __and__(self, other: Tri) -> Tri:
        return Tri(min(self.value, other.value))

    def __or__(self, other: Tri) -> Tri:
        return Tri(max(self.value, other.value))

    @staticmethod
    def of(truth: bool) -> Tri:
        return Tri.TRUE if truth else Tri.FALSE


class Why(Enum):
    """Why a value is not known. The text completes "not known: ..."."""

    VARIABLE = "an input without a value"
    REFERENCE = "an attribute that exists only after deployment"
    ENVIRONMENT = "a fact of the place it is deployed to"
    FUNCTION = "a function that is not evaluated"
    MODULE = "an output of a module that was not evaluated"
    DATA = "a data source that is read at deployment"
    UNLINKED = "a companion resource whose owner is not known"
    UNMAPPED = "an attribute that the tables do not read"
    WRITE_ONLY = "a property that the cloud never gives back"
    UNREAD = "something that the inventory does not tell"
    DEFAULT = "a default that depends on more than the code says"
    PARSE = "a text that could not be read"
    INVALID = "an expression that is in error"
    PART = "a part of a value that is not known as a whole"
    LIMIT = "a value past the limits of this tool"
    OUTSIDE = "something that is not part of this run"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A known leaf. `None` is a written null; `graph.build` turns it into absence."""

    data: Data
    origin: Origin


@dataclass(frozen=True, slots=True)
class Seq:
    """A list or set. `rest` says why there may be more items than those listed; None: these are all."""

    items: tuple[Value, ...]
    origin: Origin
    rest: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """An object, map or block. `rest` says why there may be more keys than those listed; None: these are all."""

    entries: Mapping[str, Value]
    origin: Origin
    rest: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """A string that is the JSON text of `value`, kept as a tree so that its leaves keep their places.

    Frontends make it (`jsonencode`, a policy document); `graph.build` takes it apart where the table says `json`, and
    nothing after it meets one.
    """

    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is not known. There is no data field, so there is nothing to misread.

    `target` is what would settle it, as the user writes it (`var.acl`, `aws_s3_bucket.logs.id`). `parts` are the
    pieces of a string that is known in part: Scalars and Unknowns in order.
    """

    why: Why
    origin: Origin
    target: str = ""
    parts: tuple[Value, ...] = ()

    @property
    def prefix(self) -> str:
        """The known text that the string starts with."""
        match self.parts:
            case (Scalar(data=str(text)), *_):
                return text
        return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An undecided conditional and what it may become.

    `condition` identifies the condition within the resource's unit ("IsProd", "var.public"): Choices with the same
    condition take the same branch. Each branch has the label that the condition then has ("true", "false", "prod").
    `default` is the label taken when the user gives no input; None when no default decides it.
    """

    condition: str
    branches: tuple[tuple[str, Value], ...]
    origin: Origin
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is written here; `origin` is the nearest block that could hold it. Made by walking, never stored."""

    origin: Origin


Value = Scalar | Seq | Map | Encoded | Unknown | Choice | Missing


def with_entries(value: Map, entries: Mapping[str, Value]) -> Map:
    """`value` with these entries; the same object when they are the ones that it has."""
    same = len(entries) == len(value.entries) and all(map(is_, entries.values(), value.entries.values()))
    return value if same else Map(entries, value.origin, value.rest)


def with_items(value: Seq, items: tuple[Value, ...]) -> Seq:
    """`value` with these items; the same object when they are the ones that it has."""
    same = len(items) == len(value.items) and all(map(is_, items, value.items))
    return value if same else Seq(items, value.origin, value.rest)


def known(value: Value) -> bool:
    """Whether no part of `value` is unknown or undecided."""
    match value:
        case Scalar():
            return True
        case Seq(items=items, rest=None):
            return all(known(item) for item in items)
        case Map(entries=entries, rest=None):
            return all(known(entry) for entry in entries.values())
        case Encoded(value=inner):
            return known(inner)
    return False


def over_branches(value: Value, change: Callable[[Value], Value]) -> Value:
    """Apply `change` to a value, or to each branch of a Choice; an Unknown passes through unchanged."""
    match value:
        case Unknown():
            return value
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, over_branches(v, change)) for label, v in branches))
    return change(value)
