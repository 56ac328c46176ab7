"""What IAM policy documents grant.

Every question takes a policy or one statement of it; a policy that is absent grants nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from yourside.engine.evidence import Judged, Operand
from yourside.engine.functions.clauses import (
    allows_only_with_mfa,
    denies_without_mfa,
    narrows,
    spares_only_few,
    unconditional,
)
from yourside.engine.functions.patterns import widest
from yourside.engine.functions.statements import (
    for_everyone,
    has_effect,
    on_action,
    on_resource,
    statements,
    without_principal,
)
from yourside.engine.kleene import all_of, both, either, every, negate, some
from yourside.engine.spelling import text
from yourside.engine.walking import child, one_or_many
from yourside.values import Tri


def allows(policy: Operand, action: Operand, resource: Operand) -> Judged:
    """Whether a policy allows an action on a resource; `allows(p, '*', '*')` asks whether it allows everything.

    A wildcard in the question must be granted by one pattern: `s3:*` is allowed by `s3:*` and `*`, not by `s3:Get*`.
    A Condition narrows when something is allowed, not what: a conditional Allow allows, a conditional Deny takes
    nothing back. To leave MFA-protected statements out, ask of each: `allows(s, '*', '*') && !requires_mfa(s)`.
    A Deny takes back what it names as a whole, if it is for everyone or, in an identity policy, for its holder.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
    """
    what, where = text(action.value), text(resource.value)
    if what is None or where is None:
        return Tri.UNKNOWN, (action, resource)

    def about(statement: Operand, effect: str) -> Judged:
        return all_of(
            lambda: on_action(statement, what),
            lambda: on_resource(statement, where),
            lambda: has_effect(statement, effect),
        )

    def denied(statement: Operand) -> Judged:
        return all_of(
            lambda: about(statement, "Deny"),
            lambda: either(for_everyone(statement), without_principal(statement)),
            lambda: unconditional(statement),
        )

    allowed = _some_statement(policy, lambda statement: about(statement, "Allow"))
    return allowed if allowed[0] is Tri.FALSE else both(allowed, negate(_some_statement(policy, denied)))


def is_public(policy: Operand) -> Judged:
    """Whether a policy allows something to everyone, without a condition that narrows it to somebody.

    Nothing is public that a Deny takes back from everyone, be it from all or from all but somebody in particular
    (`StringNotEquals` on an organization, an account, a network). What counts as somebody: see `clauses`, after
    "The meaning of public", https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    """

    def opens(statement: Operand) -> Judged:
        return all_of(
            lambda: for_everyone(statement),
            lambda: has_effect(statement, "Allow"),
            lambda: negate(narrows(statement)),
            lambda: negate(_some_statement(policy, lambda other: _takes_back(other, statement))),
        )

    return _some_statement(policy, opens)


def requires_mfa(statement: Operand) -> Judged:
    """Whether a statement makes MFA a condition: an Allow only with it, or a Deny of whatever lacks it.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
    """
    return either(
        all_of(lambda: has_effect(statement, "Allow"), lambda: allows_only_with_mfa(statement)),
        all_of(lambda: has_effect(statement, "Deny"), lambda: denies_without_mfa(statement)),
    )


def _some_statement(policy: Operand, test: Callable[[Operand], Judged]) -> Judged:
    items = statements(policy)
    if items is None:
        return Tri.UNKNOWN, (policy,)
    truth, leaves = some(test, items.known, items.rest)
    return truth, leaves or (policy,)


def _takes_back(deny: Operand, allow: Operand) -> Judged:
    """Whether a Deny leaves nothing to strangers of what an Allow gives."""
    return all_of(
        lambda: has_effect(deny, "Deny"),
        lambda: for_everyone(deny),
        lambda: either(unconditional(deny), spares_only_few(deny)),
        lambda: _covers_all(partial(on_action, deny), child(allow, "Action")),
        lambda: _covers_all(partial(on_resource, deny), child(allow, "Resource")),
    )


def _covers_all(about: Callable[[str], Judged], patterns: Operand) -> Judged:
    """Whether a statement is about all that some patterns stand for; patterns left out stand for everything."""
    items = one_or_many(patterns)
    if items is None or not (items.known or items.rest):
        return about("*") if items else _covers(about, patterns)
    return every(partial(_covers, about), items.known, items.rest)


def _covers(about: Callable[[str], Judged], pattern: Operand) -> Judged:
    truth, leaves = about(widest(pattern.value)[0])
    known = text(pattern.value) is not None or truth is Tri.TRUE
    return (truth, leaves) if known else (Tri.UNKNOWN, (pattern,))
