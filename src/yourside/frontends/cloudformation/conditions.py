"""Conditions in three truths, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce

from yourside.frontends.cloudformation.choices import MAX_WORLDS, first_choice, leaves, pruned, turned
from yourside.frontends.cloudformation.evaluate import evaluate
from yourside.frontends.cloudformation.scope import Axis, Call, Scope, Weighed
from yourside.frontends.cloudformation.strings import written
from yourside.frontends.cloudformation.template import PSEUDO
from yourside.spans import Origin
from yourside.values import Choice, Map, Scalar, Seq, Tri, Unknown, Value, Why

# Conditions in conditions, written out or by name: deeper than anybody reads.
MAX_DEPTH = 62
# Worlds that are looked through on the way: in most of them a condition over several inputs is known after the first.
MAX_PASSED = 4096
# What weighing a part of a condition takes, in characters made.
COST = 10

TRUE, FALSE, OPEN = Weighed(Tri.TRUE), Weighed(Tri.FALSE), Weighed(Tri.UNKNOWN)
_LABELS = {Tri.TRUE: "true", Tri.FALSE: "false", Tri.UNKNOWN: None}


def choose(call: Call) -> Value:
    """Fn::If: one of its values when that is certain, else a Choice between them."""
    match call.argument:
        case Seq(items=(Scalar(data=str(name)), yes, no)) if name in call.scope.template.conditions:
            return hanging(
                name, call.scope, call.origin, lambda holds, scope: _branch(yes if holds else no, scope, call)
            )
        case Seq(items=(Scalar(data=str(name)), _, _)):
            return call.wrong(f"there is no condition {name}")
        case Seq(items=(Map(), _, _)):
            return call.wrong("takes the name of one of the template's conditions")
    return call.wrong("takes a condition and two values")


def _branch(value: Value, scope: Scope, call: Call) -> Value:
    chosen = evaluate(value, scope)
    return replace(chosen, origin=replace(chosen.origin, name=call.origin.name))


def hanging(name: str, scope: Scope, origin: Origin, value: Callable[[bool, Scope], Value]) -> Value:
    """What `value` gives for the truth of a condition; in each world in which that may turn out differently."""
    if _worlds(name, scope) > MAX_WORLDS:
        return Unknown(Why.LIMIT, origin, name)
    found = _each_way(name, scope, origin, value)
    if leaves(found) > MAX_WORLDS and leaves(found := pruned(found)) > MAX_WORLDS:
        return Unknown(Why.LIMIT, origin, name)
    return found


def _worlds(name: str, scope: Scope) -> int:
    """How many worlds have to be told apart until the condition is known; past the limits, one too many."""
    axis = weigh(name, scope.certain).open
    if axis is None:
        return 1
    if scope.worlds * len(axis.labels) > MAX_PASSED:
        return MAX_WORLDS + 1
    found = 0
    for label in axis.labels:
        found += _worlds(name, scope.assuming(axis, label))
        if found > MAX_WORLDS:
            break
    return found


def _each_way(name: str, scope: Scope, origin: Origin, value: Callable[[bool, Scope], Value]) -> Value:
    weighed = weigh(name, scope.certain)
    if weighed.truth is not Tri.UNKNOWN:
        return value(weighed.truth is Tri.TRUE, scope)
    axis = weighed.open
    if axis is None:
        return Unknown(Why.LIMIT, origin, name)
    branches = ((label, _each_way(name, scope.assuming(axis, label), origin, value)) for label in axis.labels)
    return Choice(axis.name, tuple(branches), origin, axis.default)


def weigh(name: str, scope: Scope, asked: tuple[str, ...] = ()) -> Weighed:
    """How a condition of the template turns out in `scope`; `asked` are the conditions that led to it.

    What cannot be led back to inputs is an axis of its own.
    """
    axis = scope.stack.prefix + name
    if axis in scope.assumed:
        return TRUE if scope.assumed[axis] == "true" else FALSE
    if name not in scope.truths:
        weighed = _weigh_named(name, scope, asked)
        if weighed == OPEN and name not in asked:
            weighed = Weighed(Tri.UNKNOWN, Axis(axis, ("true", "false"), _by_default(name, scope)))
        scope.truths[name] = weighed
    return scope.truths[name]


def _by_default(name: str, scope: Scope) -> str | None:
    return None if scope.by_default else _LABELS[weigh(name, scope.usual).truth]


def _weigh_named(name: str, scope: Scope, asked: tuple[str, ...]) -> Weighed:
    expression = scope.template.conditions.get(name)
    if expression is None:
        return OPEN
    if name in asked:
        return _wrong(f"condition {name} depends on itself", expression.origin, scope)
    return _weigh(expression, scope, (*asked, name))


def weigh_expression(expression: Value, scope: Scope) -> Weighed:
    """How a condition without a name turns out in `scope`."""
    return _weigh(expression, scope, ())


def _weigh(expression: Value, scope: Scope, asked: tuple[str, ...]) -> Weighed:
    if len(asked) > MAX_DEPTH or not scope.notes.spend(COST):
        return OPEN
    within = (*asked, "")
    match expression:
        case Map(entries={"Condition": Scalar(data=str(name))}):
            if name not in scope.template.conditions:
                return _wrong(f"there is no condition {name}", expression.origin, scope)
            return weigh(name, scope, asked)
        case Map(entries={"Fn::Equals": Seq(items=(left, right))}):
            place = replace(scope, functions={**scope.functions, "Fn::If": _misplaced})
            return _equal(evaluate(left, place), evaluate(right, place), scope)
        case Map(entries={"Fn::And": Seq(items=(_, *_) as parts)}):
            return _all(_weigh(part, scope, within) for part in parts)
        case Map(entries={"Fn::Or": Seq(items=(_, *_) as parts)}):
            return _not(_all(_not(_weigh(part, scope, within)) for part in parts))
        case Map(entries={"Fn::Not": Seq(items=(part,))}):
            return _not(_weigh(part, scope, within))
    return _wrong("this is not a condition", expression.origin, scope)


def _misplaced(call: Call) -> Value:
    return call.wrong("is not for conditions")


def _not(weighed: Weighed) -> Weighed:
    return replace(weighed, truth=~weighed.truth)


def _all(parts: Iterable[Weighed]) -> Weighed:
    return reduce(_both, parts)


def _both(left: Weighed, right: Weighed) -> Weighed:
    truth = left.truth & right.truth
    return Weighed(truth, (left.open or right.open) if truth is Tri.UNKNOWN else None)


def _equal(left: Value, right: Value, scope: Scope) -> Weighed:
    if choice := first_choice(left, right):
        ways = [
            _equal(turned(left, choice.condition, way), turned(right, choice.condition, way), scope)
            for way, _ in choice.branches
        ]
        agreed = ways[0].truth if len({way.truth for way in ways}) == 1 else Tri.UNKNOWN
        return Weighed(agreed, Axis.of(choice) if agreed is Tri.UNKNOWN else None)
    match left, right:
        case (Scalar(), Scalar()):
            return _known(written(left) == written(right))
        case (Unknown() as unknown, Scalar() as known) | (Scalar() as known, Unknown() as unknown):
            return OPEN if _may_be(unknown, written(known), scope) else FALSE
        case (Unknown(parts=()) as one, Unknown(parts=()) as other) if _is_input(one, scope) and _is_input(
            other, scope
        ):
            return _alike(one, other, scope)
        case (Seq(items=lefts, rest=None), Seq(items=rights, rest=None)):
            if len(lefts) != len(rights):
                return FALSE
            return reduce(_both, (_equal(*pair, scope) for pair in zip(lefts, rights, strict=True)), TRUE)
    return OPEN


def _is_input(unknown: Unknown, scope: Scope) -> bool:
    return unknown.target in PSEUDO or unknown.target.removeprefix(scope.stack.prefix) in scope.stack.inputs


def alike(one: str, other: str) -> str:
    """The axis that says whether two inputs are the same."""
    return " == ".join(sorted((one, other)))


def _alike(one: Unknown, other: Unknown, scope: Scope) -> Weighed:
    """Whether two inputs are the same: one question, whichever of them is named first."""
    if one.target == other.target:
        return TRUE
    axis = alike(one.target, other.target)
    if axis in scope.assumed:
        return _known(scope.assumed[axis] == "true")
    return Weighed(Tri.UNKNOWN, Axis(axis, ("true", "false"), _alike_by_default(one, other, scope)))


def _alike_by_default(one: Unknown, other: Unknown, scope: Scope) -> str | None:
    names = (each.target.removeprefix(scope.stack.prefix) for each in (one, other))
    match [scope.stack.defaults.get(name) for name in names]:
        case [Scalar() as left, Scalar() as right]:
            return _LABELS[Tri.of(written(left) == written(right))]
    return None


def _may_be(unknown: Unknown, text: str, scope: Scope) -> bool:
    """Whether an unknown may be this text: an input that was assumed to be none of those it is compared with is not."""
    ruled_out = unknown.target in scope.assumed and not unknown.parts
    if ruled_out and text in scope.stack.literals.get(unknown.target, ()):
        return False
    return text.startswith(unknown.prefix)


def _known(truth: bool) -> Weighed:
    return TRUE if truth else FALSE


def _wrong(problem: str, origin: Origin, scope: Scope) -> Weighed:
    scope.notes.problem("cloudformation-condition", problem, origin)
    return OPEN
