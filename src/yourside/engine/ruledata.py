"""From the data of a rule file to a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yourside.engine.rule import Rule
from yourside.findings.model import RuleInfo, Severity


def to_rule(data: Mapping[str, Any]) -> Rule:
    """Data that passed the schema, as a rule."""
    info = RuleInfo(
        id=data["id"],
        title=data["title"],
        severity=Severity[data["severity"].upper()],
        resource=data["resource"],
        message=data["message"],
        why=data["why"],
        advice=data.get("advice", ""),
        fix=data.get("fix", {}),
        responsibility=data.get("responsibility", {}),
        provable=data.get("provable", "code"),
        controls={framework: tuple(ids) for framework, ids in data.get("controls", {}).items()},
        aliases=tuple(data.get("aliases", ())),
        catalogue=data.get("catalogue", {}),
        references=tuple(data.get("references", ())),
        since=data.get("since", ""),
        state=data.get("state", "stable"),
    )
    return Rule(info, data["deny"], data.get("at"))
