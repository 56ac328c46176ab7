"""What evaluation has to say beside its values."""

from __future__ import annotations

from dataclasses import dataclass, field

from yourside.spans import Diagnostic, Level, Origin, Span


@dataclass(slots=True)
class Notes:
    """Of one template. An expression may be evaluated many times; it is noted once.

    `room` is how much more text may be made: each of a million short calls can ask for a long default.
    """

    problems: dict[tuple[Span, str], Diagnostic] = field(default_factory=dict)
    unevaluated: dict[Span, str] = field(default_factory=dict)
    room: int = 50_000_000

    def spend(self, characters: int) -> bool:
        """Whether there was room left."""
        self.room -= characters
        return self.room > 0

    @property
    def wrong(self) -> int:
        """How many expressions could not be read."""
        return sum(problem.level is Level.ERROR for problem in self.problems.values())

    def problem(self, code: str, message: str, origin: Origin, level: Level = Level.ERROR) -> None:
        self.problems.setdefault((origin.span, message), Diagnostic(code, message, level, origin))
