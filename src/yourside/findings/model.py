"""What the engine says of a resource, and what a report is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from yourside.coverage import Ledger
from yourside.graph.model import Resource
from yourside.spans import Diagnostic, Hop, Span
from yourside.values import Tri, Value


class Severity(IntEnum):
    """The consequence of a defect, not how sure we are of it."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a rule says of itself; the keys are those of a rule file."""

    id: str
    title: str
    severity: Severity
    resource: str
    message: str
    why: str
    advice: str = ""
    fix: Mapping[str, object] = field(default_factory=dict)
    responsibility: Mapping[str, str] = field(default_factory=dict)
    provable: str = "code"
    controls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    catalogue: Mapping[str, int] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    since: str = ""
    state: str = "stable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A leaf that settled the verdict.

    `path` is canonical, dotted, list positions as digits. `chain` are the values walked through, the resource's
    properties first, the leaf last: places are found by going back along it.
    """

    path: str
    chain: tuple[Value, ...]

    @property
    def value(self) -> Value:
        return self.chain[-1]


@dataclass(frozen=True, slots=True)
class World:
    """One way the undecided conditions can turn out: condition -> label, in the order the rule met them."""

    labels: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return " and ".join(f"{condition} is {label}" for condition, label in self.labels)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`truth` TRUE: the resource fails. `facet` is the path of a view's facet ("" for the whole resource).

    `worlds` are the worlds in which it fails, when that depends on undecided conditions.
    """

    rule: RuleInfo
    resource: Resource
    facet: str
    truth: Tri
    at: Evidence
    evidence: tuple[Evidence, ...]
    worlds: tuple[World, ...] = ()


class Outcome(StrEnum):
    FAIL = "fail"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader should look: the part of the resource that decides, and how the value came there.

    `span` stands on one line: a key with its value, or the name of the block that lacks one.
    """

    span: Span
    via: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """Somebody's word that a finding is accepted. `at` is where it is written; only what is in a source is `inline`."""

    reason: str
    at: Span | None = None
    inline: bool = True
    until: date | None = None


class Change(StrEnum):
    """How a finding compares with an earlier run; the words are those of SARIF's baselineState."""

    NEW = "new"
    WORSENED = "updated"
    FIXED = "absent"
    UNCHANGED = "unchanged"

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` instead of what stands at `span` mends a finding."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a finding is about, wherever its lines are: a resource, or one of the parts that it was split into, and the
    path there without list positions. `former`: the addresses that the resource had, as its source says."""

    unit: str
    address: str
    part: str = ""
    instance: str = ""
    path: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of an earlier run, as far as later ones are compared with it. `file` is where it was placed."""

    rule: str
    severity: Severity
    outcome: Outcome
    file: str
    identities: tuple[Identity, ...]
    worlds: tuple[World, ...] = ()


class DriftKind(StrEnum):
    """How what is declared and what is deployed go together."""

    REGRESSED = "regressed"  # passes in code, fails live
    PATCHED = "patched"  # fails in code, passes live: the next deployment undoes it
    SETTLED = "settled"  # undetermined in code, decided live
    CONFIRMED = "confirmed"  # fails in both
    UNMANAGED = "unmanaged"  # live only
    MISSING = "missing"  # code only
    CHANGED = "changed"  # a property that rules read differs


@dataclass(frozen=True, slots=True)
class Drift:
    """`live` is the address in the inventory, `key` says what joined it to the code ("BucketName logs"); both empty
    where there is no such side."""

    kind: DriftKind
    live: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect at one place. `instances` are further addresses that the same definition was reached by; `identities`
    has one for each of them, its own first, and so has `reached`, the verdicts. `fix` is advice; there is an `edit`
    where nothing has to be guessed."""

    verdict: Verdict
    outcome: Outcome
    message: str
    fix: str
    place: Place
    fingerprint: str
    instances: tuple[str, ...] = ()
    suppression: Suppression | None = None
    change: Change | None = None
    drift: Drift | None = None
    identities: tuple[Identity, ...] = ()
    reached: tuple[Verdict, ...] = ()
    edit: Edit | None = None

    @property
    def open(self) -> bool:
        """Nobody accepted it, and it was not known before."""
        return self.suppression is None and self.change is not Change.UNCHANGED

    @property
    def stands(self) -> bool:
        """Something is wrong: this is what fails a run."""
        return self.open and self.outcome is Outcome.FAIL


@dataclass(frozen=True, slots=True)
class Tally:
    """How many (rule, resource) questions were answered, and how."""

    passed: int = 0
    failed: int = 0
    undetermined: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run has to say; every format is rendered from it alone. Findings are in a total order.

    `compared` names what the findings were compared with (a baseline file, a git reference), or nothing; `fixed` is
    what was found there and is no more. `elsewhere` counts findings without a part in the change that was asked about.
    """

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    ledger: Ledger
    rules: tuple[RuleInfo, ...]
    tally: Tally
    version: str
    compared: str = ""
    fixed: tuple[Known, ...] = ()
    elsewhere: int = 0
