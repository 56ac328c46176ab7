"""The report for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from yourside.findings.model import Change, Drift, Finding, Outcome, Report, Severity
from yourside.findings.place import companion
from yourside.report.location import locate
from yourside.report.snippet import line, snippet
from yourside.report.summary import ELSEWHERE, summarise
from yourside.report.view import Part, View
from yourside.spans import Diagnostic, Hop, Level

SEVERITY_STYLES: Mapping[Severity, str] = {
    Severity.CRITICAL: "bold magenta",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "bold yellow",
    Severity.LOW: "bold blue",
}
LEVEL_STYLES: Mapping[Level, str] = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold blue"}
UNDETERMINED_STYLE = "bold cyan"
FEW = 5
MOST = 20
SHORT = 60


def render(report: Report, view: View) -> str:
    return _output(_lines(report, view), view)


def _lines(report: Report, view: View) -> Iterator[Text]:
    for finding in view.shown(report):
        yield from (*_finding(finding, view.width), line())
    for heading, told in _by_tool(report.diagnostics).items():
        yield from (*((line((heading, "bold")),) if heading else ()), *_diagnostics(told), line())
    yield from (line(*parts) for parts in summarise(report, view))


def _finding(finding: Finding, width: int) -> Iterator[Text]:
    verdict, place = finding.verdict, finding.place
    word, style = verdict.rule.severity.word, SEVERITY_STYLES[verdict.rule.severity]
    if finding.outcome is Outcome.UNDETERMINED:
        word, style = "undetermined", UNDETERMINED_STYLE
    location = locate(place.span)
    indent = " " * (len(str(location.start_line)) + 1)
    worse = " (worsened)" if finding.change is Change.WORSENED else ""
    yield line((word, style), (f"[{verdict.rule.id}]", "bold"), f"{worse}: {finding.message}")
    addition = companion(verdict.resource, verdict.at, place.span)
    address = verdict.resource.native.address + (f", {addition}" if addition else "")
    yield line(f"{indent}--> {location} ", (address, "dim"))
    yield from snippet(place.span, width, style)
    for parts in _notes(finding):
        yield line(f"{indent} = ", *parts)


def _notes(finding: Finding) -> Iterator[tuple[Part, ...]]:
    if finding.drift:
        yield ("drift: ", "bold"), " ".join(_drift(finding.drift))
    for hop in finding.place.via:
        yield ("via ", "dim"), f"{locate(hop.span)} {hop.label}{_quoted(hop)}"
    if finding.instances:
        more = len(finding.instances) - FEW
        yield ("also ", "dim"), ", ".join(finding.instances[:FEW]) + (f", … and {more} more" if more > 0 else "")
    if finding.fix:
        yield ("fix: ", "bold green"), finding.fix


def _drift(drift: Drift) -> Iterator[str]:
    yield drift.kind
    if drift.live and drift.key:
        yield f"(it is {drift.live} by {drift.key})"


def _quoted(hop: Hop) -> str:
    span = hop.span
    short = span.end - span.start <= SHORT and "\n" not in span.text
    return f": {span.text}" if short and not hop.sensitive else ""


def _by_tool(diagnostics: Iterable[Diagnostic]) -> Mapping[str, Sequence[Diagnostic]]:
    """Under a heading each: our own, which need none, then those of tools, whose names their codes start with."""
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=lambda each: ":" in each.code):
        tool, colon, _ = diagnostic.code.partition(":")
        found.setdefault(f"What {tool} says:" if colon else "", []).append(diagnostic)
    return found


def _diagnostics(diagnostics: Sequence[Diagnostic]) -> Iterator[Text]:
    """What was not read comes before what was read with doubts."""
    order = tuple(Level)
    for diagnostic in sorted(diagnostics, key=lambda each: order.index(each.level))[:MOST]:
        level, location = diagnostic.level, locate(diagnostic.origin.span)
        told = f": {location} {diagnostic.message}"
        yield line((level.value, LEVEL_STYLES[level]), (f"[{diagnostic.code}]", "bold"), told)
    if len(diagnostics) > MOST:
        yield line(f"… and {len(diagnostics) - MOST} more {ELSEWHERE}")


def _output(lines: Iterable[Text], view: View) -> str:
    out = StringIO()
    if not view.color:
        out.writelines(f"{each.plain.rstrip()}\n" for each in lines)
        return out.getvalue()
    console = Console(file=out, force_terminal=True, color_system="standard", no_color=False, width=view.width)
    for each in lines:
        console.print(each, soft_wrap=True, markup=False, highlight=False, emoji=False)
    return out.getvalue()
