"""AWS::Serverless::Api and AWS::Serverless::HttpApi."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.frontends.cloudformation.sam.artifacts import OF_DEFINITIONS, in_bucket
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made, declared, named_after
from yourside.frontends.cloudformation.sam.domains import http_domain, rest_domain
from yourside.frontends.cloudformation.sam.plans import plan
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, tags_of, text_of
from yourside.values import Map, Scalar, Unknown, Value, Why

_REST = (
    "BinaryMediaTypes", "MinimumCompressionSize", "Name", "Description", "Mode", "ApiKeySourceType", "Policy",
    "SecurityPolicy", "EndpointAccessMode",
)  # fmt: skip
_REST_STAGE = (
    "StageName", "CacheClusterEnabled", "CacheClusterSize", "Variables", "MethodSettings", "AccessLogSetting",
    "CanarySetting", "TracingEnabled",
)  # fmt: skip
_HTTP_STAGE = ("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables")
# What SAM writes into the definition of an API.
_WRITTEN_IN = ("Auth", "Cors", "CorsConfiguration", "GatewayResponses", "Models", "DisableExecuteApiEndpoint")


def rest_api(of: Declaration, around: Surroundings) -> Iterator[Made]:
    endpoint = of.properties.get("EndpointConfiguration")
    more = {"EndpointConfiguration": _endpoint(endpoint), "Tags": tags_of(of.properties.get("Tags")) or None}
    yield of.itself("AWS::ApiGateway::RestApi", {**_definition(of), **more, **of.passed(*_REST)})
    name = f"{of.name}Deployment"
    yield of.beside(name, "AWS::ApiGateway::Deployment", {"RestApiId": {"Ref": of.name}, "StageName": "Stage"})
    stage = of.properties.get("StageName")
    settings = {"RestApiId": {"Ref": of.name}, "DeploymentId": {"Ref": name}, **of.passed(*_REST_STAGE)}
    stage_id = _stage_id(of, stage)
    yield of.beside(stage_id, "AWS::ApiGateway::Stage", {**settings, "Tags": more["Tags"]})
    yield from rest_domain(of, stage, around)
    yield from plan(of, stage_id, around)
    yield from _authorizers(of, needs_wish=False)


def http_api(of: Declaration, around: Surroundings) -> Iterator[Made]:
    more = of.passed("FailOnWarnings", "Name", "Description")
    yield of.itself("AWS::ApiGatewayV2::Api", {**_definition(of), **more})
    stage = of.properties.get("StageName")
    settings = of.passed(*_HTTP_STAGE)
    named: Plan = "$default" if stage is None else stage
    properties = {"ApiId": {"Ref": of.name}, "StageName": named, "AutoDeploy": True, **settings}
    yield of.beside(_stage_id(of, stage), "AWS::ApiGatewayV2::Stage", properties)
    yield from http_domain(of, named, around)
    yield from _authorizers(of, needs_wish=True)


def _stage_id(of: Declaration, stage: Value | None) -> str:
    if stage is None or text_of(stage) == "$default":
        return f"{of.name}ApiGatewayDefaultStage"
    name = text_of(stage) or ""
    return f"{of.name}{name}Stage" if name.isalnum() else named_after(f"{of.name}Stage", name)


def _definition(of: Declaration) -> Parts:
    """As written where SAM leaves it alone, else as a document of which some is known."""
    if uri := of.properties.get("DefinitionUri"):
        return {"BodyS3Location": in_bucket(uri, OF_DEFINITIONS)}
    body = of.properties.get("DefinitionBody")
    changed = any(name in of.properties for name in _WRITTEN_IN)
    unknown = Unknown(Why.FUNCTION, body.origin if body else of.origin, "the definition that SAM writes")
    match body:
        case Map(entries=entries, origin=origin) if changed:
            return {"Body": Map(entries, origin, unknown)}
        case None:
            return {"Body": unknown}
    return {"Body": body}


def _endpoint(value: Value | None) -> Plan | None:
    if value is None:
        return None
    settings = entries_of(value)
    kind = settings.get("Type", value if isinstance(value, Scalar) else None)
    return {"Types": [kind] if kind else None, "VpcEndpointIds": settings.get("VPCEndpointIds")}


def _authorizers(of: Declaration, needs_wish: bool) -> Iterator[Made]:
    """The functions that decide who may call: API Gateway must be allowed to call them."""
    for name, at, settings in declared(of.within("Auth"), "Authorizers"):
        wish = settings.get("EnableFunctionDefaultPermissions" if needs_wish else "DisableFunctionDefaultPermissions")
        wished = isinstance(wish, Scalar) and wish.data is True
        if "FunctionArn" not in settings or wished is not needs_wish:
            continue
        arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*"
        properties: Parts = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": settings["FunctionArn"],
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": {"Fn::Sub": [arn, {"__ApiId__": {"Ref": of.name}}]},
        }
        yield of.beside(f"{of.name}{name}AuthorizerPermission", "AWS::Lambda::Permission", properties, at)
