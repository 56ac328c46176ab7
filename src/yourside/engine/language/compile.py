"""Tree to closures, once per rule. The tree must have passed `check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yourside.engine.functions.table import PREDICATES
from yourside.engine.language import calculations, conditions
from yourside.engine.language import tree as t
from yourside.engine.language.closures import Calculation, Condition, Scope

_CONDITIONS: Mapping[type[t.Expr], Callable[[Any, Scope], Condition]] = {
    t.Not: conditions.negation,
    t.Logic: conditions.logic,
    t.Compare: conditions.comparison,
    t.Quantifier: conditions.quantifier,
    t.Conditional: conditions.conditional,
}
_CALCULATIONS: Mapping[type[t.Expr], Callable[[Any, Scope], Calculation]] = {
    t.Literal: calculations.literal,
    t.Listed: calculations.list_of,
    t.Mapped: calculations.map_of,
    t.Name: calculations.variable,
    t.Path: calculations.path,
    t.Arithmetic: calculations.arithmetic,
    t.Coalesce: calculations.coalesce,
    t.Conditional: calculations.conditional,
    t.Comprehension: calculations.comprehension,
    t.Neighbours: calculations.neighbours,
    t.Call: calculations.call,
}


@dataclass(frozen=True, slots=True)
class Compiler:
    """`slots` has the name of each variable that the rule is given, "" for those that its macros bind."""

    slots: list[str] = field(default_factory=list)
    bound: Mapping[str, int] = field(default_factory=dict)

    def condition(self, expr: t.Expr) -> Condition:
        if isinstance(expr, t.Call) and expr.function in PREDICATES:
            return conditions.predicate(expr, self)
        build = _CONDITIONS.get(type(expr))
        return conditions.bare(self.calculation(expr)) if build is None else build(expr, self)

    def calculation(self, expr: t.Expr) -> Calculation:
        build = _CALCULATIONS.get(type(expr))
        if build is None or (isinstance(expr, t.Call) and expr.function in PREDICATES):
            return calculations.judged(self.condition(expr))
        return build(expr, self)

    def slot(self, name: str) -> int:
        if name in self.bound:
            return self.bound[name]
        if name not in self.slots:
            self.slots.append(name)
        return self.slots.index(name)

    def with_variable(self, name: str) -> tuple[int, Scope]:
        self.slots.append("")
        slot = len(self.slots) - 1
        return slot, Compiler(self.slots, {**self.bound, name: slot})
