"""Names: parameters, pseudo parameters, resources and their attributes, mappings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yourside.frontends.cloudformation.choices import each_way
from yourside.frontends.cloudformation.evaluate import evaluate
from yourside.frontends.cloudformation.nested import nested
from yourside.frontends.cloudformation.scope import Call
from yourside.frontends.cloudformation.strings import written
from yourside.frontends.cloudformation.template import PSEUDO
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why


def ref(call: Call) -> Value:
    match call.argument:
        case Scalar(data=str(name)):
            return named(name, call)
        case Map() if call.scope.template.extended:
            return each_way([evaluate(call.argument, call.scope)], lambda names: _ref(names[0], call), call.origin)
    return call.wrong("takes the name of a parameter or resource")


def _ref(name: Value, call: Call) -> Value:
    match name:
        case Scalar(data=str(text)):
            return named(text, call)
        case Unknown():
            return call.passing(name)
    return call.wrong("takes the name of a parameter or resource")


def get_att(call: Call) -> Value:
    match call.argument:
        case Scalar(data=str(text)) if "." in text:
            return named(text, call)
        case Seq(items=(Scalar(data=str()) | Map() as resource, attribute)):
            parts = [evaluate(resource, call.scope), evaluate(attribute, call.scope)]
            return each_way(parts, lambda names: _attribute(names[0], names[1], call), call.origin)
    return call.wrong("takes a resource and one of its attributes")


def _attribute(resource: Value, attribute: Value, call: Call) -> Value:
    match resource:
        case Scalar(data=str(name)):
            return named(f"{name}.{written(attribute) if isinstance(attribute, Scalar) else '*'}", call)
        case Unknown():
            return call.passing(resource)
    return call.wrong("takes a resource and one of its attributes")


def named(name: str, call: Call) -> Value:
    """What `name` stands for in `Ref`, `Fn::GetAtt` (with a dot) and `Fn::Sub`."""
    scope, owner = call.scope, name.partition(".")[0]
    if name == "AWS::NoValue":
        return Scalar(None, call.origin)
    if name in scope.stack.inputs:
        return _of_input(name, call)
    if name in PSEUDO:
        return Unknown(Why.ENVIRONMENT, call.origin, name)
    if output := _output(name, call):
        return output
    if owner in scope.template.resources or not scope.template.complete:
        return _of_resource(name, owner, call)
    return call.wrong(f"there is no {'resource' if '.' in name else 'parameter or resource'} {owner}")


def _of_input(name: str, call: Call) -> Value:
    return call.giving(call.scope.input(name))


def _output(name: str, call: Call) -> Value | None:
    """What a nested stack that can be read hands back."""
    owner, dot, output = name.partition(".Outputs.")
    inside = nested(owner, call.scope) if dot else None
    if inside is None:
        return None
    match inside.template.outputs.get(output):
        case Map(entries={"Value": value}):
            return call.giving(evaluate(value, inside), f"output {output} of {owner}")
    return call.wrong(f"{owner} has no output {output}") if inside.template.complete else None


def _of_resource(target: str, resource: str, call: Call) -> Value:
    prefix = call.scope.stack.prefix
    return Unknown(Why.REFERENCE, replace(call.origin, refs=(prefix + resource,)), prefix + target)


def find_in_map(call: Call) -> Value:
    """`[mapping, key, key]`, and `{DefaultValue: x}` with the language extensions."""
    fallback: Value | None = None
    match call.argument:
        case Seq(items=(name, first, second)):
            pass
        case Seq(items=(name, first, second, Map(entries={"DefaultValue": default}))):
            fallback = evaluate(default, call.scope)
        case _:
            return call.wrong("takes a mapping and two keys")
    keys = [evaluate(key, call.scope) for key in (name, first, second)]
    return each_way(keys, lambda path: _looked_up(path, fallback, call), call.origin)


def _looked_up(path: Sequence[Value], fallback: Value | None, call: Call) -> Value:
    value: Value | None = Map(call.scope.template.mappings, call.origin)
    for key in path:
        if isinstance(key, Unknown):
            return call.passing(key)
        if not isinstance(key, Scalar):
            return call.wrong("a key is not a string")
        value = value.entries.get(written(key)) if isinstance(value, Map) else None
    place = ".".join(written(key) for key in path if isinstance(key, Scalar))
    if value is not None:
        return call.giving(evaluate(value, call.scope), f"mapping {place}")
    if fallback is not None:
        return fallback
    return call.wrong(f"there is no {place}") if call.scope.template.complete else call.unknown(Why.FUNCTION)
