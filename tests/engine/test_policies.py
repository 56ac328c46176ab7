"""What policy documents grant, to whom, and under which condition."""

from __future__ import annotations

from typing import Any

import pytest

from bodies import either, more
from judging import not_known, open_map, truth, verdict
from yourside.values import Why

VARIABLE = not_known()
BUCKET = not_known(Why.REFERENCE, target="aws_s3_bucket.b.arn")
OBJECTS = not_known(Why.REFERENCE, ..., "/*")
ACCOUNT = not_known(Why.ENVIRONMENT, "arn:aws:iam::", ..., ":root")


def allow(action: object = "*", resource: object = "*", /, **more: object) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: object = "*", resource: object = "*", /, **more: object) -> dict[str, Any]:
    return {**allow(action, resource, **more), "Effect": "Deny"}


def policy(*statements: object) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (policy(allow()), True),
        ({"Statement": allow()}, True),
        (allow(), True),
        (policy(allow(["s3:Get*", "*"], ["*"])), True),
        (policy(allow("*:*")), True),
        (policy(allow("**", "***")), True),
        (policy(allow("s3:*")), False),
        (policy(allow("*", "arn:aws:s3:::*")), False),
        (policy(allow(), deny()), False),
        (policy(allow(), deny("iam:*")), True),
        (policy(allow(), deny(Condition={"Bool": {"aws:SecureTransport": "false"}})), True),
        (policy(allow(Condition={"StringEquals": {"aws:RequestedRegion": "eu-west-1"}})), True),
        (policy(deny()), False),
        (policy({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}), False),
        (policy({"Effect": "allow", "Action": "*", "Resource": "*"}), False),
        (policy(), False),
        ({}, False),
        (None, False),
        (VARIABLE, None),
        ("{not read", None),
        (policy(allow(VARIABLE)), None),
        (policy(allow("s3:Get*", VARIABLE)), False),
        (policy(allow("*", BUCKET)), False),
        (policy(allow("*", [BUCKET, OBJECTS])), False),
        (policy(allow("*", [BUCKET, "*"])), True),
        (policy(allow("*", not_known(Why.VARIABLE, "arn:", ...))), False),
        (policy(allow("*", more("arn:aws:s3:::b"))), None),
        (policy(allow(), VARIABLE), None),
        (policy(allow(), deny(VARIABLE)), None),
        ({"Statement": more(allow())}, None),
        ({"Statement": more(allow("s3:Get*"))}, None),
        (open_map(Statement=[allow()]), True),
        (open_map(Version="2012-10-17"), None),
        (policy(either("C", true=allow(), false=allow("s3:*"))), None),
        (policy(allow(either("C", true="*", false="*:*"))), True),
    ],
)
def test_a_policy_that_allows_everything(document: object, expected: bool | None) -> None:
    assert truth("allows(r.P, '*', '*')", P=document) is expected


