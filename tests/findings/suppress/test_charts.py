"""What is accepted in charts: comments in their templates, and annotations that their values set."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from oracles import oracle
from yourside.findings.model import Report

Judge = Callable[..., Report]

RULE = "kubernetes-container-privileged"
CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n"
POD = """
{{- if .Values.enabled }}
%(top)s
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
  annotations: {{- toYaml .Values.annotations | nindent 4 }}
spec:
  containers:
    %(above)s
    - name: one
      image: {{ .Values.image }}
      securityContext:
        {{- if .Values.enabled }}
        privileged: true %(beside)s
        {{- end }}
{{- end }}
"""
IGNORE = f"# yourside: ignore[{RULE}] needs the host"
NOWHERE = dict.fromkeys(("top", "above", "beside"), "")

CASES: Mapping[str, tuple[dict[str, str], str]] = {
    "nothing": ({}, "{}"),
    "beside the value": ({"beside": IGNORE}, "{}"),
    "above the container": ({"above": IGNORE}, "{}"),
    "above the object": ({"top": IGNORE}, "{}"),
    "an annotation that a value sets": ({}, f'{{yourside.dev/ignore: "[{RULE}] needs the host"}}'),
}


@pytest.mark.parametrize("name", CASES)
def test_in_a_chart(name: str, judge: Judge) -> None:
    oracle("helm")
    comments, annotations = CASES[name]
    files = {
        "Chart.yaml": CHART,
        "values.yaml": f"enabled: true\nimage: nginx:1\nannotations: {annotations}\n",
        "templates/pod.yaml": POD % {**NOWHERE, **comments},
    }
    report = judge(files, select=(RULE,))
    [finding] = report.findings
    assert (finding.suppression is None) is (name == "nothing")
    assert report.diagnostics == ()
