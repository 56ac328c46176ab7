"""What expressions are compiled to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from yourside.engine.evidence import Judged, Operand
from yourside.engine.frame import Frame
from yourside.engine.language.tree import Expr

Condition = Callable[[Frame], Judged]
Calculation = Callable[[Frame], Operand]


class Scope(Protocol):
    """Compiles sub-expressions and knows where their variables stand in a Frame."""

    def condition(self, expr: Expr) -> Condition: ...

    def calculation(self, expr: Expr) -> Calculation: ...

    def slot(self, name: str) -> int: ...

    def with_variable(self, name: str) -> tuple[int, Scope]:
        """The slot of a new variable, and the scope inside which it is visible."""
