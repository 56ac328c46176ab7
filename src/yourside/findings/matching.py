"""Which finding of a run is which one of an earlier run."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from yourside.coverage import Ledger
from yourside.findings.model import Finding, Identity, Known, Outcome, Report

Stands = Callable[[str], bool]  # whether a path is there, although the run was not given it


@dataclass(frozen=True, slots=True)
class Matches:
    """By position: with which known ones a finding was matched, and by which of its resources a known one was."""

    of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    met: dict[int, list[Identity]] = field(default_factory=lambda: defaultdict(list))


def match(report: Report, before: Sequence[Known], stands: Stands) -> Matches:
    """The surest matches first; those across units only with units that are no more."""
    matches = Matches()
    now, then = list(_facts(report.findings)), list(_facts(before))
    for keys in (_with_outcome, _exact, _formerly, _uncounted):
        now, then = _paired(now, then, keys, matches)
    present, files = units(report.ledger), {file.path for file in report.ledger.files}

    def left(fact: _Fact) -> bool:
        unit, file = fact.identity.unit, before[fact.owner].file
        # What was made of a file (a rendered chart) is a unit below that.
        given = unit in present or str(PurePosixPath(unit).parent) in files
        return not given and not (stands(unit) and stands(file))

    _paired(now, filter(left, then), _anywhere, matches)
    return matches


def units(ledger: Ledger) -> set[str]:
    """What the resources of a run may have as their unit: its files and their directories."""
    paths = [PurePosixPath(file.path) for file in ledger.files]
    return {str(path) for path in paths} | {str(path.parent) for path in paths}


@dataclass(frozen=True, slots=True)
class _Fact:
    """One resource that a finding is about. `owner` is the position of the finding among those of its run."""

    owner: int
    rule: str
    outcome: Outcome
    identity: Identity


# What a fact may be known by: one of an earlier run by the first, one of this run by any.
Keys = Callable[[_Fact], Iterator[Hashable]]


def _with_outcome(fact: _Fact) -> Iterator[Hashable]:
    yield from ((fact.outcome, key) for key in _exact(fact))


def _exact(fact: _Fact) -> Iterator[Hashable]:
    """Of several instances of a resource, each has an address of its own."""
    each = fact.identity
    yield fact.rule, each.unit, each.address, each.part, each.path


def _formerly(fact: _Fact) -> Iterator[Hashable]:
    each = fact.identity
    for address in (each.address, *each.former):
        yield fact.rule, each.unit, address, each.part, each.path


def _uncounted(fact: _Fact) -> Iterator[Hashable]:
    """Terraform itself moves a resource that gets or loses a `count`, from and to the index 0:
    https://developer.hashicorp.com/terraform/language/modules/develop/refactoring#enabling-count-or-for_each-for-a-resource
    """
    each = fact.identity
    for address in (each.address, *each.former):
        yield fact.rule, each.unit, address.replace("[0]", ""), each.part, each.path


def _anywhere(fact: _Fact) -> Iterator[Hashable]:
    """Whatever file or directory it is in."""
    each = fact.identity
    for address in (each.address, *each.former):
        yield fact.rule, address, each.part, each.path


def _facts(findings: Iterable[Finding | Known]) -> Iterator[_Fact]:
    for owner, each in enumerate(findings):
        rule = each.rule if isinstance(each, Known) else each.verdict.rule.id
        yield from (_Fact(owner, rule, each.outcome, identity) for identity in each.identities)


def _paired(
    now: Iterable[_Fact], then: Iterable[_Fact], keys: Keys, matches: Matches
) -> tuple[list[_Fact], list[_Fact]]:
    """Records the pairs of equal key, and gives back what found no other."""
    waiting: dict[Hashable, deque[_Fact]] = defaultdict(deque)
    for fact in then:
        waiting[next(keys(fact))].append(fact)
    alone: list[_Fact] = []
    for fact in now:
        queue = next((queue for key in keys(fact) if (queue := waiting.get(key))), None)
        if queue:
            other = queue.popleft()
            matches.of[fact.owner].append(other.owner)
            matches.met[other.owner].append(other.identity)
        else:
            alone.append(fact)
    return alone, [fact for queue in waiting.values() for fact in queue]
