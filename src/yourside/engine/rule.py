"""A rule: what it says of itself, and the condition under which a resource fails it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yourside.engine.language.closures import Calculation, Condition
from yourside.engine.language.compile import Compiler
from yourside.engine.language.parse import parse
from yourside.findings.model import RuleInfo


@dataclass(frozen=True)
class Program:
    """`deny` and `at`, compiled; `slots` are the variables of the Frame they run on, "" those that they set."""

    slots: tuple[str, ...]
    deny: Condition
    at: Calculation | None


@dataclass(frozen=True)
class Rule:
    """`deny` is true of a resource that fails; `at` is the path of the value to point at, below `r`."""

    info: RuleInfo
    deny: str
    at: str | None = None

    @cached_property
    def program(self) -> Program:
        """Compiled when first needed; raises RuleSyntaxError. The rule must have passed `check`."""
        compiler = Compiler()
        deny = compiler.condition(parse(self.deny))
        at = compiler.calculation(parse(f"r.{self.at}")) if self.at else None
        return Program(tuple(compiler.slots), deny, at)
