"""The Serverless Framework: the CloudFormation that its files hold beside what it makes itself.

https://www.serverless.com/framework/docs/providers/aws/guide/resources
https://www.serverless.com/framework/docs/guides/variables
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yourside.frontends.cloudformation.strings import concatenate
from yourside.spans import Hop, Origin
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why

FRAMEWORK = "Serverless Framework"

# What deploys something, or decides who may do what, and is not read.
_UNREAD = ("functions", "layers", "provider", "stepFunctions")
# With one level of variables in variables.
_VARIABLE = re.compile(r"\$\{((?:self|opt|env|file|param|sls|ssm|cf|s3|aws|git)[:(](?:[^{}]|\{[^{}]*\})*+)\}")


def is_service(document: Map) -> bool:
    return {"service", "provider"} <= document.entries.keys() and "AWSTemplateFormatVersion" not in document.entries


def template(document: Map) -> tuple[Map, tuple[str, ...]]:
    """The template below `resources`, with variables that are not known as such, and what else is not read."""
    resources = document.entries.get("resources")
    sections: dict[str, Value] = {}
    for part in _parts(resources):
        for name, section in part.items():
            sections[name] = _known(_merged(sections.get(name), section), document)
    # It adds the resources of what is not read, and everything may refer to them.
    sections["Transform"] = Scalar(FRAMEWORK, document.origin)
    unread = [f"{FRAMEWORK}, not read: {name}" for name in _UNREAD if name in document.entries]
    return Map(sections, document.origin), (*unread, *_elsewhere(resources))


def _merged(below: Value | None, above: Value) -> Value:
    match below, above:
        case Map(entries=ours), Map(entries=own):
            return replace(above, entries={**ours, **own})
    return above


def _parts(resources: Value | None) -> Iterator[Mapping[str, Value]]:
    match resources:
        case Map(entries=entries):
            yield entries
        case Seq(items=items):
            yield from (item.entries for item in items if isinstance(item, Map))


def _elsewhere(resources: Value | None) -> Iterator[str]:
    items = resources.items if isinstance(resources, Seq) else (resources,)
    for item in items:
        if isinstance(item, Scalar) and item.data is not None:
            yield f"{FRAMEWORK}, not read: resources from another file"


def _known(value: Value, document: Map) -> Value:
    match value:
        case Scalar(data=str(text)) if "${" in text:
            return _filled(value, text, document)
        case Map(entries={"Fn::Sub": Scalar(data=str(text))}) if found := _VARIABLE.search(text):
            return Unknown(Why.VARIABLE, value.origin, found[0])
        case Map(entries=entries):
            return replace(value, entries={name: _known(entry, document) for name, entry in entries.items()})
        case Seq(items=items):
            return replace(value, items=tuple(_known(item, document) for item in items))
    return value


def _filled(value: Scalar, text: str, document: Map) -> Value:
    pieces: list[Value] = []
    done = 0
    for found in _VARIABLE.finditer(text):
        pieces += [Scalar(text[done : found.start()], value.origin), _variable(found, value.origin, document)]
        done = found.end()
    if not done:
        return value
    pieces.append(Scalar(text[done:], value.origin))
    kept = [piece for piece in pieces if not (isinstance(piece, Scalar) and piece.data == "")]
    return kept[0] if len(kept) == 1 else _joined(kept, value.origin)


def _joined(pieces: Sequence[Value], origin: Origin) -> Value:
    whole = concatenate(pieces, origin)
    hops = tuple(hop for piece in pieces for hop in piece.origin.via)
    return replace(whole, origin=replace(origin, via=hops))


def _variable(found: re.Match[str], origin: Origin, document: Map) -> Scalar | Unknown:
    """The literal that `self:` leads to; every other variable is an input of the deployment."""
    source, _, path = found[1].partition(":")
    value: Value | None = document if source == "self" else None
    for step in path.split("."):
        value = value.entries.get(step) if isinstance(value, Map) else None
    if isinstance(value, Scalar) and value.data is not None and "${" not in str(value.data):
        return Scalar(value.data, replace(origin, via=(Hop(value.origin.span, found[1]),)))
    return Unknown(Why.VARIABLE, origin, found[0])
