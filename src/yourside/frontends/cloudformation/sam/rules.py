"""Events that EventBridge brings: on a schedule, or when a pattern matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.declaration import Made
from yourside.frontends.cloudformation.sam.events import Event
from yourside.frontends.cloudformation.sam.policies import allowing, inline_policy, trust
from yourside.frontends.cloudformation.sam.written import Parts, Plan, arn_of, entries_of, text_of
from yourside.values import Scalar, Value

_TO_TARGET = ("Input", "InputPath", "InputTransformer", "RetryPolicy")
_OF_SCHEDULES = (
    "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Name", "State", "Description",
    "StartDate", "EndDate", "GroupName", "KmsKeyArn",
)  # fmt: skip


def rule(event: Event, role: Plan | None = None) -> Iterator[Made]:
    """The rule of a Schedule, CloudWatchEvent or EventBridgeRule event, and the queue for what cannot be delivered."""
    arn = arn_of(event.id)
    queue, made = _dead_letters(event)
    yield from made
    if queue and made:
        yield _queue_policy(event, queue, made[0][0])
    target: Parts = {"Arn": event.arn, "Id": _target_id(event), "RoleArn": role}
    target |= event.passed(*_TO_TARGET) | {"DeadLetterConfig": {"Arn": queue} if queue else None}
    renamed: Parts = {
        "ScheduleExpression": event.properties.get("Schedule"),
        "EventPattern": event.properties.get("Pattern"),
        "Name": event.properties.get("Name" if event.kind == "Schedule" else "RuleName"),
    }
    more = event.passed("EventBusName", "Description")
    yield event.made("", "AWS::Events::Rule", {**renamed, **more, "State": _state(event), "Targets": [target]})
    if role is None:
        yield event.permission("events.amazonaws.com", arn)


def scheduled(event: Event, action: str) -> Iterator[Made]:
    """A schedule of EventBridge Scheduler, which takes a role to do `action`."""
    queue, made = _dead_letters(event)
    yield from made
    given = event.properties.get("RoleArn")
    statements = [("LambdaPolicy" if "lambda" in action else "StartExecutionPolicy", action, event.arn)]
    statements += [("SQSPolicy", "sqs:SendMessage", queue)] if queue else []
    if given is None:
        policies = [inline_policy(event.id + name, allowing(does, on)) for name, does, on in statements]
        yield event_role(event, "scheduler.amazonaws.com", policies)
    target: Parts = {"Arn": event.arn, "RoleArn": arn_of(f"{event.id}Role") if given is None else given}
    target |= event.passed("Input", "RetryPolicy") | {"DeadLetterConfig": {"Arn": queue} if queue else None}
    usual: Parts = {"FlexibleTimeWindow": {"Mode": "OFF"}, "Name": event.id}
    yield event.made("", "AWS::Scheduler::Schedule", {**usual, **event.passed(*_OF_SCHEDULES), "Target": target})


def event_role(event: Event, service: str, policies: list[Plan]) -> Made:
    """The role that an event itself acts with."""
    boundary = event.properties.get("PermissionsBoundary", event.of.properties.get("PermissionsBoundary"))
    properties = {"AssumeRolePolicyDocument": trust(service), "Policies": policies, "PermissionsBoundary": boundary}
    return event.made("Role", "AWS::IAM::Role", properties)


def _target_id(event: Event) -> Plan:
    return entries_of(event.properties.get("Target")).get("Id", f"{event.id}Target")


def _state(event: Event) -> Plan | None:
    match event.properties.get("Enabled"):
        case Scalar(data=bool(enabled)):
            return "ENABLED" if enabled else "DISABLED"
    return event.properties.get("State")


def _dead_letters(event: Event) -> tuple[Plan | None, list[Made]]:
    """The ARN of the queue for what cannot be delivered, and the queue when SAM is to make it."""
    config: Mapping[str, Value] = entries_of(event.properties.get("DeadLetterConfig"))
    if "Arn" in config or "Type" not in config:
        return config.get("Arn"), []
    name = text_of(config.get("QueueLogicalId")) or f"{event.id}Queue"
    return arn_of(name), [event.of.beside(name, "AWS::SQS::Queue", {}, event.properties["DeadLetterConfig"])]


def _queue_policy(event: Event, queue: Plan, name: str) -> Made:
    condition: Plan = {"ArnEquals": {"aws:SourceArn": arn_of(event.id)}}
    by: Parts = {"Principal": {"Service": "events.amazonaws.com"}, "Condition": condition}
    return queue_policy(event, {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": queue, **by}, {"Ref": name})


def queue_policy(event: Event, statement: Plan, url: Plan, name: str = "") -> Made:
    document = {"Version": "2012-10-17", "Statement": [statement]}
    properties: Parts = {"PolicyDocument": document, "Queues": [url]}
    return event.of.beside(name or f"{event.id}QueuePolicy", "AWS::SQS::QueuePolicy", properties, event.at)
