"""The ledger: what was read, how far, and why not further. Nothing is dropped silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Dialect(StrEnum):
    """The language a source is written in. PLAN is a plan or a state of Terraform; its resources are TERRAFORM. LIVE
    is an inventory of what is deployed; live objects of Kubernetes are KUBERNETES."""

    TERRAFORM = "terraform"
    CLOUDFORMATION = "cloudformation"
    KUBERNETES = "kubernetes"
    PLAN = "plan"
    LIVE = "live"


class State(StrEnum):
    """How far a file was read."""

    EVALUATED = "evaluated"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileCoverage:
    """One file's line in the ledger. `reasons` is empty only for EVALUATED."""

    path: str
    dialect: Dialect | None
    state: State
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """`counts` has one number per kind of unit ("resources", "module calls", "charts", "templates", "documents").

    `gaps` counts, per sentence, what was not evaluated although its file was read ("module call not evaluated",
    "resource type without a table: aws_ami_copy").
    """

    files: tuple[FileCoverage, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    gaps: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Ledger) -> Ledger:
        return Ledger(
            self.files + other.files,
            dict(Counter(self.counts) + Counter(other.counts)),
            dict(Counter(self.gaps) + Counter(other.gaps)),
        )

    def once(self) -> Ledger:
        """With one line for each file: what is passed by in one place may be used in another."""
        lines: dict[str, FileCoverage] = {}
        for line in self.files:
            if line.path not in lines or lines[line.path].state is State.SKIPPED:
                lines[line.path] = line
        return replace(self, files=tuple(lines.values()))
