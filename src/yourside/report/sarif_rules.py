"""What SARIF says of the rules: what code scanning sorts, filters and shows alerts by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sarif_om import (
    MultiformatMessageString,
    ReportingConfiguration,
    ReportingDescriptor,
    ReportingDescriptorReference,
    ReportingDescriptorRelationship,
    ToolComponent,
    ToolComponentReference,
)

from yourside.findings.model import RuleInfo, Severity

LONGEST = 1024  # GitHub's limit for descriptions
MOST_TAGS = 10  # GitHub shows ten, and refuses a file with more than twenty
LEVELS: Mapping[Severity, str] = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
# GitHub: critical is over 9.0, high from 7.0, medium from 4.0, low from 0.1. Each stays clear of the edges.
SCORES: Mapping[Severity, str] = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
}


def controls(rules: Iterable[RuleInfo]) -> Mapping[str, Sequence[str]]:
    """The control frameworks that the rules belong to, each with just the controls they name."""
    named: dict[str, set[str]] = {}
    for rule in rules:
        for framework, ids in rule.controls.items():
            named.setdefault(framework, set()).update(ids)
    return {framework: sorted(named[framework]) for framework in sorted(named)}


def taxonomy(framework: str, ids: Iterable[str]) -> ToolComponent:
    return ToolComponent(
        name=framework,
        short_description=MultiformatMessageString(text=f"The controls of {framework} that rules serve."),
        taxa=[ReportingDescriptor(id=each) for each in ids],
    )


def descriptor(rule: RuleInfo, frameworks: Sequence[str]) -> ReportingDescriptor:
    """`frameworks` are the names of the run's taxonomies, in their order."""
    links = [reference for reference in rule.references if reference.startswith("https://")]
    return ReportingDescriptor(
        id=rule.id,
        name="".join(word.capitalize() for word in rule.id.split("-")),
        short_description=MultiformatMessageString(text=_cut(rule.title)),
        full_description=MultiformatMessageString(text=_cut(_one_line(rule.why) or rule.title)),
        help=_help(rule),
        help_uri=links[0] if links else None,
        default_configuration=ReportingConfiguration(level=LEVELS[rule.severity]),
        relationships=[
            _relationship(control, framework, frameworks.index(framework))
            for framework, ids in sorted(rule.controls.items())
            for control in ids
        ],
        properties={
            "tags": _tags(rule),
            "precision": "high" if rule.state == "stable" else "medium",
            "security-severity": SCORES[rule.severity],
            "aliases": list(rule.aliases),
        },
    )


def _help(rule: RuleInfo) -> MultiformatMessageString:
    advice = rule.advice or " ".join(f"Set {path} to {value}." for path, value in rule.fix.items())
    parts = [part for part in (rule.title, _one_line(rule.why), advice) if part]
    references = "".join(f"\n* <{reference}>" for reference in rule.references)
    markdown = [f"# {rule.title}", rule.why.strip(), f"**What to do:** {advice}" if advice else ""]
    markdown.append(f"**References**\n{references}" if references else "")
    return MultiformatMessageString(
        text=_cut("\n".join(parts)), markdown="\n\n".join(part for part in markdown if part)
    )


def _relationship(control: str, framework: str, index: int) -> ReportingDescriptorRelationship:
    component = ToolComponentReference(name=framework, index=index)
    return ReportingDescriptorRelationship(
        target=ReportingDescriptorReference(id=control, tool_component=component),
        kinds=["relevant"],
    )


def _tags(rule: RuleInfo) -> list[str]:
    """GitHub knows a weakness by `external/cwe/cwe-732`, and does not read taxonomies."""
    provider, service, *_ = (*rule.id.split("-"), "")
    weaknesses = [f"external/cwe/{weakness.lower()}" for weakness in rule.controls.get("cwe", ())]
    layer = rule.responsibility.get("layer", "")
    controls = [f"{framework}/{each}" for framework, ids in rule.controls.items() if framework != "cwe" for each in ids]
    tags = dict.fromkeys(("security", provider, service, layer, *weaknesses, *controls))
    return [tag for tag in tags if tag][:MOST_TAGS]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
