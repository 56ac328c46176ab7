"""EventInvokeConfig: where the results of asynchronous calls go."""

from __future__ import annotations

from collections.abc import Mapping

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.policies import Policies, allowing, inline_policy
from yourside.frontends.cloudformation.sam.written import Parts, Plan, arn_of, entries_of, text_of
from yourside.values import Value

# Type of destination -> what the role must be allowed, and, where SAM can make it, what it makes.
_DESTINATIONS: Mapping[str, tuple[str, str, str]] = {
    "SQS": ("sqs:SendMessage", "AWS::SQS::Queue", "Queue"),
    "SNS": ("sns:publish", "AWS::SNS::Topic", "Topic"),
    "EventBridge": ("events:PutEvents", "", ""),
    "Lambda": ("lambda:InvokeFunction", "", ""),
    "S3Bucket": ("s3:PutObject", "", ""),
}


def deliveries(of: Declaration, alias: str) -> tuple[tuple[Made, ...], Policies]:
    """The resources, and what the function's role is allowed for them."""
    config = of.properties.get("EventInvokeConfig")
    if config is None:
        return (), Policies()
    written, made, policies = entries_of(config), [], Policies()
    targets: dict[str, Plan] = {}
    for outcome, destination in entries_of(written.get("DestinationConfig")).items():
        arn, resources, allowed = _destination(of, outcome, destination)
        targets[outcome] = {"Destination": arn}
        made += resources
        policies += allowed
    properties: Parts = {
        "FunctionName": {"Ref": of.name},
        "Qualifier": of.properties["AutoPublishAlias"] if alias else "$LATEST",
        "DestinationConfig": targets,
        "MaximumEventAgeInSeconds": written.get("MaximumEventAgeInSeconds"),
        "MaximumRetryAttempts": written.get("MaximumRetryAttempts"),
    }
    made.append(of.beside(f"{of.name}EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", properties, config))
    return tuple(made), policies


def _destination(of: Declaration, outcome: str, destination: Value) -> tuple[Plan, list[Made], Policies]:
    settings = entries_of(destination)
    action, kind, suffix = _DESTINATIONS.get(text_of(settings.get("Type")) or "", ("", "", ""))
    name = f"{of.name}EventInvokeConfig{outcome}"
    arn: Plan = settings.get("Destination", {"Ref": name + suffix} if suffix == "Topic" else arn_of(name + suffix))
    made = [of.beside(name + suffix, kind, {}, destination)] if kind and "Destination" not in settings else []
    inline = (inline_policy(f"{name}{suffix}Policy", allowing(action, arn)),) if action else ()
    return arn, made, Policies(inline=inline)
