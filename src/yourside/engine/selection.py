"""Which of the loaded rules a run asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase

from yourside.config import UsageError
from yourside.engine.rule import Rule
from yourside.findings.model import Severity


def select(rules: Sequence[Rule], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[Rule, ...]:
    """Rules named by `wanted` (all when empty) and not by `unwanted`. A name is an id, an alias of another tool, or a
    pattern with `*`; one that names no rule raises UsageError."""
    verify(rules, (*wanted, *unwanted))
    return tuple(rule for rule in rules if (not wanted or _named(rule, wanted)) and not _named(rule, unwanted))


def verify(rules: Sequence[Rule], names: Iterable[str]) -> None:
    """Raises UsageError with every name that stands for no rule."""
    if problems := tuple(filter(None, (problem(rules, name) for name in dict.fromkeys(names)))):
        raise UsageError(problems)


def find(rules: Iterable[Rule], name: str) -> Rule:
    """The rule with this id or alias; raises UsageError with a suggestion."""
    rules = tuple(rules)
    for rule in rules:
        if _named(rule, (name,)):
            return rule
    raise UsageError((problem(rules, name),))


def _named(rule: Rule, names: Iterable[str]) -> bool:
    own = (rule.info.id, *(alias.lower() for alias in rule.info.aliases))
    return any(fnmatchcase(each, name.lower()) for name in names for each in own)


def ids(rules: Iterable[Rule], name: str) -> frozenset[str]:
    """Of the rules that a name stands for."""
    return frozenset(rule.info.id for rule in rules if _named(rule, (name,)))


def weighed(rules: Sequence[Rule], severities: Sequence[tuple[str, str]]) -> tuple[Rule, ...]:
    """The rules with the severities that the user gives to names."""
    given = {rule.info.id: word for name, word in severities for rule in rules if _named(rule, (name,))}
    return tuple(
        replace(rule, info=replace(rule.info, severity=Severity[given[rule.info.id].upper()]))
        if rule.info.id in given
        else rule
        for rule in rules
    )


def problem(rules: Sequence[Rule], name: str) -> str:
    """What to say of a name that stands for no rule; empty when it does."""
    if any(_named(rule, (name,)) for rule in rules):
        return ""
    close = get_close_matches(name.lower(), [rule.info.id for rule in rules], n=1)
    return f"no rule is called {name!r}" + (f"; did you mean {close[0]!r}?" if close else "")
