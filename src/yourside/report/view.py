"""How a reader wants to see a report."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from yourside.report.root import Root

if TYPE_CHECKING:  # importing this costs the command line nothing
    from yourside.findings.model import Finding, Report

WIDTH = 100

Part = str | tuple[str, str]  # of a line: text, or text and its style


@dataclass(frozen=True, slots=True)
class View:
    """`undetermined`: also list what could not be decided (a format that lists everything always does). `suppressed`:
    SARIF tells what is accepted and what is fixed, too. `time` is that of the run, in milliseconds since 1970."""

    color: bool = False
    width: int = WIDTH
    undetermined: bool = False
    suppressed: bool = False
    root: Root = field(default_factory=Root)
    time: int = 0

    @staticmethod
    def of_terminal(*, undetermined: bool = False, suppressed: bool = False) -> View:
        """As stdout, the environment and the current directory have it: NO_COLOR, FORCE_COLOR, TERM, COLUMNS, by
        rich's rules."""
        from rich.console import Console

        console = Console()
        color = console.color_system is not None and not console.no_color
        now = time.time_ns() // 1_000_000
        return View(color, console.width, undetermined, suppressed, Root.around(Path.cwd()), now)

    @property
    def plain(self) -> View:
        """The same for a file."""
        return replace(self, color=False, width=WIDTH)

    def shown(self, report: Report) -> Iterator[Finding]:
        """The findings that a reader is to act on: not those that are accepted or that were known before."""
        return (each for each in report.findings if each.stands or (self.undetermined and each.open))
