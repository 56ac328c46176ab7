"""What drift itself says, beside the rules: it has no condition in the rule language."""

from __future__ import annotations

from yourside.findings.model import RuleInfo, Severity

UNMANAGED = RuleInfo(
    id="drift-resource-unmanaged",
    title="Resource is deployed and in no code",
    severity=Severity.LOW,
    resource="*",
    message="{resource} is deployed and no code declares it",
    why="Nobody reviews what is in no code, and nobody can build it again. It is how shadow systems begin.",
    advice="Import it into the code, or delete it.",
    responsibility={"layer": "service-config", "service": "iaas"},
    provable="live",
)
MISSING = RuleInfo(
    id="drift-resource-missing",
    title="Resource is declared and not deployed",
    severity=Severity.LOW,
    resource="*",
    message="{resource} is declared and not deployed",
    why="What the code promises is not there: a control that it declares protects nothing.",
    advice="Deploy it, or remove it from the code.",
    responsibility={"layer": "service-config", "service": "iaas"},
    provable="live",
)
CHANGED = RuleInfo(
    id="drift-property-changed",
    title="Deployed property differs from the code",
    severity=Severity.LOW,
    resource="*",
    message="{resource} is not deployed as declared",
    why="Somebody changed by hand what rules look at: the next deployment undoes it, or nobody knows that it is so.",
    advice="Take the change into the code, or deploy again.",
    responsibility={"layer": "service-config", "service": "iaas"},
    provable="live",
)

ALL = (UNMANAGED, MISSING, CHANGED)
