"""What a GraphQL API gets its data from, and the roles that it does so with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.connections import Connection, End, connected
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, declared
from yourside.frontends.cloudformation.sam.policies import trust
from yourside.frontends.cloudformation.sam.written import Parts, Plan, arn_of, entries_of, text_of
from yourside.values import Seq, Value

_SOURCE = "AWS::AppSync::DataSource"
_TABLE_ARN = "arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}"
_REGION: Plan = {"Ref": "AWS::Region"}


def data_sources(of: Declaration, api: Plan) -> Iterator[Made]:
    sources = of.within("DataSources")
    for name, at, settings in declared(sources, "DynamoDb"):
        to = End("AWS::DynamoDB::Table", {"Arn": settings.get("TableArn", _table_arn(settings))})
        properties: Parts = {"ApiId": api, "Type": "AMAZON_DYNAMODB", "DynamoDBConfig": _table(settings)}
        yield from _source(of, f"{name}DynamoDB", to, properties, at)
    for name, at, settings in declared(sources, "Lambda"):
        called = settings.get("FunctionArn", at)
        to = End("AWS::Lambda::Function", {"Arn": called})
        properties = {"ApiId": api, "Type": "AWS_LAMBDA", "LambdaConfig": {"LambdaFunctionArn": called}}
        yield from _source(of, f"{name}Lambda", to, properties, at)


def _source(of: Declaration, name: str, to: End, properties: Parts, at: Value) -> Iterator[Made]:
    """The data source and, unless it is given one, its role."""
    settings, id = entries_of(at), f"{of.name}{name}DataSource"
    role, given = f"{id}Role", settings.get("ServiceRoleArn")
    usual: Plan = name.removesuffix("DynamoDB").removesuffix("Lambda")
    named: Parts = {"Name": settings.get("Name", usual), "Description": settings.get("Description")}
    whole: Parts = {**properties, **named, "ServiceRoleArn": arn_of(role) if given is None else given}
    yield of.beside(id, _SOURCE, whole, at)
    if given is None:
        yield of.beside(role, "AWS::IAM::Role", {"AssumeRolePolicyDocument": trust("appsync.amazonaws.com")}, at)
        source, kind = End(_SOURCE, {"RoleName": {"Ref": role}}), to.kind.rpartition(":")[2]
        connector = f"{id}To{'Lambda' if kind == 'Function' else kind}Connector"
        yield from connected(of, Connection(connector, source, to, _wished(settings, to), at=at))


def _wished(settings: Mapping[str, Value], to: End) -> frozenset[str]:
    if to.kind == "AWS::Lambda::Function":
        return frozenset({"Write"})
    permissions = settings.get("Permissions")
    if isinstance(permissions, Seq):
        return frozenset(filter(None, map(text_of, permissions.items)))
    return frozenset({"Read", "Write"})


def _table(settings: Mapping[str, Value]) -> Plan:
    place: Parts = {"AwsRegion": settings.get("Region", _REGION), "DeltaSyncConfig": settings.get("DeltaSync")}
    return {**place, **{name: settings.get(name) for name in ("TableName", "UseCallerCredentials", "Versioned")}}


def _table_arn(settings: Mapping[str, Value]) -> Plan:
    names: Parts = {"__TableName__": settings.get("TableName"), "__Region__": settings.get("Region", _REGION)}
    return {"Fn::Sub": [_TABLE_ARN, names]}
