"""`count` and `for_each`: which instances a block has, and what each of them sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yourside.frontends.terraform.evaluate import evaluate
from yourside.frontends.terraform.iteration import pairs
from yourside.frontends.terraform.operands import Set, text, whole
from yourside.frontends.terraform.operation import InvalidError, NotKnownError, UndecidedError
from yourside.frontends.terraform.scope import Ground, Scope
from yourside.syntax.hcl.tree import Body
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why

# More instances than this are represented by one.
_INSTANCES = 1024
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}
_TEMPLATES = re.compile(r"([$%])\{")
_LAST_OF_FOUR_DIGITS = 0xFFFF


@dataclass(frozen=True, slots=True)
class Instance:
    """`key` is what follows the address: empty, `[0]` or `["name"]`; `name` is what for_each calls it."""

    key: str = ""
    name: str = ""
    bindings: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expansion:
    """`by` is the meta-argument that repeats the block. `symbolic`: the one instance stands for all there may be, and
    `when` says in which worlds there is any, if that is all that is undecided."""

    instances: tuple[Instance, ...] = (Instance(),)
    by: str = ""
    symbolic: bool = False
    when: Choice | None = None


def expand(body: Body, scope: Scope) -> Expansion:
    for name, instances in (("count", _counted), ("for_each", _keyed)):
        if repeat := body.attributes.get(name):
            value = evaluate(repeat.value, scope)
            try:
                found = instances(value, scope.ground)
            except NotKnownError as stop:
                return _symbolic(name, value, stop.unknown)
            except UndecidedError as stop:
                return _symbolic(name, value, Unknown(Why.VARIABLE, value.origin, stop.choice.condition))
            except InvalidError as error:
                return _symbolic(name, value, scope.fail("terraform-instances", f"{name}: {error}", repeat.value.span))
            return Expansion(found, name)
    scope.ground.instances -= 1
    return Expansion()


def _counted(count: Value, ground: Ground) -> tuple[Instance, ...]:
    number = whole(count)
    _limited(number, count, ground)
    indices = (Scalar(index, count.origin) for index in range(number))
    return tuple(Instance(f"[{index.data}]", "", _bindings("count", count, index=index)) for index in indices)


def _keyed(collection: Value, ground: Ground) -> tuple[Instance, ...]:
    found, rest = pairs(collection)
    if collection.origin.sensitive or any(key.origin.sensitive for key, _ in found):
        raise InvalidError("a sensitive value cannot tell instances apart")
    if rest:
        raise NotKnownError(rest)
    _limited(len(found), collection, ground)
    if isinstance(collection, Seq) and not isinstance(collection, Set):
        found = [(item, item) for _, item in found]
    return tuple(
        Instance(f"[{_quoted(text(key))}]", text(key), _bindings("each", collection, key=key, value=item))
        for key, item in found
    )


def _quoted(key: str) -> str:
    """A key as Terraform writes it in an address."""
    escaped = "".join(_ESCAPES.get(char) or _visible(char) for char in key)
    return '"' + _TEMPLATES.sub(r"\1\1{", escaped) + '"'


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= _LAST_OF_FOUR_DIGITS else f"\\U{ord(char):08x}"


def _limited(number: int, repeat: Value, ground: Ground) -> None:
    if number > min(_INSTANCES, ground.instances):
        raise NotKnownError(Unknown(Why.LIMIT, repeat.origin))
    ground.instances -= number


def _symbolic(name: str, repeat: Value, unknown: Unknown) -> Expansion:
    """Nothing is known of the key; but of a `condition ? 1 : 0` the index is."""
    if name == "count":
        known = Scalar(0, repeat.origin) if _at_most_one(repeat) else _part(unknown, repeat, "count.index")
        bindings = _bindings("count", repeat, index=known)
    else:
        key, value = _part(unknown, repeat, "each.key"), _part(unknown, repeat, "each.value")
        bindings = _bindings("each", repeat, key=key, value=value)
    when = _existence(repeat)
    return Expansion((Instance(bindings=bindings),), name, True, when if isinstance(when, Choice) else None)


def both(outer: Choice | None, inner: Choice | None) -> Choice | None:
    """The worlds in which a thing exists that is in another one: where both do."""
    if outer is None or inner is None:
        return outer or inner
    return replace(outer, branches=tuple((label, _within(branch, inner)) for label, branch in outer.branches))


def _within(existence: Value, inner: Choice) -> Value:
    match existence:
        case Choice():
            return both(existence, inner) or existence
        case Scalar(data=True):
            return inner
    return existence


def _existence(repeat: Value) -> Value | None:
    """Whether there is an instance, in each world; None when that is not known in one of them."""
    match repeat:
        case Choice(branches=branches):
            found = [(label, _existence(branch)) for label, branch in branches]
            known = tuple((label, branch) for label, branch in found if branch)
            return replace(repeat, branches=known) if len(known) == len(found) else None
        case Scalar(data=int(number)):
            return Scalar(number > 0, repeat.origin)
        case Seq(items=items, rest=None):
            return Scalar(bool(items), repeat.origin)
        case Map(entries=entries, rest=None):
            return Scalar(bool(entries), repeat.origin)
    return None


def _part(unknown: Unknown, repeat: Value, target: str) -> Unknown:
    return Unknown(unknown.why, repeat.origin, target)


def _at_most_one(count: Value) -> bool:
    match count:
        case Choice(branches=branches):
            return all(_at_most_one(branch) for _, branch in branches)
        case Scalar(data=data):
            return data in (0, 1)
    return False


def _bindings(name: str, repeat: Value, **parts: Value) -> Mapping[str, Value]:
    return {name: Map(parts, repeat.origin)}
