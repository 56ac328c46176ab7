"""The role that a function or state machine runs with."""

from __future__ import annotations

from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.policies import Policies, policies_of, trust
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, arn_of, referred, tags_of, written
from yourside.values import Map, Scalar, Seq, Value


def role(of: Declaration, service: str, policies: Policies) -> Made:
    """`policies` are those that come beside the written ones."""
    name = f"{of.name}Role"
    own = policies_of(of.properties.get("Policies"), name)
    managed = [*dict.fromkeys(policies.managed), *(each for each in own.managed if not _among(each, policies.managed))]
    properties: Parts = {
        "AssumeRolePolicyDocument": of.properties.get("AssumeRolePolicyDocument", trust(service)),
        "ManagedPolicyArns": managed,
        "Policies": [*own.inline, *policies.inline] or None,
        "Path": of.properties.get("RolePath"),
        "Tags": tags_with_mark(of, service),
        **of.passed("PermissionsBoundary"),
    }
    return of.beside(name, "AWS::IAM::Role", properties)


def _among(policy: Plan, managed: tuple[Plan, ...]) -> bool:
    return isinstance(policy, Scalar) and policy.data in managed


def tags_with_mark(of: Declaration, service: str) -> Plan:
    """SAM marks what it makes."""
    mark = "lambda:createdBy" if service == "lambda.amazonaws.com" else "stateMachine:createdBy"
    return [{"Key": mark, "Value": "SAM"}, *tags_of(of.properties.get("Tags"))]


def settled(given: Value | None, made: Made, around: Surroundings) -> tuple[Plan, tuple[Made, ...]]:
    """The ARN of the role to run with, and the role `made` for it, as far as it exists beside a `given` one."""
    name, resource = made
    match given:
        case Map(entries={"Fn::If": Seq(items=(Scalar(data=str(condition)), yes, no))}) if absent(yes) != absent(no):
            exists = condition if absent(yes) else _negated(condition, given, around)
            arns = [arn_of(name) if absent(branch) else branch for branch in (yes, no)]
            there = {**resource.entries, "Condition": written(exists, resource.origin)}
            return {"Fn::If": [condition, *arns]}, ((name, Map(there, resource.origin)),)
    return (arn_of(name), (made,)) if given is None or absent(given) else (given, ())


def _negated(condition: str, at: Value, around: Surroundings) -> str:
    name = f"NOT{condition}"
    around.conditions[name] = written({"Fn::Not": [{"Condition": condition}]}, at.origin)
    return name


def absent(value: Value) -> bool:
    """Whether it is written as not written."""
    return referred(value) == "AWS::NoValue"
