"""Applied to the examples of all rules, every edit mends what it was offered for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from yourside import app
from yourside.catalog.load import load_catalog
from yourside.coverage import Dialect
from yourside.engine.directory import read_rules
from yourside.engine.rule import Rule
from yourside.engine.ruledata import to_rule
from yourside.engine.rulefile import RuleFile
from yourside.examples import FILES
from yourside.findings.model import Edit, Finding, Report
from yourside.spans import Level, SourceFile

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def written() -> tuple[RuleFile, ...]:
    return read_rules(RULES).files


def judged(rule: Rule, dialect: Dialect, text: str) -> Report:
    reached = app.assemble({dialect: [SourceFile(FILES[dialect], text)]})
    assert not any(problem.level is Level.ERROR for problem in reached.diagnostics)
    return app.judge(reached, [rule], load_catalog())


def applied(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda each: -each.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def unmended(rule: Rule, dialect: Dialect, text: str) -> list[Finding]:
    offered = [finding for finding in judged(rule, dialect, text).findings if finding.edit]
    if not offered:
        return []
    mended = applied(text, {finding.edit for finding in offered if finding.edit})
    left = {finding.fingerprint for finding in judged(rule, dialect, mended).findings}
    return [finding for finding in offered if finding.fingerprint in left]


def test_every_edit_mends_its_finding(written: tuple[RuleFile, ...]) -> None:
    failures = [
        f"{finding.verdict.rule.id} in {dialect}: {finding.edit and finding.edit.text}"
        for file in written
        for example in file.data["examples"]
        for dialect in FILES.keys() - {Dialect.LIVE}  # an inventory is no place to mend anything
        if dialect in example
        for finding in unmended(to_rule(file.data), dialect, example[dialect])
    ]
    assert failures == []
