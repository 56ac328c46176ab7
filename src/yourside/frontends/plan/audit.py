"""Where our own evaluation of the sources and Terraform's disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yourside.frontends.native import NativeResource
from yourside.frontends.plan.compare import Difference, differences
from yourside.frontends.plan.overlay import counterparts, planned_unit
from yourside.frontends.plan.reading import Plan
from yourside.spans import Diagnostic, Level, Origin
from yourside.values import Choice, Encoded, Map, Missing, Scalar, Seq, Value

_LONGEST = 60
_NOT_PLANNED = ("data.", "provider.")


def audit(own: Sequence[NativeResource], plan: Plan) -> Iterator[Diagnostic]:
    """One warning for each resource or attribute.

    Not compared: what is not known to one of the two, and what only the provider fills in.
    """
    planned = [native for native in plan.reading.resources if _deployed(native)]
    unit = planned_unit(own, planned)
    found = counterparts(own, planned, unit)
    for native in planned:
        yield from _resource(found.get(native.address), native, plan)
    known = {id(source) for source in found.values()}
    for native in own:
        if (
            native.unit == unit
            and _deployed(native)
            and id(native) not in known
            and not plan.configuration.leaves_open(native.address)
        ):
            yield _warning(f"{native.address} is in our evaluation of the sources and not in the plan", native.origin)


def _resource(own: NativeResource | None, planned: NativeResource, plan: Plan) -> Iterator[Diagnostic]:
    if own is None:
        yield _warning(f"{planned.address} is in the plan and not in our evaluation of the sources", planned.origin)
        return
    for difference in differences(_comparable(own, planned), planned.body, "", plan.written.get(planned.address)):
        yield _warning(f"{planned.address}: {_told(difference)}", difference.own.origin)


def _comparable(own: NativeResource, planned: NativeResource) -> Map:
    """Only a provider's schema tells whether a resource has what a provider fills in."""
    absent = own.filled - planned.body.entries.keys()
    return replace(own.body, entries={name: entry for name, entry in own.body.entries.items() if name not in absent})


def _deployed(native: NativeResource) -> bool:
    return not native.type.startswith(_NOT_PLANNED)


def _warning(message: str, origin: Origin) -> Diagnostic:
    return Diagnostic("audit", message, Level.WARNING, origin)


def _told(difference: Difference) -> str:
    return (
        f"{difference.path} is {_shown(difference.own)} by our evaluation and {_shown(difference.planned)} in the plan"
    )


def _shown(value: Value | None) -> str:
    match value:
        case None | Missing():
            return "not set"
        case Scalar() | Seq() | Map() | Encoded() if value.origin.sensitive:
            return "another sensitive value"
        case Scalar(data=data):
            text = json.dumps(data, ensure_ascii=False)
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        case Choice(condition=condition):
            return f"undecided ({condition})"
        case Seq(items=items):
            return f"a list of {len(items)}"
    return "an object"
