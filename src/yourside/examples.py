"""A rule's examples are its tests: each is run through the whole line, and must fire on the marked lines only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from yourside import app
from yourside.catalog.load import load_catalog
from yourside.coverage import Dialect
from yourside.engine.rule import Rule
from yourside.engine.ruledata import to_rule
from yourside.engine.rulefile import RuleFile
from yourside.findings.model import Finding, Outcome
from yourside.graph.views import load_views
from yourside.spans import Level, SourceFile

MARK = re.compile(r"#\s*(expect|unknown)\b")
MEANING = {"expect": Outcome.FAIL, "unknown": Outcome.UNDETERMINED}
VERSIONED = re.compile(r"(^|/)v\d\w*/[A-Z]\w*$")  # batch/v1/CronJob, as apiVersion and kind say it
FILES: Mapping[Dialect, str] = {
    Dialect.TERRAFORM: "main.tf",
    Dialect.CLOUDFORMATION: "template.yaml",
    Dialect.KUBERNETES: "manifest.yaml",
    Dialect.LIVE: "inventory.json",
}
Mark = tuple[int, Outcome]


@dataclass(frozen=True, slots=True)
class Trial:
    """One example in one dialect: what its marks say and what the rule said. Lines are 1-based within the example."""

    rule: str
    title: str
    dialect: Dialect
    wanted: frozenset[Mark]
    got: tuple[Mark, ...]
    problems: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[str, ...]:
        got = frozenset(self.got)
        return (
            *self.problems,
            *(f"line {line}: no finding ({outcome})" for line, outcome in sorted(self.wanted - got)),
            *(f"line {line}: unexpected finding ({outcome})" for line, outcome in sorted(got - self.wanted)),
        )


def try_rule(file: RuleFile) -> Iterator[str]:
    """Every failure of a rule's examples, as sentences; none when all of them hold."""
    rule = to_rule(file.data)
    trials: list[Trial] = []
    for number, example in enumerate(file.data["examples"], 1):
        title = example.get("title", f"example {number}")
        same = [_try(rule, title, dialect, example[dialect]) for dialect in Dialect if dialect in example]
        trials += same
        if "differs" not in example:
            yield from _disagreement(title, same)
    for trial in trials:
        yield from (f"{trial.title}, {trial.dialect}: {failure}" for failure in trial.failures)
    reasons = [example for example in file.data["examples"] if "differs" in example]
    excused = set(Dialect) - {trial.dialect for trial in trials} if reasons else set()
    yield from _gaps(rule, trials, excused)


def _try(rule: Rule, title: str, dialect: Dialect, text: str) -> Trial:
    # JSON has no comments.
    source = SourceFile(FILES[dialect], MARK.sub("", text) if dialect is Dialect.LIVE else text)
    reached = app.assemble({dialect: [source]})
    report = app.judge(reached, [rule], load_catalog())
    mute = [_mark(finding)[0] for finding in report.findings if not finding.fix]
    return Trial(
        rule.info.id,
        title,
        dialect,
        frozenset(_marks(text)),
        tuple(map(_mark, report.findings)),
        (
            *(problem.message for problem in reached.diagnostics if problem.level is Level.ERROR),
            *(f"line {line}: the fix cannot be spelled here, and there is no advice" for line in mute),
        ),
    )


def _marks(text: str) -> Iterator[Mark]:
    for number, line in enumerate(text.splitlines(), 1):
        if found := MARK.search(line):
            yield number, MEANING[found[1]]


def _mark(finding: Finding) -> Mark:
    span = finding.place.span
    return span.file.line_col(span.start)[0], finding.outcome


def _disagreement(title: str, trials: Sequence[Trial]) -> Iterator[str]:
    """Parity: the same infrastructure gets the same verdicts in every dialect."""
    verdicts = {trial.dialect: Counter(outcome for _, outcome in trial.got) for trial in trials}
    if len({tuple(sorted(counts.items())) for counts in verdicts.values()}) > 1:
        said = "; ".join(f"{dialect}: {dict(counts) or 'silent'}" for dialect, counts in verdicts.items())
        yield f"{title}: the dialects disagree ({said})"


def _gaps(rule: Rule, trials: Sequence[Trial], excused: Set[Dialect]) -> Iterator[str]:
    for dialect in _dialects(rule):
        if dialect in excused:
            continue
        own = [trial for trial in trials if trial.dialect == dialect]
        if not any(outcome is Outcome.FAIL for trial in own for _, outcome in trial.wanted):
            yield f"no example that fires in {dialect}"
        if not any(not trial.wanted for trial in own):
            yield f"no example that stays silent in {dialect}"


def _dialects(rule: Rule) -> Sequence[Dialect]:
    """The dialects that a rule's resource can be written in."""
    view = load_views().get(rule.info.resource)
    types = set(view.places) if view else {rule.info.resource}
    lowered = {target for table in load_catalog().tables.values() for target in table.targets}
    native = sorted(filter(None, map(_native, types)))
    deployed = (Dialect.LIVE,) if rule.info.provable == "live" else ()
    return (*dict.fromkeys(native), *((Dialect.TERRAFORM,) if lowered & types else ()), *deployed)


def _native(type_: str) -> Dialect | None:
    """The dialect that states a type in its own words, by the type's form; None for what only Terraform can state."""
    if type_.startswith("AWS::"):
        return Dialect.CLOUDFORMATION
    return Dialect.KUBERNETES if VERSIONED.search(type_) else None
