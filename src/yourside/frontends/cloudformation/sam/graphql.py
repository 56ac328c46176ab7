"""AWS::Serverless::GraphQLApi.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yourside.frontends.cloudformation.sam.connections import Connection, End, connected
from yourside.frontends.cloudformation.sam.data_sources import data_sources
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, declared
from yourside.frontends.cloudformation.sam.policies import trust
from yourside.frontends.cloudformation.sam.resolvers import resolvers
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, arn_of, entries_of, tags_of
from yourside.values import Scalar, Seq, Value

_PASSED = (
    "Name", "XrayEnabled", "Visibility", "OwnerContact", "IntrospectionConfig", "QueryDepthLimit",
    "ResolverCountLimit",
)  # fmt: skip
_LOGS = {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs"}
# What SAM calls the settings of a way to authorize, and what AppSync does.
_AUTHORIZERS = {
    "LambdaAuthorizer": "LambdaAuthorizerConfig",
    "OpenIDConnect": "OpenIDConnectConfig",
    "UserPool": "UserPoolConfig",
}


def graphql_api(of: Declaration, _: Surroundings) -> Iterator[Made]:
    log, roles = _logging(of)
    tags = [{"Key": "graphqlapi:createdBy", "Value": "SAM"}, *tags_of(of.properties.get("Tags"))]
    properties: Parts = {"Name": of.name, **of.passed(*_PASSED), **_authorized(of), "LogConfig": log, "Tags": tags}
    yield of.itself("AWS::AppSync::GraphQLApi", properties)
    yield from roles
    yield from _authorizers(of)
    api: Plan = {"Fn::GetAtt": [of.name, "ApiId"]}
    yield from _beside(of, api)
    yield from data_sources(of, api)
    yield from resolvers(of, api)


def _logging(of: Declaration) -> tuple[Plan | None, Sequence[Made]]:
    """It logs everything unless it is told otherwise."""
    asked = of.properties.get("Logging")
    if isinstance(asked, Scalar) and asked.data is False:
        return None, ()
    role, settings = f"{of.name}CloudWatchRole", entries_of(asked)
    config: Parts = {"FieldLogLevel": "ALL", "CloudWatchLogsRoleArn": arn_of(role), **settings}
    trusting: Parts = {"AssumeRolePolicyDocument": trust("appsync.amazonaws.com"), "ManagedPolicyArns": [_LOGS]}
    made = of.beside(role, "AWS::IAM::Role", trusting, asked)
    return config, () if "CloudWatchLogsRoleArn" in settings else (made,)


def _authorized(of: Declaration) -> Parts:
    auth = of.within("Auth")
    others = [_way(entries_of(each)) for each in _additional(auth)]
    return {**_way(auth), "AdditionalAuthenticationProviders": others or None}


def _way(auth: Mapping[str, Value]) -> Parts:
    settings: Parts = {ours: auth[name] for name, ours in _AUTHORIZERS.items() if name in auth}
    return {"AuthenticationType": auth.get("Type"), **settings}


def _additional(auth: Mapping[str, Value]) -> Sequence[Value]:
    additional = auth.get("Additional")
    return additional.items if isinstance(additional, Seq) else ()


def _authorizers(of: Declaration) -> Iterator[Made]:
    """The functions that decide who may ask: AppSync must be allowed to call them."""
    source = End("AWS::AppSync::GraphQLApi", {"ResourceId": {"Fn::GetAtt": [of.name, "ApiId"]}})
    for number, by in enumerate(_gates(of), 1):
        called = entries_of(by).get("AuthorizerUri", by)
        to, name = End("AWS::Lambda::Function", {"Arn": called}), f"{of.name}ToLambdaAuthConnector{number}"
        yield from connected(of, Connection(name, source, to, frozenset({"Write"}), at=by))


def _gates(of: Declaration) -> Iterator[Value]:
    for way in (of.properties.get("Auth"), *_additional(of.within("Auth"))):
        if by := entries_of(way).get("LambdaAuthorizer"):
            yield by


def _beside(of: Declaration, api: Plan) -> Iterator[Made]:
    schema: Parts = {"ApiId": api, "Definition": of.properties.get("SchemaInline")}
    uri = of.properties.get("SchemaUri")
    yield of.beside(f"{of.name}Schema", "AWS::AppSync::GraphQLSchema", {**schema, "DefinitionS3Location": uri})
    for name, at, key in declared(of.properties, "ApiKeys"):
        kept: Parts = {each: key[each] for each in ("ApiKeyId", "Description") if each in key}
        properties: Parts = {"ApiId": api, **kept, "Expires": key.get("ExpiresOn")}
        yield of.beside(of.name + name, "AWS::AppSync::ApiKey", properties, at)
    if cache := of.properties.get("Cache"):
        yield of.beside(f"{of.name}ApiCache", "AWS::AppSync::ApiCache", {"ApiId": api, **entries_of(cache)}, cache)
    if domain := of.properties.get("DomainName"):
        name = f"{of.name}DomainName"
        yield of.beside(name, "AWS::AppSync::DomainName", entries_of(domain), domain)
        both: Parts = {"ApiId": api, "DomainName": {"Ref": name}}
        yield of.beside(f"{name}ApiAssociation", "AWS::AppSync::DomainNameApiAssociation", both, domain)
