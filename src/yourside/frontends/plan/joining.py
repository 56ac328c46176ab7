"""A plan together with the sources that it was made from."""

from __future__ import annotations

from dataclasses import replace

from yourside.frontends.native import Reading
from yourside.frontends.plan.audit import audit
from yourside.frontends.plan.overlay import overlaid
from yourside.frontends.plan.reading import read_plan
from yourside.spans import SourceFile


def joined(sources: Reading, plan: SourceFile, audited: bool) -> Reading:
    """`audited`: what the two disagree on is among the diagnostics."""
    found = read_plan(plan)
    resources = overlaid(sources.resources, found.reading.resources)
    problems = (*sources.diagnostics, *found.reading.diagnostics)
    disagreements = tuple(audit(sources.resources, found)) if audited else ()
    ledger = replace(sources.ledger, files=sources.ledger.files + found.reading.ledger.files)
    return Reading(resources, (*problems, *disagreements), ledger)
