"""Which of the loaded rules a run asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from yourside.config import UsageError
from yourside.engine.rule import Rule


def select(rules: Sequence[Rule], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[Rule, ...]:
    """Rules named by `wanted` (all when empty) and not by `unwanted`. A name is an id, an alias of another tool, or a
    pattern with `*`; one that names no rule raises UsageError."""
    problems = tuple(filter(None, (_problem(rules, name) for name in (*wanted, *unwanted))))
    if problems:
        raise UsageError(problems)
    return tuple(rule for rule in rules if (not wanted or _named(rule, wanted)) and not _named(rule, unwanted))


def find(rules: Iterable[Rule], name: str) -> Rule:
    """The rule with this id or alias; raises UsageError with a suggestion."""
    rules = tuple(rules)
    for rule in rules:
        if _named(rule, (name,)):
            return rule
    raise UsageError((_problem(rules, name),))


def _named(rule: Rule, names: Iterable[str]) -> bool:
    own = (rule.info.id, *(alias.lower() for alias in rule.info.aliases))
    return any(fnmatchcase(each, name.lower()) for name in names for each in own)


def _problem(rules: Sequence[Rule], name: str) -> str:
    if any(_named(rule, (name,)) for rule in rules):
        return ""
    close = get_close_matches(name.lower(), [rule.info.id for rule in rules], n=1)
    return f"no rule is called {name!r}" + (f"; did you mean {close[0]!r}?" if close else "")
