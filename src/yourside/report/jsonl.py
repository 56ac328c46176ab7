"""One JSON object on each line, with its `kind`: findings and diagnostics as in the JSON report, then its summary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from yourside.findings.model import Report
from yourside.report.json import diagnostic_object, finding_object, fixed_object, summary_object
from yourside.report.view import View


def render(report: Report, _: View) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in _objects(report))


def _objects(report: Report) -> Iterator[Mapping[str, Any]]:
    yield from ({"kind": "finding", **finding_object(finding)} for finding in report.findings)
    yield from ({"kind": "fixed", **fixed_object(known)} for known in report.fixed)
    yield from ({"kind": "diagnostic", **diagnostic_object(each)} for each in report.diagnostics)
    yield {"kind": "summary", **summary_object(report)}
