"""The typed reading of an IAM policy document, whatever its author left out, listed once or did not wrap in a list.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

from collections.abc import Callable

from yourside.engine.compare import equal
from yourside.engine.evidence import Computed, Items, Judged, Operand
from yourside.engine.functions.patterns import includes, meets
from yourside.engine.kleene import both, either, negate, some
from yourside.engine.walking import absence, child, constant, entries, nothing, one_or_many
from yourside.values import Map, Tri, Unknown, Value, Why

MOST_STATEMENTS = 500  # AWS limits a policy to 20 KB; what is longer is not one


def statements(policy: Operand) -> Items | None:
    """The statements of a policy; a statement counts as a policy of one. None: not known."""
    match policy.value:
        case Map(entries=held) if "Statement" not in held and "Effect" in held:
            return Items((policy,))
    items = one_or_many(child(policy, "Statement"))
    if items is None or len(items.known) <= MOST_STATEMENTS:
        return items
    return Items(items.known[:MOST_STATEMENTS], Computed(Unknown(Why.LIMIT, policy.value.origin), (policy,)))


def has_effect(statement: Operand, effect: str) -> Judged:
    """Whether a statement's effect is `Allow` or `Deny`, as asked; both are case-sensitive."""
    stated = child(statement, "Effect")
    return equal(stated.value, constant(effect).value), (stated,)


def on_action(statement: Operand, asked: str) -> Judged:
    """Whether a statement is about everything that an action, or a pattern of actions, stands for."""
    return _about(statement, "Action", asked, fold=True)


def on_resource(statement: Operand, asked: str) -> Judged:
    """As `on_action`. A statement without a resource is about the resource that its policy is attached to: any."""
    about = _about(statement, "Resource", asked, fold=False)
    if about[0] is Tri.TRUE:
        return about
    return either(about, both(_absent(statement, "Resource"), _absent(statement, "NotResource")))


def for_everyone(statement: Operand) -> Judged:
    """Whether a statement is for everyone: `*`, on its own or under a kind, or everyone but a few (NotPrincipal).

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    """
    principal = child(statement, "Principal")
    held = entries(principal) if isinstance(principal.value, Map) else None
    named = _any_star(principal) if held is None else some(_any_star, (kind for _, kind in held[0]), held[1])
    return either(named, negate(_absent(statement, "NotPrincipal")))


def without_principal(statement: Operand) -> Judged:
    """Whether a statement names no principal, as those of identity policies: it is for whoever holds the policy."""
    return both(_absent(statement, "Principal"), _absent(statement, "NotPrincipal"))


def _about(statement: Operand, key: str, asked: str, fold: bool) -> Judged:
    listed, excluded = child(statement, key), child(statement, f"Not{key}")
    named = _some_pattern(listed, lambda pattern: includes(pattern, asked, fold))
    if nothing(excluded.value):
        return named
    spared = negate(_some_pattern(excluded, lambda pattern: meets(pattern, asked, fold)))
    return either(named, both((~absence(excluded.value), (excluded,)), spared))


def _some_pattern(patterns: Operand, test: Callable[[Value], Tri]) -> Judged:
    items = one_or_many(patterns)
    if items is None:
        return test(patterns.value), (patterns,)
    found = some(lambda item: (test(item.value), (item,)), items.known, items.rest)
    return found if found[1] else (found[0], (patterns,))


def _any_star(principals: Operand) -> Judged:
    return _some_pattern(principals, lambda pattern: includes(pattern, "*"))


def _absent(statement: Operand, key: str) -> Judged:
    value = child(statement, key)
    return absence(value.value), (value,)
