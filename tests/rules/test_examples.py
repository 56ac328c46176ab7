"""Each rule fires where its examples say, nowhere else, and alike in every dialect."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from yourside.engine.directory import read_rules
from yourside.engine.rulefile import RuleFile
from yourside.examples import try_rule

ROOT = Path(__file__).parents[2]
BUILTIN = read_rules(ROOT / "rules")


def test_every_rule_file_passes_the_checks() -> None:
    assert [problem.message for problem in BUILTIN.problems] == []


@pytest.mark.parametrize("file", BUILTIN.files, ids=lambda file: file.data["id"])
def test_the_examples_hold(file: RuleFile) -> None:
    assert list(try_rule(file)) == []


@pytest.mark.parametrize("file", BUILTIN.files, ids=lambda file: file.data["id"])
def test_the_file_is_where_its_id_says(file: RuleFile) -> None:
    provider, service = Path(file.source.path).relative_to(ROOT / "rules").parts[:2]

    assert file.data["id"] == f"{provider}-{service}-{Path(file.source.path).stem}"


def test_a_fix_that_a_source_has_no_word_for_needs_advice() -> None:
    file = next(file for file in BUILTIN.files if file.data["id"] == "azure-aks-cluster-dashboard")
    mute = replace(file, data={key: value for key, value in file.data.items() if key != "advice"})
    assert any("the fix cannot be spelled here, and there is no advice" in failure for failure in try_rule(mute))
