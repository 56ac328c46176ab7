"""What an editor shows of the thing under the pointer: the findings there, and the value as rules see it.

What comes from the input or from a rule directory of the repository must not become a link or an image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from yourside.findings.model import Finding
from yourside.findings.wording import enumerate_few
from yourside.lsp.analysis import Analysis
from yourside.lsp.diagnostics import page
from yourside.lsp.spots import Spot
from yourside.report.graph import leaves, shown
from yourside.report.location import locate
from yourside.report.snippet import visible
from yourside.spans import Span
from yourside.values import Unknown, Value

MOST_USES = 5
MOST_LEAVES = 30
# Code as rules quote it, which is left as it is, or what may mean something outside of code.
MARKUP = re.compile(r"(?<!`)`(?!`)[^`]*`(?!`)|[`\[\]<>*_\\]")
TICKS = re.compile("`+")


def hover(analysis: Analysis, at: Span) -> str:
    """Markdown; empty when there is nothing to say."""
    parts = [_finding(finding) for finding in analysis.at(at)]
    parts += [_spot(spot) for spot in islice(_distinct(analysis.spots(at)), MOST_USES)]
    return "\n\n---\n\n".join(parts)


def _finding(finding: Finding) -> str:
    rule = finding.verdict.rule
    head = f"**{prose(rule.title)}** ({rule.severity.word}, {_code(rule.id)})"
    controls = "; ".join(f"{framework} {enumerate_few(ids)}" for framework, ids in rule.controls.items())
    told = (
        head,
        _code(finding.message),
        prose(rule.why),
        f"**What to do:** {_code(finding.fix)}" if finding.fix else "",
        f"**Controls:** {prose(controls)}" if controls else "",
        f"<{href}>" if (href := page(rule)) and not re.search(r"[\s<>]", href) else "",
    )
    return "\n\n".join(part for part in told if part)


def _distinct(found: Sequence[Spot]) -> Iterator[Spot]:
    """Each property of each resource once."""
    return iter({(spot.resource.id, spot.path, spot.canonical): spot for spot in found}.values())


def _spot(spot: Spot) -> str:
    resource = spot.resource
    kind = resource.type if spot.canonical else f"{resource.native.type} (no rule reads this)"
    lines = [_line(path, value) for path, value in islice(leaves(spot.value, spot.path), MOST_LEAVES)]
    way = [f"* from {_code(hop.label)} at {_code(str(locate(hop.span)))}" for hop in spot.via]
    way = way or [f"* from {_code(address)}" for address in spot.value.origin.refs]
    told = (f"{_code(kind)} {_code(resource.id.address)}", _block(lines), "\n".join(way))
    return "\n\n".join(part for part in told if part)


def _line(path: str, value: Value) -> str:
    match value:
        case Unknown(why=why, target=target) if not value.origin.sensitive:
            told = f"not known: {target} ({why.value})" if target else f"not known: {why.value}"
        case _:
            told = shown(value)
    return f"{path} = {told}" if path else told


def prose(text: str) -> str:
    words = " ".join(visible(text).split())
    return MARKUP.sub(lambda found: found[0] if found[0][1:] else f"\\{found[0]}", words)


def _code(text: str) -> str:
    fence = _fence(text, 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{visible(text)}{space}{fence}"


def _block(lines: Sequence[str]) -> str:
    fence = _fence("".join(lines), 3)
    return "\n".join([fence, *map(visible, lines), fence])


def _fence(text: str, least: int) -> str:
    """Longer than any that is inside."""
    return "`" * max(least, *(len(run) + 1 for run in TICKS.findall(text)), least)
