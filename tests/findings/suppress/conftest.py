"""A repository made of a few files, judged as a user's would be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from yourside.app import check
from yourside.config import Options
from yourside.findings.model import Report

TODAY = date(2026, 11, 22)

Judge = Callable[..., Report]


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Files by their paths, and further options."""
    monkeypatch.chdir(tmp_path)

    def judged(files: Mapping[str, str], **options: Any) -> Report:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"))
        return check(Options(**{"today": TODAY, "select": ("aws-s3-bucket-public-acl",), **options}))

    return judged
