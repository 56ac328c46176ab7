"""A directory of rule files, each checked in full."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from yourside.config import UsageError
from yourside.engine.checks import check_rule_file
from yourside.engine.rule import Rule
from yourside.engine.ruledata import to_rule
from yourside.engine.rulefile import RuleFile, find_rule_files, read_rule_file
from yourside.sources import read_source
from yourside.spans import Diagnostic, Level, SourceFile


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What a directory holds: rules, their files, and what is wrong with either."""

    rules: tuple[Rule, ...]
    files: tuple[RuleFile, ...]
    problems: tuple[Diagnostic, ...]


def read_rules(directory: Path, reserved: Set[str] = frozenset()) -> RuleSet:
    """Every rule file below `directory`, each checked in full. `reserved` are ids that are taken already."""
    rules: list[Rule] = []
    files: list[RuleFile] = []
    problems: list[Diagnostic] = []
    taken = set(reserved)
    for path in find_rule_files(directory):
        file, found = read_rule_file(SourceFile(path.as_posix(), read_source(path).text))
        if file is not None:
            found += tuple(check_rule_file(file, taken))
            files.append(file)
        problems += found
        if file is not None and not any(problem.level is Level.ERROR for problem in found):
            rules.append(to_rule(file.data))
            taken.add(file.data["id"])
    return RuleSet(tuple(rules), tuple(files), tuple(problems))


def read_checked(directories: Sequence[Path], reserved: Set[str]) -> tuple[Rule, ...]:
    """The rules of several directories; raises UsageError with every problem of any of them."""
    rules: list[Rule] = []
    problems: list[str] = []
    for directory in directories:
        found = read_rules(directory, reserved | {rule.info.id for rule in rules})
        problems += [located(problem) for problem in found.problems if problem.level is Level.ERROR]
        rules += found.rules
    if problems:
        raise UsageError(tuple(problems))
    return tuple(rules)


def located(problem: Diagnostic) -> str:
    line, column = problem.origin.span.file.line_col(problem.origin.span.start)
    return f"{problem.origin.span.file.path}:{line}:{column}: {problem.message}"
