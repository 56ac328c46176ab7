"""How a reader wants to see a report."""

from __future__ import annotations

from dataclasses import dataclass, replace

WIDTH = 100

Part = str | tuple[str, str]  # of a line: text, or text and its style


@dataclass(frozen=True, slots=True)
class View:
    """`undetermined`: also list what could not be decided (JSON always does)."""

    color: bool = False
    width: int = WIDTH
    undetermined: bool = False

    @staticmethod
    def of_terminal(*, undetermined: bool = False) -> View:
        """As stdout and the environment have it: NO_COLOR, FORCE_COLOR, TERM, COLUMNS, by rich's rules."""
        from rich.console import Console

        console = Console()
        color = console.color_system is not None and not console.no_color
        return View(color, console.width, undetermined)

    @property
    def plain(self) -> View:
        """The same for a file."""
        return replace(self, color=False, width=WIDTH)
