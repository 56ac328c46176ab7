"""Whether there may be anything that accepts findings: most runs have nothing, and import no more than this."""

from __future__ import annotations

from collections.abc import Iterable

from yourside.spans import SourceFile

# One of these is part of every comment, annotation and metadata that is understood.
_MARKS = ("yourside", "checkov", "bridgecrew", "tfsec", "trivy", "kics-scan", "kube-linter", "cfn_nag")


def marked(files: Iterable[SourceFile]) -> bool:
    return any(mark in file.text for file in files for mark in _MARKS)
