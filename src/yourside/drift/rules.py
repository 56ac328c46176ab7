"""What drift itself says, beside the rules: it has no condition in the rule language."""

from __future__ import annotations

from yourside.findings.model import RuleInfo, Severity


def _rule(name: str, title: str, message: str, why: str, advice: str) -> RuleInfo:
    return RuleInfo(
        id=f"drift-{name}",
        title=title,
        severity=Severity.LOW,
        resource="*",
        message=f"{{resource}} {message}",
        why=why,
        advice=advice,
        responsibility={"layer": "service-config", "service": "iaas"},
        provable="live",
    )


UNMANAGED = _rule(
    "resource-unmanaged",
    "Resource is deployed and in no code",
    "is deployed and no code declares it",
    "Nobody reviews what is in no code, and nobody can build it again. It is how shadow systems begin.",
    "Import it into the code, or delete it.",
)
MISSING = _rule(
    "resource-missing",
    "Resource is declared and not deployed",
    "is declared and not deployed",
    "What the code promises is not there: a control that it declares protects nothing.",
    "Deploy it, or remove it from the code.",
)
CHANGED = _rule(
    "property-changed",
    "Deployed property differs from the code",
    "is not deployed as declared",
    "Somebody changed by hand what rules look at: the next deployment undoes it, or nobody knows that it is so.",
    "Take the change into the code, or deploy again.",
)

ALL = (UNMANAGED, MISSING, CHANGED)
