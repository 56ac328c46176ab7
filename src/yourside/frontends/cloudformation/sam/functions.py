"""AWS::Serverless::Function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from yourside.frontends.cloudformation.sam.artifacts import OF_CODE, in_bucket
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.deliveries import deliveries
from yourside.frontends.cloudformation.sam.deployments import deployment
from yourside.frontends.cloudformation.sam.events import Event, events
from yourside.frontends.cloudformation.sam.policies import SENDS, Policies, allowing, inline_policy, managed_policy
from yourside.frontends.cloudformation.sam.pull import allowed
from yourside.frontends.cloudformation.sam.push import FUNCTION_EVENTS
from yourside.frontends.cloudformation.sam.roles import role, settled, tags_with_mark
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import (
    Parts,
    Plan,
    arn_of,
    entries_of,
    is_call,
    referred,
    text_of,
)
from yourside.values import Value

_PASSED = (
    "FunctionName", "Handler", "Runtime", "Description", "MemorySize", "Timeout", "VpcConfig", "Environment",
    "PackageType", "ReservedConcurrentExecutions", "Layers", "KmsKeyArn", "FileSystemConfigs", "ImageConfig",
    "CodeSigningConfigArn", "Architectures", "EphemeralStorage", "SnapStart", "RuntimeManagementConfig",
    "LoggingConfig", "RecursiveLoop", "TenancyConfig", "DurableConfig",
)  # fmt: skip
_LAMBDA = "lambda.amazonaws.com"


def function(of: Declaration, around: Surroundings) -> Iterator[Made]:
    """The function, what it runs with, and what calls it."""
    published = tuple(_published(of, around))
    alias = published[-1][0] if published else ""
    target: Plan = {"Ref": alias or of.name}
    arn: Plan = {"Ref": alias} if alias else arn_of(of.name)
    calls = tuple(_placed(event, around) for event in events(of, target, arn))
    delivered, to_deliver = deliveries(of, alias)
    policies = sum(map(allowed, calls), _policies(of) + to_deliver)
    arn_of_role, roles = settled(of.properties.get("Role"), role(of, _LAMBDA, policies), around)
    yield of.itself("AWS::Lambda::Function", {**_properties(of), "Role": arn_of_role})
    yield from (*published, *roles, *delivered, *_url(of, target))
    if alias and "DeploymentPreference" in of.properties:
        yield from deployment(of)
    for event in calls:
        yield from _called(event, around)


def _called(event: Event, around: Surroundings) -> Iterator[Made]:
    expand = FUNCTION_EVENTS.get(event.kind)
    if expand is None:
        around.unexpanded.append(f"SAM not expanded: event of type {event.kind or 'unknown'}")
        return
    if event.kind == "S3":
        around.notifying.append(event)
    yield from expand(event)


def _placed(event: Event, around: Surroundings) -> Event:
    """An event of an API knows the stage that it is for."""
    if event.kind != "Api" or "RestApiId" not in event.properties:
        return event
    entries = entries_of(around.resources.get(referred(event.properties["RestApiId"]) or ""))
    if text_of(entries.get("Type")) != "AWS::Serverless::Api":
        return replace(event, stage="AllStages")
    return replace(event, stage=text_of(entries_of(entries.get("Properties")).get("StageName")) or "Stage")


def _properties(of: Declaration) -> Mapping[str, Plan | None]:
    dead = of.within("DeadLetterQueue").get("TargetArn")
    tracing = of.properties.get("Tracing")
    return {
        "Code": _code(of.properties),
        "Tags": tags_with_mark(of, _LAMBDA),
        "TracingConfig": None if tracing is None else {"Mode": tracing},
        "DeadLetterConfig": None if dead is None else {"TargetArn": dead},
        **of.passed(*_PASSED),
    }


def _code(properties: Mapping[str, Value]) -> Plan | None:
    match properties:
        case {"InlineCode": inline}:
            return {"ZipFile": inline}
        case {"ImageUri": image}:
            return {"ImageUri": image}
        case {"CodeUri": uri}:
            return in_bucket(uri, OF_CODE)
    return None


def _policies(of: Declaration) -> Policies:
    """What every function's role may, and what its settings need."""
    durable = "DurableConfig" in of.properties
    names = ["AWSLambdaBasicDurableExecutionRolePolicy" if durable else "AWSLambdaBasicExecutionRole"]
    if text_of(tracing := of.properties.get("Tracing")) != "Disabled" and tracing is not None:
        names.append("AWSXrayWriteOnlyAccess")
    if "VpcConfig" in of.properties:
        names.append("AWSLambdaVPCAccessExecutionRole")
    dead = of.within("DeadLetterQueue")
    action = SENDS.get(text_of(dead.get("Type")) or "")
    statement = [allowing(action, dead["TargetArn"])] if action and "TargetArn" in dead else []
    inline = tuple(inline_policy(f"DeadLetterQueuePolicy{of.name}", each) for each in statement)
    return Policies(tuple(map(managed_policy, names)), inline)


def _published(of: Declaration, around: Surroundings) -> Iterator[Made]:
    """The version and the alias that each deployment moves."""
    wanted = of.properties.get("AutoPublishAlias")
    if wanted is None:
        return
    version = f"{of.name}Version"
    described = {"FunctionName": {"Ref": of.name}, "Description": of.properties.get("VersionDescription")}
    yield of.beside(version, "AWS::Lambda::Version", described, wanted, DeletionPolicy="Retain")
    name = (around.text(wanted) or "").replace("-", "D").replace("_", "U")
    properties: Parts = {
        "Name": wanted,
        "FunctionName": {"Ref": of.name},
        "FunctionVersion": {"Fn::GetAtt": [version, "Version"]},
    }
    more = of.passed("ProvisionedConcurrencyConfig")
    yield of.beside(f"{of.name}Alias{name}", "AWS::Lambda::Alias", properties | more, wanted)


def _url(of: Declaration, target: Plan) -> Iterator[Made]:
    config = of.properties.get("FunctionUrlConfig")
    if config is None:
        return
    settings = entries_of(config)
    written: Parts = {name: settings[name] for name in ("AuthType", "Cors", "InvokeMode") if name in settings}
    yield of.beside(f"{of.name}Url", "AWS::Lambda::Url", {"TargetFunctionArn": target, **written}, config)
    if text_of(settings.get("AuthType")) != "NONE" or is_call(config):
        return
    everyone: Parts = {"FunctionName": target, "Principal": "*"}
    permission = "AWS::Lambda::Permission"
    by_url = {**everyone, "Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": settings["AuthType"]}
    yield of.beside(f"{of.name}UrlPublicPermissions", permission, by_url, config)
    through = {**everyone, "Action": "lambda:InvokeFunction", "InvokedViaFunctionUrl": True}
    yield of.beside(f"{of.name}URLInvokeAllowPublicAccess", permission, through, config)
