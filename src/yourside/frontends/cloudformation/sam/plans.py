"""Auth.UsagePlan: who calls an API with a key, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, text_of, written

_PASSED = ("UsagePlanName", "Description", "Quota", "Tags", "Throttle")


def plan(of: Declaration, stage: str, around: Surroundings) -> Iterator[Made]:
    """The API's own, or, at the end, a part in the one that the template's APIs share."""
    match text_of(entries_of(of.within("Auth").get("UsagePlan")).get("CreateUsagePlan")):
        case "PER_API":
            yield from _planned(of, of.name, [(of.name, stage)])
        case "SHARED":
            around.planned.append((of, stage))


def shared_plan(around: Surroundings) -> Iterator[Made]:
    """Of several that say something else, SAM takes one in an order of its own; here it is the last."""
    if around.planned:
        last = around.planned[-1][0]
        conditions = [of.attributes.get("Condition") for of, _ in around.planned]
        condition = around.either("SharedUsagePlanCondition", conditions, last)
        attributes = {name: value for name, value in last.attributes.items() if name != "Condition"}
        if condition:
            attributes["Condition"] = written(condition, last.origin)
        shared = Declaration(last.name, last.properties, attributes, last.origin)
        yield from _planned(shared, "Serverless", [(of.name, stage) for of, stage in around.planned])


def _planned(of: Declaration, prefix: str, stages: Sequence[tuple[str, str]]) -> Iterator[Made]:
    by = of.within("Auth")["UsagePlan"]
    settings, usage, key = entries_of(by), f"{prefix}UsagePlan", f"{prefix}ApiKey"
    covered: Sequence[Plan] = [{"ApiId": {"Ref": api}, "Stage": {"Ref": stage}} for api, stage in stages]
    passed: Parts = {name: settings[name] for name in _PASSED if name in settings}
    yield of.beside(usage, "AWS::ApiGateway::UsagePlan", {"ApiStages": covered, **passed}, by)
    keys: Sequence[Plan] = [{"RestApiId": {"Ref": api}, "StageName": {"Ref": stage}} for api, stage in stages]
    yield of.beside(key, "AWS::ApiGateway::ApiKey", {"Enabled": True, "StageKeys": keys}, by)
    both: Parts = {"KeyId": {"Ref": key}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": usage}}
    yield of.beside(f"{usage}Key", "AWS::ApiGateway::UsagePlanKey", both, by)
