"""The problems of a file, as its readers hand them over."""

from __future__ import annotations

from collections.abc import Iterable

from yourside.spans import Diagnostic, Level
from yourside.syntax.limits import MAX_PROBLEMS


def bounded(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In the order of the text; the last one stands for all that are too many."""
    ordered = sorted(problems, key=lambda problem: problem.origin.span.start)
    told, untold = ordered[:MAX_PROBLEMS], ordered[MAX_PROBLEMS:]
    if not untold:
        return tuple(told)
    level = Level.ERROR if any(problem.level is Level.ERROR for problem in untold) else Level.WARNING
    last = Diagnostic(untold[0].code, f"{len(untold)} more problems from here on", level, untold[0].origin)
    return (*told, last)
