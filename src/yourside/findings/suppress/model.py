"""A waiver: that findings of some rules are accepted somewhere, as it is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yourside.catalog.model import Catalog
from yourside.config import Accepted
from yourside.findings.model import Verdict
from yourside.graph.model import Resource
from yourside.spans import Diagnostic, Level, Origin, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Extent:
    """All that stands in a part of a file: values, whole resources, and module calls with everything inside."""

    span: Span


@dataclass(frozen=True, slots=True)
class Owner:
    """One resource, wherever its parts are written."""

    unit: str
    address: str


Scope = Extent | Owner | Accepted


@dataclass(frozen=True, slots=True)
class Written:
    """What is said in words: ids, aliases or patterns of rules, the reason, and the last day it holds."""

    names: tuple[str, ...]
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """It holds in each of its `scopes`. `at` is where it is written. `tool` is the tool whose syntax it has, "" for our
    own."""

    written: Written
    scopes: tuple[Scope, ...]
    at: Span
    tool: str = ""

    @property
    def standing(self) -> bool:
        """A rule of the house about whole paths: nobody has to give a reason for it, and it need not be used."""
        return any(isinstance(scope, Accepted) and scope.standing for scope in self.scopes)


@dataclass(frozen=True, slots=True)
class Found:
    """The waivers of some place, what is wrong there, and sentences for what other tools have and we have not."""

    waivers: tuple[Waiver, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What rules are called and say. `ids` are those of the rules that an id, an alias or a pattern names, `problem` is
    what to say of one that names none, `alternative` is the verdict for the next reason that a resource gives. `run`
    are the rules of this run."""

    ids: Callable[[str], frozenset[str]]
    problem: Callable[[str], str]
    alternative: Callable[[Verdict], Verdict | None]
    run: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a run is about: `files` are those that it was asked for."""

    resources: Sequence[Resource]
    files: Sequence[SourceFile]
    catalog: Catalog


@dataclass(frozen=True, slots=True)
class Policy:
    """How waivers are treated. `foreign`: those in the syntax of other tools count. Without `today` none expires."""

    foreign: bool = True
    require_reason: bool = False
    today: date | None = None
    configured: tuple[Accepted, ...] = ()

    def accepts(self, waiver: Waiver) -> bool:
        return not self.lacks_reason(waiver) and not self.expired(waiver)

    def lacks_reason(self, waiver: Waiver) -> bool:
        return self.require_reason and not waiver.written.reason and not waiver.standing

    def expired(self, waiver: Waiver) -> bool:
        """`until` is the last day that it holds."""
        until = waiver.written.until
        return until is not None and self.today is not None and until < self.today


def together(parts: Iterable[Found]) -> Found:
    every = tuple(parts)
    return Found(
        tuple(waiver for each in every for waiver in each.waivers),
        tuple(problem for each in every for problem in each.problems),
        tuple(gap for each in every for gap in each.gaps),
    )


def warning(code: str, message: str, at: Span) -> Diagnostic:
    return Diagnostic(code, message, Level.WARNING, Origin(at))
