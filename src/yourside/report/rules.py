"""What a rule says of itself, for machines and for people."""

from __future__ import annotations

import textwrap
from typing import Any

from yourside.findings.model import RuleInfo

WIDTH = 100


def describe(rule: RuleInfo) -> dict[str, Any]:
    """The keys of a rule file, without its condition and examples."""
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity.word,
        "resource": rule.resource,
        "responsibility": dict(rule.responsibility),
        "provable": rule.provable,
        "why": rule.why.strip(),
        "fix": dict(rule.fix),
        "advice": rule.advice,
        "controls": {framework: list(ids) for framework, ids in rule.controls.items()},
        "aliases": list(rule.aliases),
        "catalogue": dict(rule.catalogue),
        "references": list(rule.references),
        "since": rule.since,
        "state": rule.state,
    }


def page(rule: RuleInfo, condition: str) -> str:
    """One page for the terminal."""
    remedy = [f"{path}: {value}" for path, value in rule.fix.items()] or [rule.advice]
    sections = [
        ("Why", _wrapped(rule.why)),
        ("What to do", "\n".join(remedy)),
        ("Fails when", condition.strip()),
        ("Controls", "\n".join(f"{framework}: {', '.join(ids)}" for framework, ids in rule.controls.items())),
        ("Known elsewhere as", _wrapped(", ".join(rule.aliases))),
        ("References", "\n".join(rule.references)),
    ]
    head = f"{rule.id}\n{rule.title}\n{rule.severity.word} severity, on {rule.resource}\n"
    return head + "".join(f"\n{title}\n{textwrap.indent(text, '  ')}\n" for title, text in sections if text)


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH - 2)
