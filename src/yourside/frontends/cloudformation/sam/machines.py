"""AWS::Serverless::StateMachine."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.frontends.cloudformation.sam.artifacts import OF_DEFINITIONS, in_bucket
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.events import Event, events
from yourside.frontends.cloudformation.sam.policies import Policies, allowing, inline_policy, managed_policy
from yourside.frontends.cloudformation.sam.roles import role, settled, tags_with_mark
from yourside.frontends.cloudformation.sam.rules import event_role, rule, scheduled
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, arn_of
from yourside.values import Scalar

_STATES = "states.amazonaws.com"


def state_machine(of: Declaration, around: Surroundings) -> Iterator[Made]:
    arn_of_role, roles = settled(of.properties.get("Role"), role(of, _STATES, _policies(of)), around)
    renamed: Parts = {
        "RoleArn": arn_of_role,
        "StateMachineName": of.properties.get("Name"),
        "StateMachineType": of.properties.get("Type"),
        "LoggingConfiguration": of.properties.get("Logging"),
        "TracingConfiguration": of.properties.get("Tracing"),
        "Tags": tags_with_mark(of, _STATES),
    }
    yield of.itself("AWS::StepFunctions::StateMachine", {**renamed, **_definition(of)})
    yield from roles
    yield from _published(of)
    for event in events(of, {"Ref": of.name}, {"Ref": of.name}):
        yield from _started(event, around)


def _definition(of: Declaration) -> Parts:
    more = of.passed("DefinitionSubstitutions")
    if definition := of.properties.get("Definition"):
        return {"DefinitionString": {"Fn::ToJsonString": definition}, **more}
    uri = of.properties.get("DefinitionUri")
    return {"DefinitionS3Location": in_bucket(uri, OF_DEFINITIONS) if uri else None, **more}


def _policies(of: Declaration) -> Policies:
    traced = of.within("Tracing").get("Enabled")
    on = isinstance(traced, Scalar) and traced.data is True
    return Policies((managed_policy("AWSXrayWriteOnlyAccess"),) if on else ())


def _published(of: Declaration) -> Iterator[Made]:
    alias = of.properties.get("AutoPublishAlias")
    if alias is None:
        return
    version = f"{of.name}Version"
    yield of.beside(version, "AWS::StepFunctions::StateMachineVersion", {"StateMachineArn": {"Ref": of.name}}, alias)
    name = alias.data if isinstance(alias, Scalar) else ""
    routing: Parts = {
        "Name": alias,
        "DeploymentPreference": {"StateMachineVersionArn": {"Ref": version}},
    }
    yield of.beside(f"{of.name}Alias{name}", "AWS::StepFunctions::StateMachineAlias", routing, alias)


def _started(event: Event, around: Surroundings) -> Iterator[Made]:
    match event.kind:
        case "Schedule" | "CloudWatchEvent" | "EventBridgeRule":
            given = event.properties.get("RoleArn")
            yield from rule(event, arn_of(f"{event.id}Role") if given is None else given)
            if given is None:
                yield _starter(event, "events.amazonaws.com")
        case "ScheduleV2":
            yield from scheduled(event, "states:StartExecution")
        case "Api":
            yield _starter(event, "apigateway.amazonaws.com")
        case kind:
            around.unexpanded.append(f"SAM not expanded: event of type {kind or 'unknown'}")


def _starter(event: Event, service: str) -> Made:
    policy = inline_policy(f"{event.id}RoleStartExecutionPolicy", allowing("states:StartExecution", event.arn))
    return event_role(event, service, [policy])
