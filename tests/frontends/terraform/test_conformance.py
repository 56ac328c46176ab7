"""Terraform's own answers, recorded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from yourside.values import Scalar, Unknown, Value, Why

TABLE = Path(__file__).parents[3] / "testdata" / "frontends" / "terraform" / "expressions.txt"


def _answers() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            expression, _, answer = line.rpartition(" => ")
            yield expression, answer


@pytest.mark.parametrize(("expression", "answer"), list(_answers()))
def test_terraform_gives_the_same_answer(attribute: Callable[..., Value], expression: str, answer: str) -> None:
    match attribute(f'"${{jsonencode({expression})}} "'):
        case Scalar(data=str(text)):
            assert json.loads(text) == json.loads(answer)
        case value:
            assert isinstance(value, Unknown)
            assert (value.why, answer) == (Why.INVALID, "error")
