"""Canonical paths, step by step."""

from __future__ import annotations

from yourside.catalog.model import Path
from yourside.graph.draft import LIST


def steps(path: Path) -> Path:
    """`X[].Y` as X, [], Y."""
    return tuple(part for step in path for part in _split(step))


def names(path: Path) -> Path:
    """`X[].Y` and `X.0.Y` as X, Y: the way that schemas and people write it."""
    return tuple(name for step in path if (name := step.removesuffix(LIST)) and not name.isdigit())


def _split(step: str) -> tuple[str, ...]:
    return (step.removesuffix(LIST), LIST) if step.endswith(LIST) and step != LIST else (step,)
