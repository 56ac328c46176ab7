"""What an expression of a template is evaluated in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from yourside.frontends.cloudformation.choices import turned
from yourside.frontends.cloudformation.library import Library
from yourside.frontends.cloudformation.notes import Notes
from yourside.frontends.cloudformation.strings import size
from yourside.frontends.cloudformation.template import Template
from yourside.spans import Hop, Origin
from yourside.values import Choice, Tri, Unknown, Value, Why

_MAX_TEXT = 80


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """One deployment of a template. Its resources have the `prefix` in their addresses: `Network/` in a nested stack.

    `inputs` are the parameters and the facts of the place as far as they are certain, `defaults` as they are when the
    user gives nothing. `literals` are, per input that may be anything, the values that conditions compare it with.
    `limits` are worlds over several inputs, those that are not possible being false.
    `trail` are the files that led here, the template's own last. `children` are the nested stacks; None: one that is
    not evaluated, or not yet.
    """

    template: Template
    trail: tuple[str, ...]
    inputs: Mapping[str, Value]
    defaults: Mapping[str, Value]
    literals: Mapping[str, frozenset[str]]
    notes: Notes
    library: Library
    prefix: str = ""
    limits: tuple[Choice, ...] = ()
    children: dict[str, Stack | None] = field(default_factory=dict)
    scopes: dict[tuple[bool, frozenset[tuple[str, str]]], Scope] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.trail[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """`by_default` tells whether inputs are taken as they are when the user gives nothing, or only as far as they are
    certain. `assumed` says how what is not certain turns out here: a parameter, or a condition by itself.

    `truths` remembers the conditions that were weighed: scopes of one stack that assume the same are the same object.
    """

    stack: Stack
    functions: Functions
    by_default: bool = True
    assumed: Mapping[str, str] = field(default_factory=dict)
    worlds: int = 1
    truths: dict[str, Weighed] = field(default_factory=dict)

    @property
    def template(self) -> Template:
        return self.stack.template

    @property
    def notes(self) -> Notes:
        return self.stack.notes

    def input(self, name: str) -> Value:
        """What a parameter, or a fact of the place, is here."""
        certain = self.stack.inputs[name]
        settled = self._settled(certain)
        if not self.by_default:
            return settled
        match certain:
            case Choice(condition=axis, default=default) if axis == self.stack.prefix + name:
                if self.assumed.get(axis, default) != default:
                    return settled
        return self._settled(self.stack.defaults[name])

    def _settled(self, value: Value) -> Value:
        for axis, label in self.assumed.items():
            value = turned(value, axis, label)
        return value

    @property
    def certain(self) -> Scope:
        """The same place, with nothing taken for granted that a user may change."""
        return self._akin(False, self.assumed, self.worlds)

    @property
    def usual(self) -> Scope:
        """The same place, when the user gives nothing."""
        return self._akin(True, self.assumed, self.worlds)

    @property
    def anywhere(self) -> Scope:
        """The same stack, with nothing assumed."""
        return self._akin(self.by_default, {}, 1)

    def assuming(self, axis: Axis, label: str) -> Scope:
        return self._akin(self.by_default, {**self.assumed, axis.name: label}, self.worlds * len(axis.labels))

    def within(self, stack: Stack) -> Scope:
        """The same world in another stack."""
        return replace(self, stack=stack)._akin(self.by_default, self.assumed, self.worlds)

    def _akin(self, by_default: bool, assumed: Mapping[str, str], worlds: int) -> Scope:
        key = (by_default, frozenset(assumed.items()))
        scopes = self.stack.scopes
        if key not in scopes:
            scopes[key] = replace(self, by_default=by_default, assumed=assumed, worlds=worlds, truths={})
        return scopes[key]


@dataclass(frozen=True, slots=True)
class Axis:
    """Something that is not certain, with the ways in which it can turn out. `default`: when the user gives nothing."""

    name: str
    labels: tuple[str, ...]
    default: str | None = None

    @staticmethod
    def of(choice: Choice) -> Axis:
        return Axis(choice.condition, tuple(label for label, _ in choice.branches), choice.default)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The truth of a condition; `open`, if it is not known, is what has to turn out first."""

    truth: Tri
    open: Axis | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One use of an intrinsic function; its argument is not evaluated yet."""

    name: str
    argument: Value
    origin: Origin
    scope: Scope

    def wrong(self, problem: str) -> Unknown:
        """Says what is wrong with the call, which then has no value. A macro may have made it right before that."""
        if self.scope.template.rewritten:
            return self.unknown(Why.FUNCTION)
        self.scope.notes.problem("cloudformation-intrinsic", f"{self.name}: {problem}", self.origin)
        return Unknown(Why.INVALID, self.origin, target=self.text)

    def unknown(self, why: Why) -> Unknown:
        """The value of a call that nothing is wrong with, but that cannot be worked out here."""
        self.scope.notes.unevaluated[self.origin.span] = f"{self.name} ({why.value})"
        return Unknown(why, self.origin, target=self.text)

    def giving(self, value: Value, label: str = "") -> Value:
        """`value`, which stands elsewhere, as the value of this call; `label` names the place it was taken from."""
        hops = (Hop(value.origin.span, label),) if label else ()
        origin = replace(self._taking(value.origin), via=hops + value.origin.via)
        return replace(value, origin=origin)

    def affordable(self, value: Value) -> Value:
        """`value`, as long as the template has not had more made than any real one needs."""
        return value if self.scope.notes.spend(size(value)) else Unknown(Why.LIMIT, self.origin, self.name)

    def passing(self, unknown: Unknown) -> Unknown:
        """The value of a call whose argument is not known."""
        return Unknown(unknown.why, self._taking(unknown.origin), unknown.target)

    def _taking(self, origin: Origin) -> Origin:
        """The place of this call with the history of what it takes."""
        sensitive = origin.sensitive or self.origin.sensitive
        return replace(self.origin, via=origin.via, refs=origin.refs, sensitive=sensitive)

    @property
    def text(self) -> str:
        """As written when that is short, else the function's name."""
        span = self.origin.span
        short = span.end - span.start <= _MAX_TEXT and "\n" not in span.text
        return span.text if short else self.name


Functions = Mapping[str, Callable[[Call], Value]]
