"""Which waivers reach a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yourside.config import Accepted
from yourside.findings.model import Verdict
from yourside.findings.suppress.entries import accepts
from yourside.findings.suppress.model import Extent, Owner, Waiver
from yourside.findings.suppress.nested import Nested
from yourside.frontends.native import NativeResource
from yourside.spans import Span


class Waivers:
    """Those that hold for one rule."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        scoped = [(scope, waiver) for waiver in waivers for scope in waiver.scopes]
        self._extents = Nested((scope.span, waiver) for scope, waiver in scoped if isinstance(scope, Extent))
        self._entries = [(scope, waiver) for scope, waiver in scoped if isinstance(scope, Accepted)]
        self._owners: dict[Owner, list[Waiver]] = {}
        for scope, waiver in scoped:
            if isinstance(scope, Owner):
                self._owners.setdefault(scope, []).append(waiver)

    def reaching(self, verdict: Verdict, place: Span) -> Sequence[Waiver]:
        owner = Owner(verdict.resource.id.unit, verdict.resource.id.address)
        spans = (place, *_around(verdict.resource.native))
        found = [*self._owners.get(owner, ()), *(each for span in spans for each in self._extents.around(span))]
        found += [waiver for entry, waiver in self._entries if accepts(entry, verdict, place)]
        return tuple({id(waiver): waiver for waiver in found}.values())

    def reach_parts(self, verdict: Verdict) -> bool:
        """Whether one of them is about something inside of the resource."""
        spans = (native.origin.span for native in verdict.resource.natives)
        return any(map(self._extents.any_inside, spans)) or any(entry.where for entry, _ in self._entries)


def reaches_whole(waiver: Waiver, verdict: Verdict) -> bool:
    """Whether a waiver that reaches a verdict reaches all that the rule may say of the resource."""
    return any(
        any(map(scope.span.contains, _around(verdict.resource.native)))
        if isinstance(scope, Extent)
        else isinstance(scope, Owner) or not scope.where
        for scope in waiver.scopes
    )


def _around(native: NativeResource) -> tuple[Span, ...]:
    """The whole resource, where a generator of it stands, and the module calls that it was reached by."""
    origin = native.origin
    return (origin.span, *(hop.span for hop in origin.via), *native.calls)
