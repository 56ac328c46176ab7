"""Events that Lambda fetches: event source mappings, and what the function's role must be allowed for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.declaration import Made
from yourside.frontends.cloudformation.sam.events import Event
from yourside.frontends.cloudformation.sam.policies import SENDS, Policies, allowing, inline_policy, managed_policy
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, text_of
from yourside.values import Map, Scalar, Seq, Value

# Kind of event -> the property that names its source, and the managed policy that reads it.
_SOURCES: Mapping[str, tuple[str, str]] = {
    "SQS": ("Queue", "AWSLambdaSQSQueueExecutionRole"),
    "DynamoDB": ("Stream", "AWSLambdaDynamoDBExecutionRole"),
    "Kinesis": ("Stream", "AWSLambdaKinesisExecutionRole"),
    "MSK": ("Stream", "AWSLambdaMSKExecutionRole"),
    "MQ": ("Broker", ""),
    "DocumentDB": ("Cluster", ""),
    "SelfManagedKafka": ("", ""),
}
KINDS = tuple(_SOURCES)
_PASSED = (
    "StartingPosition", "StartingPositionTimestamp", "BatchSize", "Enabled", "MaximumBatchingWindowInSeconds",
    "MaximumRetryAttempts", "BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds", "ParallelizationFactor",
    "Topics", "Queues", "SourceAccessConfigurations", "TumblingWindowInSeconds", "FunctionResponseTypes",
    "FilterCriteria", "KmsKeyArn", "ScalingConfig", "ProvisionedPollerConfig", "MetricsConfig",
)  # fmt: skip


def mapping(event: Event) -> Iterator[Made]:
    source, _ = _SOURCES[event.kind]
    servers = event.properties.get("KafkaBootstrapServers")
    more: Parts = {
        "FunctionName": event.target,
        "EventSourceArn": event.properties.get(source),
        "SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": servers}} if servers else None,
        "DestinationConfig": _destinations(event),
    }
    yield event.made("", "AWS::Lambda::EventSourceMapping", more | event.passed(*_PASSED))


def _destinations(event: Event) -> Plan | None:
    """Without `Type`, which is for SAM alone."""
    config = event.properties.get("DestinationConfig")
    failed = entries_of(config).get("OnFailure")
    if config is None or not isinstance(failed, Map):
        return config
    return {"OnFailure": {name: value for name, value in failed.entries.items() if name != "Type"}}


def allowed(event: Event) -> Policies:
    """What a generated role is given for this event."""
    _, managed = _SOURCES.get(event.kind, ("", ""))
    if event.kind == "SNS" and not _is_off(event.properties.get("SqsSubscription")):
        _, managed = _SOURCES["SQS"]
    policies = Policies((managed_policy(managed),) if managed else ())
    if statements := [*_on_broker(event), *_on_secrets(event)]:
        policies += Policies(inline=(inline_policy(f"{event.id}Policy", *statements),))
    failed = entries_of(entries_of(event.properties.get("DestinationConfig")).get("OnFailure"))
    if action := SENDS.get(text_of(failed.get("Type")) or ""):
        target = failed.get("Destination", action)
        policies += Policies(inline=(inline_policy(f"{event.id}FailurePolicy", allowing(action, target)),))
    return policies


def _is_off(subscription: Value | None) -> bool:
    return subscription is None or (isinstance(subscription, Scalar) and not subscription.data)


def _on_broker(event: Event) -> Iterator[Plan]:
    if event.kind == "MQ":
        yield allowing("mq:DescribeBroker", event.properties.get("Broker", "*"))
    if event.kind == "DocumentDB":
        yield allowing("rds:DescribeDBClusters", event.properties.get("Cluster", "*"))


def _on_secrets(event: Event) -> Iterator[Plan]:
    configurations = event.properties.get("SourceAccessConfigurations")
    for item in configurations.items if isinstance(configurations, Seq) else ():
        uri: Value | None = entries_of(item).get("URI")
        if uri is not None and (text_of(uri) or "arn:").startswith("arn:"):
            yield allowing("secretsmanager:GetSecretValue", uri)
