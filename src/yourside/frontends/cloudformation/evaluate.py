"""From a written expression to its value, as far as it can be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yourside.frontends.cloudformation.scope import Call, Scope
from yourside.frontends.cloudformation.strings import dynamic
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

LOOP = "Fn::ForEach"


def evaluate(value: Value, scope: Scope) -> Value:
    """An absent value (AWS::NoValue, null) comes back as `Scalar(None)`; in lists and maps it is left out."""
    match value:
        case Scalar(data=str()):
            return dynamic(value)
        case Seq(items=items):
            evaluated = [evaluate(item, scope) for item in items]
            return replace(value, items=tuple(item for item in evaluated if not absent(item)))
        case Map(entries=entries):
            return _map(value, entries, scope)
    return value


def absent(value: Value) -> bool:
    return isinstance(value, Scalar) and value.data is None


def _map(value: Map, entries: Mapping[str, Value], scope: Scope) -> Value:
    functions = [name for name in entries if name.startswith("Fn::")]
    if len(entries) == 1 and (functions or "Ref" in entries):
        ((name, argument),) = entries.items()
        return _called(Call(name, argument, value.origin, scope))
    kept = {name: evaluate(entry, scope) for name, entry in entries.items() if name not in functions}
    rest = value.rest
    for name in functions:
        match _beside(Call(name, entries[name], entries[name].origin, scope)):
            case Map(entries=more):
                kept |= more
            case Unknown() as unknown:
                rest = unknown
    return Map({name: entry for name, entry in kept.items() if not absent(entry)}, value.origin, rest)


def _called(call: Call) -> Value:
    function = call.scope.functions.get(LOOP if call.name.startswith(f"{LOOP}::") else call.name)
    return call.affordable(function(call) if function else call.unknown(Why.FUNCTION))


def _beside(call: Call) -> Value:
    """A function that stands among other keys: only those that add keys may."""
    if call.name == "Fn::Transform" or call.name.startswith(f"{LOOP}::"):
        return _called(call)
    return call.wrong("stands beside other keys")