@pytest.mark.parametrize(
    ("statement", "action", "resource", "expected"),
    [
        (allow("s3:Get*"), "s3:GetObject", "*", True),
        (allow("S3:GETOBJECT"), "s3:GetObject", "*", True),
        (allow("s3:GetObjec?"), "s3:GetObject", "*", True),
        (allow("s3:Get?"), "s3:GetObject", "*", False),
        (allow("s3:*Object"), "s3:GetObject", "*", True),
        (allow("s3:*"), "s3:*", "*", True),
        (allow("s3:Get*"), "s3:*", "*", False),
        (allow("s?:*"), "s3:*", "*", True),
        (allow("iam:PassRole", "arn:aws:iam::*:role/app-*"), "iam:PassRole", "arn:aws:iam::1:role/app-web", True),
        (allow("iam:PassRole", "arn:aws:iam::*:role/App-*"), "iam:PassRole", "arn:aws:iam::1:role/app-web", False),
        (allow("s3:*", BUCKET), "s3:GetObject", "arn:aws:s3:::b", None),
        (allow("s3:*", "arn:aws:s3:::${aws:username}"), "s3:GetObject", "arn:aws:s3:::b", None),
        (allow("s3:*", "arn:aws:s3:::${aws:username}"), "s3:GetObject", "*", False),
        (allow("s3:*", "arn:aws:s3:::${*}"), "s3:GetObject", "arn:aws:s3:::b", False),
        ({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, "s3:GetObject", "*", True),
        ({"Effect": "Allow", "NotAction": ["iam:*", "s3:Get*"], "Resource": "*"}, "s3:*", "*", False),
        ({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, "iam:PassRole", "*", False),
        ({"Effect": "Allow", "NotAction": VARIABLE, "Resource": "*"}, "iam:PassRole", "*", None),
        ({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::b"}, "s3:*", "arn:aws:s3:::b", False),
        ({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::b"}, "s3:*", "arn:aws:s3:::c", True),
        ({"Effect": "Allow", "Action": "sts:AssumeRole"}, "sts:AssumeRole", "*", True),
    ],
)
def test_a_statement_that_allows_something(
    statement: object, action: str, resource: str, expected: bool | None
) -> None:
    assert truth(f"allows(r.S, '{action}', '{resource}')", S=statement) is expected


def test_the_statement_that_allows_is_the_evidence() -> None:
    found = verdict("allows(r.P, '*', '*')", P=policy(allow("s3:*"), allow(["a:*", "*"])))
    assert found.at.path == "P.Statement.1.Action.1"


def test_the_input_that_would_decide_is_the_evidence_of_an_undecided_policy() -> None:
    found = verdict("allows(r.P, '*', '*')", P=policy(allow("s3:*"), allow("*", VARIABLE)))
    assert [(each.path, each.value) for each in found.evidence] == [("P.Statement.1.Resource", VARIABLE)]


EVERYONE = {"AWS": "*"}


def grant(principal: object = "*", action: object = "s3:GetObject", /, **more: object) -> dict[str, Any]:
    return allow(action, "arn:aws:s3:::b/*", Principal=principal, **more)


def only(operator: str, key: str, value: object) -> dict[str, Any]:
    return grant("*", Condition={operator: {key: value}})


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (policy(grant("*")), True),
        (policy(grant(EVERYONE)), True),
        (policy(grant({"AWS": ["arn:aws:iam::1:root", "*"]})), True),
        (policy(grant({"AWS": "arn:aws:iam::123456789012:root", "Service": "s3.amazonaws.com"})), False),
        (policy(grant({"AWS": ACCOUNT})), False),
        (policy(grant({"AWS": not_known(Why.REFERENCE)})), False),
        (policy(grant({"AWS": VARIABLE})), None),
        (policy(grant(VARIABLE)), None),
        (policy({"Effect": "Allow", "NotPrincipal": {"AWS": "1"}, "Action": "*", "Resource": "*"}), True),
        (policy(allow()), False),
        (policy(deny(Principal="*")), False),
        (policy(grant(), deny(Principal="*")), False),
        (policy(grant(), deny("s3:*", "arn:aws:s3:::b/*", Principal=EVERYONE)), False),
        (policy(grant(), deny("s3:Put*", Principal="*")), True),
        (policy(grant(), deny(Principal={"AWS": "arn:aws:iam::1:root"})), True),
        (policy(grant(), deny(NotPrincipal={"AWS": "arn:aws:iam::1:root"})), False),
        (policy(grant(), deny(Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}})), True),
        (policy(grant(), deny(Principal="*", Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})), False),
        (policy(grant(), deny(Principal="*", Condition={"StringNotLike": {"aws:SourceVpce": "*"}})), True),
        (policy(grant(), deny(Principal="*", Condition=VARIABLE)), None),
        (policy(grant("*", VARIABLE), deny("s3:*", Principal="*")), None),
        (policy(grant("*", VARIABLE), deny(Principal="*")), False),
        ("text", None),
        (None, False),
    ],
)
def test_a_public_policy(document: object, expected: bool | None) -> None:
    assert truth("is_public(r.P)", P=document) is expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (only("StringEquals", "aws:PrincipalOrgID", "o-1"), False),
        (only("stringequals", "AWS:PRINCIPALORGID", "o-1"), False),
        (only("ForAnyValue:StringEquals", "aws:PrincipalOrgPaths", ["o-1/*"]), False),
        (only("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-1"), True),
        (only("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1"), True),
        (only("StringNotEquals", "aws:PrincipalOrgID", "o-1"), True),
        (only("StringLike", "aws:PrincipalOrgID", "o-*"), True),
        (only("StringLike", "aws:SourceVpc", "vpc-*"), True),
        (only("StringEquals", "aws:SourceVpc", ["vpc-1", "vpc-2"]), False),
        (only("StringEquals", "aws:SourceAccount", "123456789012"), False),
        (only("StringEquals", "aws:SourceAccount", VARIABLE), None),
        (only("StringEquals", "aws:SourceAccount", not_known(Why.DATA)), False),
        (only("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}"), True),
        (only("ArnLike", "aws:SourceArn", "arn:aws:cloudtrail:*:123456789012:trail/*"), False),
        (only("ArnLike", "aws:SourceArn", "arn:aws:cloudtrail:*:*:trail/*"), True),
        (only("ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads"), False),
        (only("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), True),
        (only("ArnEquals", "aws:SourceArn", BUCKET), False),
        (only("ArnLike", "aws:SourceArn", not_known(Why.VARIABLE, "arn:aws:s3:::", ...)), None),
        (only("IpAddress", "aws:SourceIp", ["203.0.113.0/24"]), False),
        (only("IpAddress", "aws:SourceIp", ["203.0.113.0/24", "0.0.0.0/0"]), True),
        (only("IpAddress", "aws:SourceIp", "0.0.0.0/1"), True),
        (only("IpAddress", "aws:SourceIp", "2001:db8::/16"), True),
        (only("IpAddress", "aws:SourceIp", VARIABLE), None),
        (only("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"), True),
        (only("StringEquals", "kms:CallerAccount", "123456789012"), False),
        (only("Bool", "aws:SecureTransport", "true"), True),
        (only("Bool", "elasticfilesystem:AccessedViaMountTarget", "true"), False),
        (only("StringEquals", "aws:UserAgent", "secret"), True),
        (grant("*", Condition=VARIABLE), None),
        (grant("*", Condition={"StringEquals": VARIABLE}), None),
        (grant("*", Condition=open_map(Bool={"aws:SecureTransport": "true"})), None),
    ],
)
def test_conditions_that_narrow_everyone_to_somebody(statement: object, expected: bool | None) -> None:
    assert truth("is_public(r.P)", P=policy(statement)) is expected


def test_everyone_is_what_a_public_policy_is_found_at() -> None:
    found = verdict("is_public(r.P)", P=policy(allow(), grant({"AWS": ["1", "*"]})))
    assert found.at.path == "P.Statement.1.Principal.AWS.1"


PRESENT, AGE = "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"


@pytest.mark.parametrize(
    ("operator", "key", "value", "in_allow", "in_deny"),
    [
        ("Bool", PRESENT, "true", True, False),
        ("Bool", PRESENT.lower(), True, True, False),
        ("Bool", PRESENT, ["true"], True, False),
        ("Bool", PRESENT, "false", False, False),
        ("BoolIfExists", PRESENT, "true", False, False),
        ("BoolIfExists", PRESENT, "false", False, True),
        ("NumericLessThan", AGE, "3600", True, False),
        ("NumericLessThanIfExists", AGE, "3600", False, False),
        ("NumericGreaterThanIfExists", AGE, "3600", False, True),
        ("NumericGreaterThan", AGE, "3600", False, False),
        ("Null", AGE, "false", True, False),
        ("Null", AGE, "true", False, True),
        ("Bool", PRESENT, VARIABLE, None, False),
        ("StringEquals", "aws:RequestedRegion", "eu-west-1", False, False),
    ],
)
def test_mfa_as_a_condition(
    operator: str, key: str, value: object, in_allow: bool | None, in_deny: bool | None
) -> None:
    condition = {operator: {key: value}, "StringEquals": {"aws:RequestedRegion": "eu-west-1"}}
    assert truth("requires_mfa(r.S)", S=allow(Condition=condition)) is in_allow
    assert truth("requires_mfa(r.S)", S=deny(Condition=condition)) is in_deny


def test_a_statement_without_a_condition_asks_for_no_mfa() -> None:
    assert truth("requires_mfa(r.S)", S=allow()) is False
    assert truth("requires_mfa(r.S)", S=allow(Condition=VARIABLE)) is None
    rule = "list(r.P.Statement).exists(s, allows(s, '*', '*') && !requires_mfa(s))"
    assert truth(rule, P=policy(allow(Condition={"Bool": {PRESENT: "true"}}))) is False
    assert truth(rule, P=policy(allow())) is True


def test_a_policy_longer_than_any_is_not_known() -> None:
    assert truth("allows(r.P, '*', '*')", P=policy(*[allow("s3:*")] * 501)) is None
    assert truth("allows(r.P, '*', '*')", P=policy(allow("a*" * 2_000))) is None
