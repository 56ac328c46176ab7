"""JMESPath over what APIs answer, with the few functions that it lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathTypeError
from jmespath.functions import Functions, signature
from jmespath.parser import ParsedResult


class _Lacking(Functions):
    """A name `_func_x` makes the function `x`."""

    @signature({"types": []})
    def _func_document(self, text: Any) -> Any:
        """What JSON text says; None where it is no JSON."""
        try:
            return json.loads(text)
        except (TypeError, ValueError):
            return None

    @signature({"types": ["array", "null"]}, {"types": ["string"]}, {"types": ["string"]})
    def _func_mapping(self, items: Sequence[Mapping[str, Any]] | None, key: str, value: str) -> Mapping[str, Any]:
        """Items with a key and a value each, as one object."""
        return {item[key]: item.get(value) for item in items or ()}

    @signature({"types": ["array", "null"]}, {"types": ["string"]})
    def _func_nested(self, items: Sequence[Mapping[str, Any]] | None, name: str) -> Sequence[Mapping[str, Any]]:
        """All that the objects under `name` hold, each with what it is of as `owner`."""
        return [{**inner, "owner": item} for item in items or () for inner in item.get(name, {}).values()]

    @signature({"types": ["string"]}, {"types": ["string"]})
    def _func_last_part(self, text: str, separator: str) -> str:
        return text.rpartition(separator)[2]

    @signature({"types": []}, {"types": []})
    def _func_days(self, since: datetime | None, until: datetime) -> int | None:
        """Whole days; None where there is no beginning."""
        return None if since is None else (until - since).days


_OPTIONS = jmespath.Options(custom_functions=_Lacking())


@cache
def compiled(expression: str) -> ParsedResult:
    return jmespath.compile(expression)


def search(expression: str, item: Mapping[str, Any]) -> Any:
    """None also where the API gave less than the expression asks for."""
    try:
        return compiled(expression).search(item, _OPTIONS)
    except JMESPathTypeError:
        return None


def evaluated(expressions: Mapping[str, str], item: Mapping[str, Any]) -> dict[str, Any]:
    """What there is nothing of is None."""
    return {name: search(expression, item) for name, expression in expressions.items()}


def texts(expressions: Sequence[str], item: Mapping[str, Any]) -> Iterator[str]:
    """Those that say anything."""
    yield from (str(found) for each in expressions if (found := search(each, item)))
