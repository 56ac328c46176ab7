"""Events of services that call a function: each needs a permission, and most a resource that does the calling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from yourside.frontends.cloudformation.sam.declaration import Made
from yourside.frontends.cloudformation.sam.events import Event
from yourside.frontends.cloudformation.sam.pull import KINDS as PULLED
from yourside.frontends.cloudformation.sam.pull import mapping
from yourside.frontends.cloudformation.sam.rules import queue_policy, rule, scheduled
from yourside.frontends.cloudformation.sam.written import Parts, Plan, arn_of, entries_of, referred, text_of
from yourside.values import Scalar

# What SAM calls the APIs of events that name none.
REST_API, HTTP_API = "ServerlessRestApi", "ServerlessHttpApi"

_PARAMETER = re.compile(r"\{[^{}]*\}")


def _by_bucket(event: Event) -> Iterator[Made]:
    yield event.permission("s3.amazonaws.com", None, SourceAccount={"Ref": "AWS::AccountId"})


def _by_topic(event: Event) -> Iterator[Made]:
    topic = event.properties.get("Topic")
    match event.properties.get("SqsSubscription"):
        case None | Scalar(data=False):
            yield event.permission("sns.amazonaws.com", topic)
            yield _subscription(event, "lambda", event.arn)
        case Scalar():
            name = f"{event.id}Queue"
            yield event.of.beside(name, "AWS::SQS::Queue", {}, event.properties["SqsSubscription"])
            yield from _through_queue(event, arn_of(name), {"Ref": name})
        case given:
            queue = entries_of(given)
            policy = text_of(queue.get("QueuePolicyLogicalId")) or ""
            yield from _through_queue(event, queue.get("QueueArn", ""), queue.get("QueueUrl", ""), policy)


def _through_queue(event: Event, queue: Plan, url: Plan, policy: str = "") -> Iterator[Made]:
    topic = event.properties.get("Topic")
    open_to_topic: Parts = {
        "Effect": "Allow",
        "Action": "sqs:SendMessage",
        "Principal": "*",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    yield queue_policy(event, open_to_topic, url, policy)
    yield _subscription(event, "sqs", queue)
    settings: Parts = {"FunctionName": event.target, "EventSourceArn": queue, "BatchSize": 10}
    yield event.made("EventSourceMapping", "AWS::Lambda::EventSourceMapping", {**settings, "Enabled": True})


def _subscription(event: Event, protocol: str, endpoint: Plan) -> Made:
    more = event.passed("Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy")
    to: Parts = {"Protocol": protocol, "Endpoint": endpoint}
    return event.made("", "AWS::SNS::Subscription", {"TopicArn": event.properties.get("Topic"), **to, **more})


def _by_log(event: Event) -> Iterator[Made]:
    group = event.properties.get("LogGroupName", "*")
    arn = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*"
    yield event.permission("logs.amazonaws.com", {"Fn::Sub": [arn, {"__LogGroupName__": group}]})
    more = event.passed("LogGroupName", "FilterPattern")
    yield event.made("", "AWS::Logs::SubscriptionFilter", {"DestinationArn": event.arn, **more})


def _by_thing(event: Event) -> Iterator[Made]:
    arn = "arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}"
    source: Plan = {"Fn::Sub": [arn, {"RuleName": {"Ref": event.id}}]}
    yield event.permission("iot.amazonaws.com", source, SourceAccount={"Ref": "AWS::AccountId"})
    payload: Parts = {"RuleDisabled": False, "Actions": [{"Lambda": {"FunctionArn": event.arn}}]}
    renamed: Parts = {"Sql": event.properties.get("Sql"), "AwsIotSqlVersion": event.properties.get("AwsIotSqlVersion")}
    yield event.made("", "AWS::IoT::TopicRule", {"TopicRulePayload": {**payload, **renamed}})


def _by_skill(event: Event) -> Iterator[Made]:
    yield event.permission("alexa-appkit.amazon.com", None, EventSourceToken=event.properties.get("SkillId"))


def _by_users(event: Event) -> Iterator[Made]:
    pool = referred(event.properties.get("UserPool"))
    yield event.of.beside(
        f"{event.of.name}CognitoPermission",
        "AWS::Lambda::Permission",
        {
            "Action": "lambda:InvokeFunction",
            "FunctionName": event.target,
            "Principal": "cognito-idp.amazonaws.com",
            "SourceArn": arn_of(pool) if pool else None,
        },
        event.at,
    )


def _by_rest_api(event: Event) -> Iterator[Made]:
    api = event.properties.get("RestApiId", {"Ref": REST_API})
    yield _by_api(event, api, event.stage or "Prod")


def _by_http_api(event: Event) -> Iterator[Made]:
    yield _by_api(event, event.properties.get("ApiId", {"Ref": HTTP_API}), "")


def _by_api(event: Event, api: Plan, suffix: str) -> Made:
    method = (text_of(event.properties.get("Method")) or "*").upper().replace("ANY", "*")
    path = _PARAMETER.sub("*", (text_of(event.properties.get("Path")) or "/*").rstrip("/") or "/")
    arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/"
    names = {"__ApiId__": api, "__Stage__": "*"}
    return event.permission("apigateway.amazonaws.com", {"Fn::Sub": [f"{arn}{method}{path}", names]}, suffix)


def _by_schedule(event: Event) -> Iterator[Made]:
    return scheduled(event, "lambda:InvokeFunction")


FUNCTION_EVENTS: Mapping[str, Callable[[Event], Iterator[Made]]] = {
    "AlexaSkill": _by_skill,
    "Api": _by_rest_api,
    "CloudWatchEvent": rule,
    "CloudWatchLogs": _by_log,
    "Cognito": _by_users,
    "EventBridgeRule": rule,
    "HttpApi": _by_http_api,
    "IoTRule": _by_thing,
    "S3": _by_bucket,
    "SNS": _by_topic,
    "Schedule": rule,
    "ScheduleV2": _by_schedule,
    **dict.fromkeys(PULLED, mapping),
}
