"""Terraform's own answers, recorded; where it is installed, it answers again (UPDATE_SNAPSHOTS=1: to all)."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oracles import oracle
from yourside.frontends.terraform.file_functions import FILE_FUNCTIONS
from yourside.frontends.terraform.functions.table import FUNCTIONS, NOT_EVALUATED
from yourside.values import Scalar, Unknown, Value, Why

TABLE = Path(__file__).parents[3] / "testdata" / "frontends" / "terraform" / "expressions.txt"
# Terraform refuses one expression in each process; the gate asks about some of them.
REFUSED_ONES = 1 if "UPDATE_SNAPSHOTS" in os.environ else 12


def _answers() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            expression, _, answer = line.rpartition(" => ")
            yield expression, answer


ANSWERS = dict(_answers())
REFUSED = [expression for expression, answer in ANSWERS.items() if answer == "error"]
GIVEN = [expression for expression in ANSWERS if expression not in REFUSED]


@pytest.mark.parametrize(("expression", "answer"), ANSWERS.items())
def test_terraform_gives_the_same_answer(attribute: Callable[..., Value], expression: str, answer: str) -> None:
    match attribute(f'"${{jsonencode({expression})}} "'):
        case Scalar(data=str(text)):
            assert json.loads(text) == json.loads(answer)
        case value:
            assert isinstance(value, Unknown)
            assert (value.why in (Why.INVALID, Why.PARSE), answer) == (True, "error")


def test_the_table_asks_about_every_function_that_is_evaluated() -> None:
    asked = set(re.findall(r"\w+(?=\()", TABLE.read_text(encoding="utf-8")))
    assert set(FUNCTIONS) - asked == set()


def test_every_function_of_terraform_is_known_by_name(tmp_path: Path) -> None:
    signatures = json.loads(_run(tmp_path, "metadata", "functions", "-json").stdout)["function_signatures"]
    ours = {*FUNCTIONS, *FILE_FUNCTIONS, *NOT_EVALUATED, "try", "can"}
    assert {name.removeprefix("core::") for name in signatures} - ours == set()


def test_terraform_still_gives_what_is_recorded(tmp_path: Path) -> None:
    asked = _run(tmp_path, "console", ask=f"jsonencode([{', '.join(GIVEN)}])")
    assert asked.returncode == 0, asked.stderr
    answers = dict(zip(GIVEN, json.loads(json.loads(asked.stdout)), strict=True))
    assert answers == {expression: json.loads(ANSWERS[expression]) for expression in GIVEN}


@pytest.mark.parametrize("expression", REFUSED[::REFUSED_ONES])
def test_terraform_still_refuses_what_is_recorded(tmp_path: Path, expression: str) -> None:
    assert _run(tmp_path, "console", ask=f"jsonencode({expression})").returncode == 1


def _run(home: Path, *arguments: str, ask: str = "") -> subprocess.CompletedProcess[str]:
    """Terraform in an empty directory, with nobody's settings."""
    settings = home / "terraformrc"
    settings.touch()
    environment = {**os.environ, "HOME": str(home), "TF_CLI_CONFIG_FILE": str(settings)}
    command = [oracle("terraform"), *arguments]
    return subprocess.run(command, cwd=home, env=environment, input=f"{ask}\n", capture_output=True, text=True)
