"""Formats that a report is rendered in. Each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from yourside.report.view import View

if TYPE_CHECKING:  # importing this package costs nothing
    from yourside.findings.model import Report

__all__ = ["FORMATS", "RENDERERS", "View", "render"]


def render(report: Report, form: str, view: View) -> str:
    """`form` is one of FORMATS. Pure: the same report and view give the same text."""
    return RENDERERS[form](report, view)


def _text(report: Report, view: View) -> str:
    from yourside.report.text import render as render_text

    return render_text(report, view)


def _json(report: Report, _: View) -> str:
    from yourside.report.json import render as render_json

    return render_json(report)


def _sarif(report: Report, view: View) -> str:
    from yourside.report.sarif import render as render_sarif

    return render_sarif(report, undetermined=view.undetermined)


RENDERERS: Mapping[str, Callable[[Report, View], str]] = {"text": _text, "json": _json, "sarif": _sarif}
FORMATS = tuple(RENDERERS)
