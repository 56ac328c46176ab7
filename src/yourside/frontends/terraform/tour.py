"""The way through a root module and the modules below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from yourside.frontends.terraform.library import Library
from yourside.frontends.terraform.scope import Ground, Named, Scope
from yourside.frontends.terraform.settling import Node, Order
from yourside.spans import Span
from yourside.syntax.hcl.tree import Block, Expr
from yourside.values import Choice, Value

# Modules within modules; Terraform has no limit, people have.
_DEPTH = 32


class Given(Protocol):
    """What a module is given: values for its variables, and providers."""

    def named(self, variable: Block) -> Named | None: ...

    def definition(self, variable: str) -> tuple[Expr, Scope] | None: ...

    def needs(self, variable: str) -> Iterator[Node]: ...

    def provider(self, name: str) -> Value | None: ...


@dataclass(frozen=True, slots=True)
class Tour:
    """What all modules below the root module in the directory `root` share. `missing` are the sources of modules that
    are not evaluated, by the place of the call."""

    root: str
    library: Library
    ground: Ground
    missing: dict[Span, str] = field(default_factory=dict)
    order: Order = field(default_factory=Order)

    def ends(self, directory: str, callers: Sequence[str]) -> bool:
        """Whether a module that is there is not entered: it calls itself, or there are too many of them."""
        return directory in callers or len(callers) > _DEPTH or self.ground.instances <= 0


@dataclass(frozen=True, slots=True)
class Way:
    """From the root module to an instance: its address, the names of the calls, the directories that call, the worlds
    in which the instance exists, if not in all, the calls themselves, and what the callers ask of the versions of
    providers."""

    address: str = ""
    path: str = ""
    callers: tuple[str, ...] = ()
    when: Choice | None = None
    calls: tuple[Span, ...] = ()
    required: Mapping[str, str] = field(default_factory=dict)


HERE = Way()
