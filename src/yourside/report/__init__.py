"""Formats that a report is rendered in. Each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from yourside.report.view import View

if TYPE_CHECKING:  # importing this package costs nothing
    from yourside.findings.model import Report

__all__ = ["FORMATS", "RENDERERS", "View", "render"]

# Each module has `render(report, view)`.
RENDERERS: Mapping[str, str] = {
    "text": "yourside.report.text",
    "concise": "yourside.report.concise",
    "json": "yourside.report.json",
    "jsonl": "yourside.report.jsonl",
    "sarif": "yourside.report.sarif",
    "github": "yourside.report.github",
    "gitlab": "yourside.report.gitlab",
    "junit": "yourside.report.junit",
    "markdown": "yourside.report.markdown",
    "csv": "yourside.report.csv",
    "ocsf": "yourside.report.ocsf",
}
FORMATS = tuple(RENDERERS)


def render(report: Report, form: str, view: View) -> str:
    """`form` is one of FORMATS. Pure: the same report and view give the same text."""
    text: str = import_module(RENDERERS[form]).render(report, view)
    return text
