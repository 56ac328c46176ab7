"""Label selectors, as the API server evaluates them.

https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from yourside.catalog.model import Path
from yourside.values import Map, Scalar, Seq, Unknown, Value

Pair = tuple[str, str]


def pairs(labels: Value | None) -> Iterator[Pair]:
    """The labels that are known."""
    match labels:
        case Map(entries=entries):
            for key, value in entries.items():
                if isinstance(value, Scalar):
                    yield key, text(value)


def text(scalar: Scalar) -> str:
    """A label's value: YAML turns some that are not quoted into numbers and truths."""
    return str(scalar.data).lower() if isinstance(scalar.data, bool) else str(scalar.data)


def may_select(selector: Value, labels: Value | None) -> bool:
    """Whether a LabelSelector may match: what is not known may be anything."""
    match selector:
        case Map(entries=entries):
            expressions = entries.get("matchExpressions")
            requirements = expressions.items if isinstance(expressions, Seq) else ()
            return may_contain(entries.get("matchLabels"), labels) and all(
                _may_hold(requirement, labels) for requirement in requirements
            )
    return isinstance(selector, Unknown)


def may_contain(wanted: Value | None, labels: Value | None) -> bool:
    """Whether all labels of the map `wanted` may be among `labels`."""
    return all(_may_be(labels, key, (value,)) for key, value in pairs(wanted))


def _may_hold(requirement: Value, labels: Value | None) -> bool:
    match requirement:
        case Map(entries={"key": Scalar(data=str(key)), "operator": Scalar(data=str(operator)), **further}):
            named = further.get("values")
            values = tuple(text(item) for item in _items(named) if isinstance(item, Scalar))
            return _operator(operator, values, labels, key)
    return True


def _operator(operator: str, values: tuple[str, ...], labels: Value | None, key: str) -> bool:
    present = _label(labels, key)
    match operator:
        case "In":
            return _may_be(labels, key, values)
        case "NotIn":
            return not (isinstance(present, Scalar) and text(present) in values)
        case "Exists":
            return present is not None
        case "DoesNotExist":
            return not isinstance(present, Scalar)
    return True


def _may_be(labels: Value | None, key: str, values: tuple[str, ...]) -> bool:
    present = _label(labels, key)
    return text(present) in values if isinstance(present, Scalar) else present is not None


def _label(labels: Value | None, key: str) -> Value | None:
    match labels:
        case Map(entries=entries, rest=rest):
            return entries.get(key, rest)
        case Scalar():
            return None
    return labels


def _items(value: Value | None) -> tuple[Value, ...]:
    return value.items if isinstance(value, Seq) else ()


def sure_of_selector(selector: Value) -> Iterator[Pair]:
    """The labels that everything selected has."""
    match selector:
        case Map(entries=entries):
            yield from pairs(entries.get("matchLabels"))


class Selector(NamedTuple):
    """Where a type selects pods, and how. `all_by_default`: without a selector it selects all."""

    path: Path
    may_match: Callable[[Value, Value | None], bool]
    sure: Callable[[Value], Iterable[Pair]]
    all_by_default: bool = False


def _some(selector: Value, labels: Value | None) -> bool:
    """A service without labels to look for selects nothing."""
    return not (isinstance(selector, Map) and not selector.entries) and may_contain(selector, labels)


SELECTORS: Mapping[str, Selector] = {
    "v1/Service": Selector(("spec", "selector"), _some, pairs),
    "networking.k8s.io/v1/NetworkPolicy": Selector(("spec", "podSelector"), may_select, sure_of_selector, True),
    "policy/v1/PodDisruptionBudget": Selector(("spec", "selector"), may_select, sure_of_selector),
    # It has no selector: it is for all containers of its namespace.
    "v1/LimitRange": Selector(("spec", "limits"), lambda _, __: True, lambda _: (), True),
}
