"""What an expression can see: the module's names, the values bound around it, and how much it may cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from yourside.frontends.terraform.files import Files
from yourside.spans import Diagnostic, Level, Origin, Span
from yourside.syntax.hcl.tree import Expr
from yourside.values import Choice, Unknown, Value, Why

# Evaluations of (sub)expressions that one name or block may take.
WORK = 50_000
# Instances of resources and modules that one root module may have.
INSTANCES = 50_000


class Named(NamedTuple):
    """The value of a name and what to call the place it comes from ("default of var.acl"), if it has one."""

    value: Value
    label: str


class Names(Protocol):
    """Answers addresses: `var.x`, `local.x`, `aws_s3_bucket.b`, `data.aws_ami.a`, `module.m`."""

    def lookup(self, address: str) -> Named | None: ...

    def symbolic(self, address: str) -> Value | None:
        """The one instance that stands for all of a resource or module whose count or for_each is not known."""
        ...

    def definition(self, address: str) -> tuple[Expr, Scope] | None:
        """What a local, or a variable that an argument is given for, is said to be, and what that sees."""
        ...


class Nowhere:
    """The names that a variable file or a template sees."""

    def lookup(self, address: str) -> Named | None:
        return None

    def symbolic(self, address: str) -> Value | None:
        return None

    def definition(self, address: str) -> tuple[Expr, Scope] | None:
        return None


@dataclass(slots=True)
class Work:
    left: int = WORK


@dataclass(slots=True)
class Ground:
    """What all modules below one root module share. `log` may repeat itself: a module is evaluated for each call.
    `secrets`: a sensitive value has been met."""

    files: Files = field(default_factory=Files)
    log: list[Diagnostic] = field(default_factory=list)
    instances: int = INSTANCES
    secrets: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """`bindings` are `each`, `count` and the variables of `for` and `dynamic`; `module` is the address of the module
    instance, empty for the root module, and `when` the worlds in which there is one, if not in all."""

    names: Names
    bindings: Mapping[str, Value]
    log: list[Diagnostic]
    ground: Ground
    module: str = ""
    when: Choice | None = None
    work: Work = field(default_factory=Work)

    def binding(self, bindings: Mapping[str, Value]) -> Scope:
        return replace(self, bindings={**self.bindings, **bindings})

    def attempt(self) -> Scope:
        """The same scope with a log of its own: what fails in it may never be reached."""
        return replace(self, log=[])

    def full(self, address: str) -> str:
        """An address of this module, as the root module's user writes it."""
        return f"{self.module}.{address}" if self.module else address

    def fail(self, code: str, message: str, span: Span) -> Unknown:
        """Note an expression that Terraform would refuse, and what it is instead of a value."""
        self.log.append(Diagnostic(code, message, Level.WARNING, Origin(span)))
        return Unknown(Why.INVALID, Origin(span))
