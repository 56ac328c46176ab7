"""What to do about a finding, in the dialect it was found in."""

from __future__ import annotations

import json

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.findings.model import Place, Verdict
from yourside.frontends.native import NativeResource
from yourside.graph.spelling import spell, spell_value
from yourside.values import Data


def remedy(verdict: Verdict, place: Place, catalog: Catalog) -> str:
    """The rule's fix as settings of the source, or the rule's advice where the source has no such attribute."""
    settings = [_setting(verdict, path, data, place, catalog) for path, data in verdict.rule.fix.items()]
    spelled = [setting for setting in settings if setting]
    if not spelled or len(spelled) < len(settings):
        return verdict.rule.advice
    return f"set {' and '.join(spelled)}"


def _setting(verdict: Verdict, path: str, data: object, place: Place, catalog: Catalog) -> str | None:
    """Spelled in the block that the finding points at, if the attribute is one of its own."""
    facet = f"{verdict.facet}." if verdict.facet else ""
    natives = sorted(verdict.resource.natives, key=lambda native: not native.origin.span.contains(place.span))
    for native in natives:
        where = f"{facet}{path}"
        if spelled := spell(catalog, native.type, where):
            key = _written_key(verdict, where, place) or spelled.removeprefix(facet)
            value = spell_value(catalog, native.type, where, data) if isinstance(data, Data) else data
            return _assignment(native, key, value)
    return None


def _written_key(verdict: Verdict, path: str, place: Place) -> str | None:
    """The key that stands at the place already, where it is this property that is set wrongly there."""
    origin = verdict.at.value.origin
    if verdict.at.path != path or origin.name is None or not place.span.contains(origin.name.to(origin.span)):
        return None
    return origin.name.text.strip("\"'")


def _assignment(native: NativeResource, path: str, data: object) -> str:
    if native.dialect is Dialect.TERRAFORM:
        return f"{path} = {json.dumps(data, ensure_ascii=False)}"
    return f"{path}: {data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)}"
