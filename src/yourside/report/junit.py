"""JUnit XML: a suite for each rule, a failed case for each finding. A rule without findings is a case that passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from yourside.findings.model import Finding, Outcome, Report, RuleInfo
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.report.view import View
from yourside.spans import Diagnostic, Level

# What each kind of case that did not pass is counted as.
COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def render(report: Report, view: View) -> str:
    found: dict[str, list[Finding]] = {}
    for finding in view.shown(report):
        found.setdefault(finding.verdict.rule.id, []).append(finding)
    suites = [_suite(rule.id, _cases(rule, found.get(rule.id, ()))) for rule in report.rules]
    unread = [each for each in report.diagnostics if each.level is Level.ERROR]
    suites += [_suite("input", map(_unread, unread))] if unread else []
    whole = Element("testsuites", {"name": "yourside", **_counts(case for suite in suites for case in suite)})
    whole.extend(suites)
    indent(whole)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(whole, encoding="unicode")}\n'


def _suite(name: str, cases: Iterable[Element]) -> Element:
    held = list(cases)
    suite = Element("testsuite", {"name": visible(name), **_counts(held)})
    suite.extend(held)
    return suite


def _counts(cases: Iterable[Element]) -> dict[str, str]:
    held = list(cases)
    failed = [child.tag for case in held for child in case]
    return {"tests": str(len(held))} | {name: str(failed.count(tag)) for tag, name in COUNTED.items()}


def _cases(rule: RuleInfo, findings: Iterable[Finding]) -> Iterator[Element]:
    held = list(findings)
    yield from map(_case, held)
    if not held:
        yield _named(rule.title, rule.id)


def _case(finding: Finding) -> Element:
    case = _named(finding.verdict.resource.native.address, finding.verdict.rule.id)
    kind = "failure" if finding.outcome is Outcome.FAIL else "skipped"
    reason = SubElement(case, kind, message=visible(finding.message))
    if kind == "failure":
        reason.set("type", finding.verdict.rule.severity.word)
    fix = f"fix: {finding.fix}" if finding.fix else ""
    reason.text = _lines(str(locate(finding.place.span)), finding.message, fix)
    return case


def _unread(diagnostic: Diagnostic) -> Element:
    where = locate(diagnostic.origin.span)
    case = _named(where.path, diagnostic.code)
    error = SubElement(case, "error", message=visible(diagnostic.message), type=visible(diagnostic.code))
    error.text = _lines(str(where), diagnostic.message)
    return case


def _named(name: str, group: str) -> Element:
    return Element("testcase", name=visible(name), classname=visible(group))


def _lines(*parts: str) -> str:
    return "\n".join(visible(part) for part in parts if part)
