"""What is to be said of waivers: those that expired, give no reason, name no rule, or suppress nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from yourside.config import Accepted
from yourside.findings.suppress.model import Found, Policy, Rulebook, Waiver, warning
from yourside.spans import Diagnostic, SourceFile, Span

Use = tuple[Span, str]  # where a waiver is written, and the id of a rule of which it suppressed a finding


@dataclass(frozen=True, slots=True)
class Account:
    """`gaps` counts, per sentence, what other tools' comments ask for and we cannot do."""

    problems: tuple[Diagnostic, ...]
    gaps: Mapping[str, int]


def account(found: Found, uses: Set[Use], rules: Rulebook, policy: Policy, files: Set[SourceFile]) -> Account:
    problems = [*found.problems, *(said for waiver in found.waivers for said in _said(waiver, uses, rules, policy))]
    own = {problem for problem in problems if problem.origin.span.file in files}
    strange = Counter(gap for waiver in found.waivers for gap in _strange(waiver, rules))
    return Account(tuple(sorted(own, key=_order)), dict(strange + Counter(found.gaps)))


def _order(problem: Diagnostic) -> tuple[str, int, str]:
    span = problem.origin.span
    return span.file.path, span.start, problem.message


def _said(waiver: Waiver, uses: Set[Use], rules: Rulebook, policy: Policy) -> Iterator[Diagnostic]:
    until, at = waiver.written.until, waiver.at
    if policy.lacks_reason(waiver):
        yield warning("ignore-reason", "suppresses nothing: a reason is required", at)
    if policy.expired(waiver):
        yield warning("ignore-expired", f"suppresses nothing: it expired on {until}", at)
    if waiver.tool or waiver.standing:
        return
    for name in waiver.written.names:
        ids = rules.ids(name)
        if not ids:
            yield warning("ignore-unknown-rule", rules.problem(name), at)
        elif policy.accepts(waiver) and _seen(waiver, ids & rules.run) and not any((at, rule) in uses for rule in ids):
            yield warning("ignore-unused", f"{name} is not found here: nothing is suppressed", at)


def _seen(waiver: Waiver, run: Set[str]) -> bool:
    """Whether the run could have found it to be of use."""
    return bool(run) and all(scope.whole for scope in waiver.scopes if isinstance(scope, Accepted))


def _strange(waiver: Waiver, rules: Rulebook) -> Iterator[str]:
    if waiver.tool:
        unknown = (name for name in waiver.written.names if not rules.ids(name))
        yield from (f"comment of {waiver.tool} for a check that no rule here stands for: {name}" for name in unknown)
