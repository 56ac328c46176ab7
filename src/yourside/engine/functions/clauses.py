"""The Condition of a policy statement: whom it narrows the statement to, and whether it makes MFA a condition.

Operators and keys are not case-sensitive:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yourside.engine.compare import holds
from yourside.engine.evidence import Judged, Operand
from yourside.engine.functions.networks import network_of
from yourside.engine.functions.patterns import NAMES, widest
from yourside.engine.kleene import both, either, every
from yourside.engine.spelling import text
from yourside.engine.walking import child, entries, one_or_many
from yourside.values import Tri, Unknown, Value

# Who asks, or from where: "The meaning of public" in the S3 user guide (access-control-block-public-access.html), the
# keys for calls by services (reference_policies_condition-keys.html), and those of KMS and EFS.
_WHO = frozenset({
    "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount",
    "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce",
    "aws:userid", "elasticfilesystem:accesspointarn", "kms:calleraccount", "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn", "s3:x-amz-server-side-encryption-aws-kms-key-id",
})  # fmt: skip
_FLAGS = frozenset({"aws:principalisawsservice", "elasticfilesystem:accessedviamounttarget"})
_IS = frozenset({"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"})
_IS_NOT = frozenset({"stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals", "arnnotlike"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One key of a Condition; `operator` and `key` in lower case, the operator without its prefix and suffix.

    `if_exists`: also true of a request that lacks the key. `for_all`: ForAllValues, which is true of it as well.
    """

    operator: str
    key: str
    values: Operand
    if_exists: bool
    for_all: bool


def clauses(statement: Operand) -> tuple[tuple[Clause, ...], Operand | None]:
    """The clauses of a statement, all of which must hold, and what stands for those that are not known."""
    operators, rest = _entries(child(statement, "Condition"))
    found: list[Clause] = []
    for operator, keys in operators:
        held, more = _entries(keys)
        found.extend(_clause(operator, key, values) for key, values in held)
        rest = rest or more
    return tuple(found), rest


def unconditional(statement: Operand) -> Judged:
    found, rest = clauses(statement)
    if found or rest is None:
        return Tri.of(not found), (child(statement, "Condition"),)
    return Tri.UNKNOWN, (rest,)


def narrows(statement: Operand) -> Judged:
    """Whether a clause lets only somebody in particular pass: a fixed account, organization, network, resource."""
    return _some(_is_somebody, statement)


def spares_only_few(statement: Operand) -> Judged:
    """Whether the clauses of a Deny do nothing but spare somebody in particular: everybody else is denied."""
    found, rest = clauses(statement)
    outcome: Judged = (Tri.of(bool(found) or rest is not None), ())
    for clause in found:
        outcome = both(outcome, _is_not_somebody(clause))
    return outcome if rest is None else both(outcome, (Tri.UNKNOWN, (rest,)))


def allows_only_with_mfa(statement: Operand) -> Judged:
    """Whether a clause of an Allow is true only of requests made with MFA.

    Requests signed with long-term keys lack both MFA keys: `BoolIfExists` and `NumericLessThanIfExists` let them pass.
    """
    return _some(_is_with_mfa, statement)


def denies_without_mfa(statement: Operand) -> Judged:
    """Whether a clause of a Deny is true of every request made without MFA; for the same reason, `Bool` is not."""
    return _some(_is_without_mfa, statement)


def _entries(operand: Operand) -> tuple[tuple[tuple[str, Operand], ...], Operand | None]:
    return entries(operand) or ((), operand)


def _clause(operator: str, key: str, values: Operand) -> Clause:
    prefix, _, plain = operator.lower().rpartition(":")
    if_exists = plain.endswith("ifexists")
    return Clause(plain.removesuffix("ifexists"), key.lower(), values, if_exists, prefix == "forallvalues")


def _some(test: Callable[[Clause], Judged], statement: Operand) -> Judged:
    found, rest = clauses(statement)
    outcome: Judged = (Tri.FALSE, (child(statement, "Condition"),))
    for clause in found:
        outcome = either(outcome, test(clause))
    return outcome if rest is None else either(outcome, (Tri.UNKNOWN, (rest,)))


def _is_somebody(clause: Clause) -> Judged:
    if clause.if_exists or clause.for_all:
        return Tri.FALSE, (clause.values,)
    if clause.operator == "bool" and clause.key in _FLAGS:
        return _values_are(clause, holds)
    return _names_somebody(clause, _IS, "ipaddress")


def _is_not_somebody(clause: Clause) -> Judged:
    return _names_somebody(clause, _IS_NOT, "notipaddress")


def _names_somebody(clause: Clause, operators: frozenset[str], network_operator: str) -> Judged:
    if clause.operator in operators and clause.key in _WHO:
        return _values_are(clause, _fixed)
    if clause.operator == network_operator and clause.key == "aws:sourceip":
        return _values_are(clause, _few_addresses)
    return Tri.FALSE, (clause.values,)


def _values_are(clause: Clause, test: Callable[[Value], Tri]) -> Judged:
    items = one_or_many(clause.values)
    if items is None:
        return test(clause.values.value), (clause.values,)
    return every(lambda item: (test(item.value), (item,)), items.known, items.rest)


def _is_with_mfa(clause: Clause) -> Judged:
    if not (clause.if_exists or clause.for_all):
        match clause.operator, clause.key:
            case ("bool", "aws:multifactorauthpresent"):
                return _values_are(clause, holds)
            case ("numericlessthan" | "numericlessthanequals", "aws:multifactorauthage"):
                return Tri.TRUE, (clause.values,)
            case ("null", "aws:multifactorauthage"):
                return _values_are(clause, lambda value: ~holds(value))
    return Tri.FALSE, (clause.values,)


def _is_without_mfa(clause: Clause) -> Judged:
    match clause.operator, clause.key, clause.if_exists:
        case ("bool", "aws:multifactorauthpresent", True):
            return _values_are(clause, lambda value: ~holds(value))
        case ("numericgreaterthan" | "numericgreaterthanequals", "aws:multifactorauthage", True):
            return Tri.TRUE, (clause.values,)
        case ("null", "aws:multifactorauthage", _):
            return _values_are(clause, holds)
    return Tri.FALSE, (clause.values,)


def _fixed(value: Value) -> Tri:
    """Whether a value names somebody in particular. A wildcard is fine after the account, organization or role id."""
    spelled, sure = widest(value)
    fields = spelled.split(":", 5)
    name = fields[4] or fields[5] if fields[0] == "arn" and len(fields) == 6 else spelled
    first = re.split("[:/]", name)[0]
    if first and not re.search(r"[*?]|\$\{", first):
        return Tri.TRUE
    return Tri.FALSE if sure else Tri.UNKNOWN


def _few_addresses(value: Value) -> Tri:
    """Whether an address block is no wider than /8, or /32 in IPv6: S3 takes those for public."""
    network = network_of(text(value))
    if network is not None:
        return Tri.of(network.prefixlen >= (8 if network.version == 4 else 32))
    return Tri.FALSE if text(value) is not None else _named(value)


def _named(value: Value) -> Tri:
    return Tri.TRUE if isinstance(value, Unknown) and value.why in NAMES else Tri.UNKNOWN
