"""Whatever of a policy is not known: what is said of it holds of the policy."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bodies import NOWHERE, value
from judging import operand
from yourside.engine.evidence import Judged, Operand
from yourside.engine.functions.networks import union_is_world
from yourside.engine.functions.policies import allows, is_public, requires_mfa
from yourside.engine.functions.security_groups import covers
from yourside.values import Map, Scalar, Seq, Tri, Unknown, Value, Why

ACTIONS = st.sampled_from(["*", "*:*", "s3:*", "s3:Get*", "s3:GetObject", "iam:*", "S3:getobject", "s3:Get?bject"])
RESOURCES = st.sampled_from(["*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::*", "arn:aws:s3:::${aws:userid}"])
PRINCIPALS = st.sampled_from(["*", "arn:aws:iam::123456789012:root"])
OPERATORS = st.sampled_from(
    ["StringEquals", "StringNotEquals", "StringLike", "IpAddress", "Bool", "BoolIfExists", "Null", "ArnLike"]
)
KEYS = st.sampled_from(
    ["aws:PrincipalOrgID", "aws:SourceIp", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:SourceArn"]
)
VALUES = st.sampled_from(["true", "false", "o-1", "o-*", "10.0.0.0/8", "0.0.0.0/0", "arn:aws:s3:::b", "arn:aws:s3:::*"])


def one_or_many(item: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return item | st.lists(item, min_size=1, max_size=2)


def statements() -> st.SearchStrategy[dict[str, Any]]:
    what = st.sampled_from(["Action", "Action", "NotAction"])
    where = st.sampled_from(["Resource", "Resource", "NotResource"])
    who = st.sampled_from(["Principal", "Principal", "NotPrincipal"])
    principal = one_or_many(PRINCIPALS) | st.dictionaries(st.just("AWS"), one_or_many(PRINCIPALS), min_size=1)
    condition = st.dictionaries(OPERATORS, st.dictionaries(KEYS, one_or_many(VALUES), max_size=2), max_size=2)
    return st.builds(
        lambda effect, *pairs: {"Effect": effect, **{key: held for key, held in pairs if held is not None}},
        st.sampled_from(["Allow", "Allow", "Deny"]),
        st.tuples(what, one_or_many(ACTIONS)),
        st.tuples(where, st.none() | one_or_many(RESOURCES)),
        st.tuples(who, st.none() | principal),
        st.tuples(st.just("Condition"), st.none() | condition),
    )


@st.composite
def forgotten(draw: st.DrawFn, real: Value) -> Value:
    """A value that is known in part: `real` is one that it may be."""
    how = draw(st.integers(0, 9))
    if how == 0:
        return Unknown(Why.VARIABLE, NOWHERE)
    match real:
        case Map(entries=entries):
            kept = {key: draw(forgotten(entry)) for key, entry in entries.items() if draw(st.integers(0, 9))}
            return Map(kept, NOWHERE, None if len(kept) == len(entries) else Unknown(Why.VARIABLE, NOWHERE))
        case Seq(items=items):
            listed = [draw(forgotten(item)) for item in items if draw(st.integers(0, 9))]
            return Seq(tuple(listed), NOWHERE, None if len(listed) == len(items) else Unknown(Why.MODULE, NOWHERE))
        case Scalar(data=str(text)) if how == 1:
            start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
            # What an attribute of a resource gives is something, and no wildcard.
            why = Why.VARIABLE if start == end or set("*?$") & set(text[start:end]) else Why.REFERENCE
            parts = (Scalar(text[:start], NOWHERE), Unknown(why, NOWHERE), Scalar(text[end:], NOWHERE))
            return Unknown(why, NOWHERE, parts=parts)
    return real


def asked(document: Operand) -> list[Judged]:
    questions = [("*", "*"), ("s3:*", "*"), ("s3:GetObject", "arn:aws:s3:::b/x"), ("iam:PassRole", "*")]
    return [
        is_public(document),
        requires_mfa(document),
        *(allows(document, operand(action), operand(resource)) for action, resource in questions),
    ]


@given(st.data(), st.lists(statements(), min_size=1, max_size=3))
def test_what_is_said_of_a_policy_known_in_part_holds_of_the_policy(
    data: st.DataObject, drawn: list[dict[str, Any]]
) -> None:
    real = value(drawn[0] if len(drawn) == 1 else {"Statement": list(drawn)})
    known = data.draw(forgotten(real))
    for (partly, _), (wholly, _) in zip(asked(operand(known)), asked(operand(real)), strict=True):
        assert partly is Tri.UNKNOWN or partly is wholly


BLOCKS = st.sampled_from(["0.0.0.0/1", "128.0.0.0/1", "0.0.0.0/0", "10.0.0.0/8", "::/1", "8000::/1", "203.0.113.9/32"])
PORTS = st.sampled_from([0, 22, "22", 65535, -1])
PROTOCOLS = st.sampled_from(["tcp", "6", "-1", -1, "udp"])


@given(st.data(), st.lists(BLOCKS, max_size=3), PROTOCOLS, PORTS, PORTS)
def test_what_is_said_of_networks_known_in_part_holds_of_the_networks(
    data: st.DataObject, blocks: list[str], protocol: object, first: object, last: object
) -> None:
    rule = value({"IpProtocol": protocol, "FromPort": first, "ToPort": last})
    known = operand(data.draw(forgotten(rule)))
    cidrs = operand(data.draw(forgotten(value(list(blocks)))))
    pairs = [
        (covers(known, operand(22)), covers(operand(rule), operand(22))),
        (union_is_world(cidrs), union_is_world(operand(list(blocks)))),
    ]
    assert all(partly is Tri.UNKNOWN or partly is wholly for (partly, _), (wholly, _) in pairs)
