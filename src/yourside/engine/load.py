"""Rules from their files: built-in ones as shipped, a user's own with every check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yourside.config import UsageError
from yourside.engine.rule import Rule
from yourside.engine.ruledata import to_rule
from yourside.packing import packed


def load_rules(directories: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """The built-in rules and those of the user's directories; raises UsageError with every problem of the latter."""
    rules = tuple(to_rule(data) for data in builtin() if data.get("state") != "retired")
    return rules + _own(directories) if directories else rules


def _own(directories: Sequence[Path]) -> tuple[Rule, ...]:
    # Most runs have no rules to check: what checks them is imported by those that do.
    from yourside.engine.directory import read_checked

    if absent := tuple(f"there is no directory {directory}" for directory in directories if not directory.is_dir()):
        raise UsageError(absent)
    return read_checked(directories, {data["id"] for data in builtin()})


@cache
def builtin() -> Sequence[Mapping[str, Any]]:
    """The plain data of the built-in rules, without examples."""
    return packed("rules")
