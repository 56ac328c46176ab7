"""The resources of a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yourside.coverage import Dialect
from yourside.frontends.cloudformation.choices import each_way, never, pruned
from yourside.frontends.cloudformation.conditions import hanging
from yourside.frontends.cloudformation.evaluate import absent, evaluate
from yourside.frontends.cloudformation.rules import limits_on
from yourside.frontends.cloudformation.scope import Axis, Scope
from yourside.frontends.native import NativeResource
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Unknown, Value, Why

# Attributes that stand beside the properties and that a rule may ask for.
ATTRIBUTES = ("DeletionPolicy", "UpdateReplacePolicy")


def resources(unit: str, scope: Scope, when: Choice | None = None) -> Iterator[NativeResource]:
    """All but those whose condition can never hold. `when`: the worlds in which the whole stack exists."""
    for name, value in scope.template.resources.items():
        origin = _whole(value.origin)
        match value:
            case _ if name.startswith("Fn::"):
                continue
            case Map(entries={"Type": Scalar(data=str(kind))} as entries):
                exists = existence(entries, scope, when)
                if isinstance(exists, Choice | None):
                    body = _body(entries, origin, existing(exists, scope))
                    address, possible = scope.stack.prefix + name, _possible(exists, body, scope)
                    yield NativeResource(Dialect.CLOUDFORMATION, kind, address, unit, body, origin, when=possible)
            case _ if scope.template.complete:
                scope.notes.problem("cloudformation-resource", f"resource {name} has no type", origin)


def _whole(origin: Origin) -> Origin:
    return Origin(origin.name.to(origin.span), origin.name) if origin.name else origin


def existence(entries: Mapping[str, Value], scope: Scope, when: Choice | None) -> Choice | Scalar | None:
    """The worlds in which a resource exists, those in which its stack does being `when`. None: all; a Scalar: none."""
    match entries.get("Condition"):
        case None:
            return when
        case Scalar(data=str(name)) as condition if name in scope.template.conditions:
            origin = condition.origin
        case condition:
            scope.notes.problem("cloudformation-condition", "there is no such condition", condition.origin)
            return when
    place = existing(when, scope)
    own = hanging(name, place, origin, lambda holds, _: Scalar(holds, origin))
    match pruned(own if when is None else _both(when, own)):
        case Choice() | Scalar(data=False) as worlds:
            return worlds
    return None


def _possible(exists: Choice | None, body: Map, scope: Scope) -> Choice | None:
    """Without the worlds that the template's assertions forbid, where that matters to the resource."""
    for limit in limits_on(body, exists, scope.stack):
        match pruned(_both(exists, limit) if exists else limit):
            case Choice() as worlds:
                exists = worlds
    return exists


def _both(first: Choice, second: Value) -> Value:
    return each_way([first, second], _last_if_first, first.origin)


def _last_if_first(truths: Sequence[Value]) -> Value:
    first, last = truths
    return first if isinstance(first, Scalar) and first.data is False else last


def existing(worlds: Value | None, scope: Scope) -> Scope:
    """Where the expressions of something that exists in these worlds alone are evaluated: what must hold is assumed."""
    while isinstance(worlds, Choice):
        alive = [(label, branch) for label, branch in worlds.branches if not never(branch)]
        if len(alive) != 1:
            break
        ((label, branch),) = alive
        scope, worlds = scope.assuming(Axis.of(worlds), label), branch
    return scope


def _body(entries: Mapping[str, Value], origin: Origin, scope: Scope) -> Map:
    written = entries.get("Properties", Map({}, origin))
    match evaluate(written, scope):
        case Map(entries=properties, rest=rest):
            body = dict(properties)
        case Unknown() as rest:
            body = {}
        case Scalar(data=None):
            body, rest = {}, None
        case _:
            scope.notes.problem("cloudformation-resource", "the properties are not a map", written.origin)
            body, rest = {}, Unknown(Why.INVALID, written.origin)
    beside = {f"x-{name}": evaluate(entries[name], scope) for name in ATTRIBUTES if name in entries}
    return Map(body | {name: value for name, value in beside.items() if not absent(value)}, origin, rest)
