"""What is new since an earlier run: findings are matched by what they are about, never by their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from yourside.coverage import State
from yourside.findings.matching import Stands, match, units
from yourside.findings.model import Change, Finding, Known, Outcome, Report
from yourside.spans import Level


def known(report: Report) -> tuple[Known, ...]:
    """What later runs are compared with. A suppressed finding whose suppression ends is news, and so not known."""
    return tuple(_known(finding) for finding in report.findings if finding.suppression is None)


def compare(report: Report, earlier: Iterable[Known], name: str, stands: Stands = lambda _: False) -> Report:
    """The report with the change of each finding since the earlier run, which is called `name`, and with what is fixed.

    One definition reached in several ways is one finding about several resources; each of them is matched with at
    most one of the earlier run, so that nothing new hides behind what was known.
    """
    before = tuple(earlier)
    matches = match(report, before, stands)
    found = tuple(
        replace(finding, change=_change(finding, [before[each] for each in matches.of[index]]))
        for index, finding in enumerate(report.findings)
    )
    judged = _judged(report, before, stands)
    fixed = tuple(each for index, each in enumerate(before) if index in judged and index not in matches.met)
    return replace(report, findings=found, compared=name, fixed=fixed)


def remaining(report: Report, earlier: Iterable[Known], stands: Stands) -> Iterator[Known]:
    """What is still there of an earlier run, and no more than that."""
    before = tuple(earlier)
    matches, judged = match(report, before, stands), _judged(report, before, stands)
    for index, each in enumerate(before):
        if index not in judged:
            yield each
        elif met := matches.met.get(index):
            yield replace(each, identities=tuple(identity for identity in each.identities if identity in met))


def _change(finding: Finding, matched: Sequence[Known]) -> Change:
    if not matched:
        return Change.NEW
    more = len(finding.identities) > len(matched)
    severer = finding.verdict.rule.severity > max(each.severity for each in matched)
    decided = finding.outcome is Outcome.FAIL and all(each.outcome is Outcome.UNDETERMINED for each in matched)
    return Change.WORSENED if more or severer or decided or _wider(finding, matched) else Change.UNCHANGED


def _wider(finding: Finding, matched: Sequence[Known]) -> bool:
    """Whether it fails in a world in which none of the earlier ones did; one without worlds fails in all."""
    if any(not each.worlds for each in matched):
        return False
    worlds = finding.verdict.worlds
    return not worlds or not set(worlds) <= {world for each in matched for world in each.worlds}


def _judged(report: Report, before: Sequence[Known], stands: Stands) -> set[int]:
    """The positions of those that this run would have found again."""
    given = units(report.ledger)
    rules = {rule.id for rule in report.rules}
    skipped = {each.path for each in report.ledger.files if each.state is State.SKIPPED}
    unread = {each.path for each in report.ledger.files if each.state is State.UNREADABLE}
    unread |= {each.origin.span.file.path for each in report.diagnostics if each.level is Level.ERROR}
    unseen = skipped | unread | {str(PurePosixPath(path).parent) for path in unread}
    return {
        index
        for index, each in enumerate(before)
        if each.rule in rules
        and unseen.isdisjoint(_around(each))
        and not (stands(each.file) and any(map(stands, _places(each) - given)))
    }


def _places(each: Known) -> set[str]:
    return {each.file, *(identity.unit for identity in each.identities)}


def _around(each: Known) -> set[str]:
    """Where that stands which may have decided a finding: a file that cannot be read may be one of variables."""
    return {str(PurePosixPath(each.file).parent), *_places(each)}


def _known(finding: Finding) -> Known:
    verdict = finding.verdict
    return Known(
        rule=verdict.rule.id,
        severity=verdict.rule.severity,
        outcome=finding.outcome,
        file=finding.place.span.file.path,
        identities=tuple(replace(identity, former=()) for identity in finding.identities),
        worlds=verdict.worlds,
    )
