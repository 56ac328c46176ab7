"""AWS::Serverless::Connector: that one resource may use another.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.connections import Connection, End, connected
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, declared
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.tables import filled, table
from yourside.frontends.cloudformation.sam.written import Parts, entries_of, referred, text_of, written
from yourside.values import Seq, Value

CONNECTOR = "AWS::Serverless::Connector"
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
MOST_TARGETS = 5
_OF_SAM = {
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
}


def embedded(around: Surroundings) -> Mapping[str, Value]:
    """The connectors that are written in the resource that they start from, as resources of their own."""
    found = {}
    for source, resource in around.resources.items():
        for name, at, connector in declared(entries_of(resource), "Connectors"):
            properties = dict(entries_of(connector.get("Properties")))
            start: Parts = {"Id": source, **entries_of(properties.pop("SourceReference", None))}
            whole: Parts = {**connector, "Type": CONNECTOR, "Properties": {**properties, "Source": start}}
            found[source + name] = written(whole, at.origin)
    return found


def connector(of: Declaration, around: Surroundings) -> Iterator[Made]:
    """Its ends are looked up among what the other resources of the template have become."""
    source, to = of.properties.get("Source"), of.properties.get("Destination")
    several = isinstance(to, Seq)
    destinations, wished = to.items if isinstance(to, Seq) else (to,), _wished(of)
    for number, destination in enumerate(destinations):
        ends = _end(source, destination, around), _end(destination, source, around)
        suffix = f"Destination{number}" if several else ""
        connection = Connection(of.name, *ends, wished, suffix, destination if several else None)
        made = tuple(connected(of, connection))
        if not made:
            kinds = " to ".join(end.kind or "a resource that is not known" for end in ends)
            around.unexpanded.append(f"SAM not expanded: connector from {kinds}")
        yield from made


def _wished(of: Declaration) -> frozenset[str]:
    permissions = of.properties.get("Permissions")
    return frozenset(filter(None, map(text_of, permissions.items if isinstance(permissions, Seq) else ())))


def _end(reference: Value | None, other: Value | None, around: Surroundings) -> End:
    given = entries_of(reference)
    kind = text_of(given.get("Type")) or ""
    if "Id" not in given:
        return End(_OF_SAM.get(kind, kind), given)
    resource = entries_of(around.made.get(text_of(given["Id"]) or ""))
    kind = text_of(resource.get("Type")) or ""
    known = table("connectors")["ends"].get(kind, {"parts": {}})
    parts = {name: filled(part, {"Id": given["Id"]}) for name, part in known["parts"].items()}
    role = _role(entries_of(resource.get("Properties")), known.get("role"), entries_of(other))
    named: Parts = {"RoleName": {"Ref": role} if role else None, "Qualifier": given.get("Qualifier")}
    return End(kind, parts | {name: part for name, part in named.items() if part is not None})


def _role(properties: Mapping[str, Value], role: str | None, other: Mapping[str, Value]) -> str | None:
    """The role that a resource acts with; a rule has one for each of its targets."""
    if role:
        return referred(properties.get(role))
    targets, aimed = properties.get("Targets"), text_of(other.get("Id")) or referred(other.get("Arn"))
    for target in map(entries_of, targets.items[:MOST_TARGETS] if isinstance(targets, Seq) else ()):
        if aimed and referred(target.get("Arn")) == aimed:
            return referred(target.get("RoleArn"))
    return None
