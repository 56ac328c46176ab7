"""What to do about a finding, in the dialect it was found in."""

from __future__ import annotations

import json
import re

from yourside.catalog.model import Catalog
from yourside.coverage import Dialect
from yourside.findings.model import Edit, Place, Verdict
from yourside.frontends.native import NativeResource
from yourside.graph.spelling import spell, spell_value
from yourside.values import Data, Scalar, Value

INTERPOLATED = re.compile(r"[$%]\{")
QUOTED = r"\"[^\"\\$%]*\""
LITERALS = {  # by the end of the file's name
    ".tf": re.compile(rf"{QUOTED}|true|false|\d+"),
    ".tofu": re.compile(rf"{QUOTED}|true|false|\d+"),
    ".yaml": re.compile(rf"{QUOTED}|'[^']*'|[\w.-]+"),
    ".yml": re.compile(rf"{QUOTED}|'[^']*'|[\w.-]+"),
}


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
            return _assignment(native, key, value, catalog)
    return None


def edit(verdict: Verdict, place: Place, catalog: Catalog) -> Edit | None:
    """The rule's one setting as a literal, instead of the literal that stands there for the same property. An inventory
    is no place to mend anything."""
    if verdict.resource.native.dialect is Dialect.LIVE:
        return None
    value, facet = verdict.at.value, f"{verdict.facet}." if verdict.facet else ""
    match list(verdict.rule.fix.items()):
        case [(path, (str() | bool() | int()) as data)] if _is_literal(value, place):
            where = f"{facet}{path}"
            native = next((each for each in verdict.resource.natives if each.origin.span.contains(place.span)), None)
            spelled = spell(catalog, native.type, where) if native else None
            if native and spelled and spelled.rpartition(".")[2] == _written_key(verdict, where, place):
                text = json.dumps(spell_value(catalog, native.type, where, data), ensure_ascii=False)
                return None if INTERPOLATED.search(text) else Edit(value.origin.span, text)
    return None


def _is_literal(value: Value, place: Place) -> bool:
    """One that a person wrote there; those of a plan, or of what a tool made, are not."""
    origin = value.origin
    literal = next((each for end, each in LITERALS.items() if origin.span.file.path.endswith(end)), None)
    here = isinstance(value, Scalar) and not (origin.via or origin.refs) and place.span.contains(origin.span)
    return here and literal is not None and literal.fullmatch(origin.span.text) is not None


def _written_key(verdict: Verdict, path: str, place: Place) -> str | None:
    """The key that stands at the place already, where it is this property that is set wrongly there."""
    *above, value = verdict.at.chain
    origin = value.origin
    # A default stands at the block that it is missing in.
    is_default = any(each.origin is origin for each in above)
    if is_default or verdict.at.path != path or origin.name is None:
        return None
    if not place.span.contains(origin.name.to(origin.span)):
        return None
    return origin.name.text.strip("\"'")


def _assignment(native: NativeResource, path: str, data: object, catalog: Catalog) -> str:
    if native.dialect is Dialect.TERRAFORM and not _is_manifest(native, catalog):
        return f"{path} = {json.dumps(data, ensure_ascii=False)}"
    return f"{path}: {data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)}"


def _is_manifest(native: NativeResource, catalog: Catalog) -> bool:
    """Whether it holds an API object as YAML, in a text of its own or in a file, and not as HCL."""
    table = catalog.table(native.type)
    value = native.body.entries.get(table.object) if table and table.object else None
    if value is None:
        return False
    origin = value.origin
    written = origin.via[-1].span if origin.via else origin.span
    return not written.text.startswith(("{", "yamlencode(", "jsonencode("))
