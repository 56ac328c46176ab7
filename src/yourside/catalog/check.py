"""Finds the mistakes in tables: of form, and names that the provider or the cloud does not have.

Run when tables are written and in the project's own tests; `load` trusts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yourside.catalog.load import read_catalog
from yourside.catalog.names import canonical_complaints, meant, table_complaints
from yourside.catalog.provider import load_provider
from yourside.catalog.shapes import load_shapes

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError
    from yaml import Node

Steps = Sequence[str | int]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def check_tables(tables: Iterable[Path] | None = None) -> list[Problem]:
    """Every problem of the table files `tables`, in order; of those that ship with the project if none are given."""
    paths = shipped_tables() if tables is None else tables
    return sorted({problem for path in paths for problem in _check(path)})


def shipped_tables() -> list[Path]:
    return sorted(Path(str(files("yourside.catalog"))).glob("data/*/*.yaml"))


def _check(path: Path) -> Iterator[Problem]:
    import yaml

    text = path.read_text("utf-8")
    try:
        node = yaml.compose(text, yaml.CSafeLoader)
        content = yaml.load(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Problem(str(path), line, f"not YAML: {error.problem}")
        return
    found = [*_keys(node), *_form(content)] or list(_names(content))
    yield from (Problem(str(path), _line(node, where), message) for where, message in found)


def _names(content: Any) -> Iterator[tuple[Steps, str]]:
    """Complaints about a file whose form is right."""
    shapes = load_shapes()
    catalog = read_catalog([content], shapes)
    for name, canonical in catalog.canonicals.items():
        for where, message in canonical_complaints(canonical, shapes):
            yield ("canonical", name, *where), message
    provider = content["provider"]["source"] if "provider" in content else ""
    types = load_provider(provider.rpartition("/")[2])
    for name, table in catalog.tables.items():
        if table.object or name.startswith("provider."):
            continue  # the provider's schema knows nothing of what is in there
        if name not in types:
            yield ("lower", name), f"there is no schema of {name} of {provider}{meant(name, types)}"
            continue
        for where, message in table_complaints(table, types[name], shapes):
            yield ("lower", name, *where), message


def _form(content: Any) -> Iterator[tuple[Steps, str]]:
    """What `table.schema.json` does not allow."""
    from jsonschema.exceptions import best_match

    for error in _validator().iter_errors(content):
        cause = best_match([error])
        yield tuple(cause.absolute_path), cause.message + _suggestion(cause)


def _suggestion(error: ValidationError) -> str:
    match error.validator, error.schema, error.instance:
        case "additionalProperties", {"properties": dict(known)}, dict(written):
            return "".join(meant(name, known) for name in written if name not in known)
    return ""


@cache
def _validator() -> Draft202012Validator:
    import json

    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((files("yourside.catalog") / "table.schema.json").read_text("utf-8")))


def _keys(node: Node | None, above: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Keys that stand twice, of which YAML readers keep the last, and keys that YAML does not read as text (`on`)."""
    from yaml import MappingNode, SequenceNode

    match node:
        case MappingNode(value=entries):
            seen: set[str] = set()
            for key, value in entries:
                where = (*above, key.value)
                if key.value in seen:
                    yield where, f"{key.value} stands here twice"
                if not key.tag.endswith((":str", ":merge")):
                    yield where, f"{key.value} is not text: put it in quotes"
                seen.add(key.value)
                yield from _keys(value, where)
        case SequenceNode(value=items):
            for position, item in enumerate(items):
                yield from _keys(item, (*above, position))


def _line(node: Node | None, where: Steps) -> int:
    """The line of what stands at `where`, or of the nearest thing around it that there is."""
    from yaml import MappingNode, SequenceNode

    line = int(node.start_mark.line) if node else 0
    for step in where:
        match node:
            case MappingNode(value=entries):
                found = [(key.start_mark.line, value) for key, value in entries if key.value == step]
            case SequenceNode(value=items) if isinstance(step, int):
                found = [(item.start_mark.line, item) for item in items[step : step + 1]]
            case _:
                found = []
        if not found:
            break
        line, node = found[-1]
    return line + 1
