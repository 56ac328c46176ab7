"""Which controls of the catalogue the rules prove, as the rules themselves say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yourside.findings.model import RuleInfo

PROVIDERS: Mapping[str, str] = {
    "aws": "AWS",
    "azure": "Azure",
    "gcp": "Google Cloud",
    "do": "DigitalOcean",
    "k8s": "Kubernetes",
}
LAYERS = ("network", "compute", "service-config", "data", "identity", "logging")
TIERS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Control:
    """A control with the rules that prove it; `layers` are those of the rules."""

    id: str
    tier: int
    rules: tuple[str, ...]
    layers: tuple[str, ...]

    @property
    def provider(self) -> str:
        return PROVIDERS[self.id.partition("-")[0]]


def covered(rules: Iterable[RuleInfo]) -> tuple[Control, ...]:
    """By provider, in the order of PROVIDERS, then by name."""
    found: dict[str, list[tuple[int, RuleInfo]]] = {}
    for rule in rules:
        for control, tier in rule.catalogue.items():
            found.setdefault(control, []).append((tier, rule))
    controls = (_control(name, proving) for name, proving in sorted(found.items()))
    return tuple(sorted(controls, key=lambda control: list(PROVIDERS.values()).index(control.provider)))


def _control(name: str, proving: Sequence[tuple[int, RuleInfo]]) -> Control:
    layers = {rule.responsibility["layer"] for _, rule in proving}
    rules = sorted(rule.id for _, rule in proving)
    return Control(name, min(tier for tier, _ in proving), tuple(rules), tuple(sorted(layers, key=LAYERS.index)))


def describe(controls: Iterable[Control]) -> list[dict[str, object]]:
    return [
        {
            "control": control.id,
            "provider": control.provider,
            "tier": control.tier,
            "layers": list(control.layers),
            "rules": list(control.rules),
        }
        for control in controls
    ]


def table(controls: Sequence[Control]) -> list[tuple[str, ...]]:
    """A head, a row for each provider that has any, and the sums: controls by tier, then by layer."""
    head = ("", "controls", *(f"tier {tier}" for tier in TIERS), *LAYERS)
    rows = [(name, *_numbers(found)) for name in PROVIDERS.values() if (found := _of(controls, name))]
    return [head, *rows, ("all", *_numbers(controls))]


def _of(controls: Iterable[Control], provider: str) -> list[Control]:
    return [control for control in controls if control.provider == provider]


def _numbers(controls: Sequence[Control]) -> Iterator[str]:
    """A control that is proved on two layers counts on both."""
    tiers = Counter(control.tier for control in controls)
    layers = Counter(layer for control in controls for layer in control.layers)
    yield from (str(len(controls)), *(str(tiers[tier]) for tier in TIERS), *(str(layers[layer]) for layer in LAYERS))


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """For the terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(_padded(row, widths)).rstrip() for row in rows)


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    first, *numbers = zip(row, widths, strict=True)
    yield first[0].ljust(first[1])
    yield from (cell.rjust(width) for cell, width in numbers)


def page(rules: Sequence[RuleInfo]) -> str:
    """The documentation of the rules, in Markdown: `rules/README.md`."""
    head, *rows = table(covered(rules))
    by_id = {rule.id: rule for rule in rules}
    lines = [
        "# Rules",
        "",
        f"{len(rules)} rules. This page is written by `yourside rules coverage --markdown`; each rule is one file of",
        "this folder, with its reason, its fix and its examples.",
        "",
        "## Controls of the catalogue that they prove",
        "",
        "Tier 1 are the controls that matter most; a layer is the share of your side that a control is about.",
        "",
        _row(head),
        _row(["---", *("---:" for _ in head[1:])]),
        *map(_row, rows),
    ]
    for name in PROVIDERS.values():
        controls = _of(covered(rules), name)
        lines += ["", f"## {name}", "", _row(("control", "tier", "rules")), _row(("---", "---:", "---"))]
        lines += [_row((each.id, str(each.tier), _links(each.rules, by_id))) for each in controls]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _links(rules: Iterable[str], by_id: Mapping[str, RuleInfo]) -> str:
    return ", ".join(f"`{rule}` ({by_id[rule].severity.word})" for rule in rules)
