"""What it takes that one resource may use another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.tables import filled, table
from yourside.frontends.cloudformation.sam.written import Parts, Plan
from yourside.values import Unknown, Value, Why

_PERMISSION = "AWS::Lambda::Permission"
# Type of policy -> how its id ends, the property that says what it is for, and the part of an end that stands there.
_POLICIES = {
    "AWS::IAM::ManagedPolicy": ("Policy", "Roles", "RoleName"),
    "AWS::SNS::TopicPolicy": ("TopicPolicy", "Topics", "Arn"),
    "AWS::SQS::QueuePolicy": ("QueuePolicy", "Queues", "QueueUrl"),
}
_NAMED = ("Arn", "Name", "Qualifier", "ResourceId")


@dataclass(frozen=True, slots=True)
class End:
    """One of two connected resources: its type, and the parts of it that a policy may name (`Arn`, `RoleName`, ...)."""

    kind: str
    parts: Mapping[str, Plan]


@dataclass(frozen=True, slots=True)
class Connection:
    """`number` tells it from others of the same connector; `at` is where it is asked for."""

    name: str
    source: End
    destination: End
    wished: frozenset[str]
    number: str = ""
    at: Value | None = None


def connected(of: Declaration, connection: Connection) -> Iterator[Made]:
    """Nothing where SAM knows no way from one end to the other, or not what has to be allowed."""
    profile = table("connectors")["pairs"].get(f"{connection.source.kind} {connection.destination.kind}")
    if profile is None:
        return
    bound = {**_bound("Source", connection.source, of), **_bound("Destination", connection.destination, of)}
    allowed = {name: filled(does, bound) for name, does in profile["allows"].items() if name in connection.wished}
    bearer = connection.source if profile["of"] == "Source" else connection.destination
    if profile["makes"] == _PERMISSION:
        yield from _permissions(of, connection, bearer, allowed)
    elif allowed:
        yield from _policy(of, connection, bearer, (profile["makes"], allowed))


def _bound(side: str, end: End, of: Declaration) -> Mapping[str, Plan]:
    missing = Unknown(Why.INVALID, of.origin, side)
    return {side + name: end.parts.get(name, missing) for name in _NAMED}


def _permissions(of: Declaration, connection: Connection, to: End, allowed: Mapping[str, Plan]) -> Iterator[Made]:
    for name, does in allowed.items():
        if isinstance(does, Mapping) and "Arn" in to.parts:
            properties = {**does, "FunctionName": to.parts["Arn"]}
            id = f"{connection.name}{name}LambdaPermission{connection.number}"
            yield of.beside(id, _PERMISSION, properties, connection.at)


def _policy(
    of: Declaration, connection: Connection, bearer: End, makes: tuple[str, Mapping[str, Plan]]
) -> Iterator[Made]:
    kind, allowed = makes
    suffix, owners, part = _POLICIES[kind]
    if part in bearer.parts:
        statements = [each for does in allowed.values() if isinstance(does, list) for each in does]
        document: Plan = {"Version": "2012-10-17", "Statement": statements}
        properties: Parts = {"PolicyDocument": document, owners: [bearer.parts[part]]}
        yield of.beside(f"{connection.name}{suffix}{connection.number}", kind, properties, connection.at)
