"""What is wrong with a rule file: its form, its identity, its condition and the paths it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yourside.catalog.shapes import Shape, load_shapes
from yourside.engine.language.check import check_text
from yourside.engine.rulefile import RuleFile
from yourside.graph.views import load_views
from yourside.graph.viewshapes import scope_of
from yourside.packing import COMPILED
from yourside.spans import Diagnostic

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

CHECKOUT = Path(__file__).parents[3] / "rules" / "schema.json"
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def check_rule_file(file: RuleFile, reserved: Set[str]) -> Iterator[Diagnostic]:
    """Every problem of a rule file; one whose form is wrong is not looked at further. `reserved` ids are taken."""
    if wrong := tuple(_form(file)):
        yield from wrong
        return
    if file.data["id"] in reserved:
        yield file.problem(f"the id {file.data['id']!r} is taken, or was that of a retired rule", "id")
    about = file.data["resource"]
    scope = scope_of(about, load_shapes())
    if scope is None:
        known = [*load_shapes(), *load_views()]
        yield file.problem(f"no resource type or view {about!r}{_meant(about, known)}", "resource")
        return
    yield from _condition(file, scope)
    yield from _paths(file, scope)


def _form(file: RuleFile) -> Iterator[Diagnostic]:
    for error in sorted(_validator().iter_errors(file.data), key=lambda error: list(map(str, error.absolute_path))):
        yield file.problem(_explained(error), *error.absolute_path)


def _explained(error: ValidationError) -> str:
    if error.validator == "anyOf" and not error.absolute_path:
        return "a rule needs `fix` or `advice`"
    match error.schema, error.instance:
        case {"properties": known}, {**written} if error.validator == "additionalProperties":
            unknown = [str(key) for key in written if key not in known]
            return "; ".join(f"unknown key {key!r}{_meant(key, known)}" for key in unknown)
    return error.message


def _condition(file: RuleFile, scope: Mapping[str, Shape]) -> Iterator[Diagnostic]:
    for problem in check_text(file.data["deny"], scope, _shape):
        yield file.problem_in_text(problem.message, "deny", problem.line, problem.column)


def _paths(file: RuleFile, scope: Mapping[str, Shape]) -> Iterator[Diagnostic]:
    """The paths outside of the condition: they must be there as well, or a finding would say "not set" of nothing."""
    named: dict[str, tuple[str, ...]] = {path: ("fix", path) for path in file.data.get("fix", {})}
    named |= {path: ("message",) for path in PLACEHOLDER.findall(file.data["message"]) if path != "resource"}
    named |= {path: ("at",) for path in (file.data.get("at"),) if path}
    for path, where in named.items():
        for problem in check_text(f"r.{path}", scope, _shape):
            yield file.problem(f"{path}: {problem.message}", *where)


def _shape(name: str) -> Shape | None:
    found = load_shapes().get(name)
    return found.shape if found else None


def _meant(name: str, known: Any) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = CHECKOUT if CHECKOUT.is_file() else COMPILED / "rule.schema.json"
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
