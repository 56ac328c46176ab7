"""What rules say of inventories."""

from __future__ import annotations

from pathlib import Path

from yourside.config import Options
from yourside.deployed import check
from yourside.findings.model import Report


def checked(directory: Path, content: str | bytes, name: str = "live.json") -> Report:
    path = directory / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return check(Options(), (str(path),))


def verdict(report: Report, rule: str) -> str:
    """Of the one resource that a rule is about: `pass` stands for what says nothing."""
    found = [str(each.outcome) for each in report.findings if each.verdict.rule.id == rule]
    return found[0] if found else "pass"


def message(report: Report, rule: str) -> str:
    return next(each.message for each in report.findings if each.verdict.rule.id == rule)
