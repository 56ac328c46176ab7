"""Waivers in the annotations of Kubernetes objects and of their pod templates. Of other tools, by their documentation:

kube-linter: https://docs.kubelinter.io/#/configuring-kubelinter?id=ignoring-violations-for-specific-cases
Checkov: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.findings.suppress.model import Found, Owner, Scope, Waiver, Written, together, warning
from yourside.findings.suppress.words import read_named
from yourside.graph.model import Resource
from yourside.values import Map, Scalar, Value

OWN = "yourside.dev/ignore"
_CHECK = "ignore-check.kube-linter.io/"
_ALL = "kube-linter.io/ignore-all"
_SKIP = "checkov.io/skip"
_TEMPLATES = (("spec", "template"), ("spec", "jobTemplate"), ("spec", "jobTemplate", "spec", "template"))


def read(resource: Resource, *, tools: bool) -> Found:
    """The waivers of an object, wherever it is written. `tools`: also those of other tools."""
    scope = (Owner(resource.id.unit, resource.id.address),)
    holders = [_at(resource.properties, path) for path in ((), *_TEMPLATES)]
    return together(
        found
        for holder in holders
        for key, value in _entries(_at(holder, ("metadata", "annotations"))).items()
        for found in _waivers(key, value, scope, tools=tools)
    )


def _waivers(key: str, value: Value, scope: tuple[Scope, ...], *, tools: bool) -> Iterator[Found]:
    match value:
        case Scalar(data=str(text)) if key == OWN:
            for line in filter(str.strip, text.splitlines()):
                written = read_named(line)
                if isinstance(written, str):
                    at = value.origin.span
                    yield Found(problems=(warning("ignore-malformed", f"not understood: {written}", at),))
                else:
                    yield Found((Waiver(written, scope, value.origin.span),))
        case Scalar(data=str(text)) if tools and (said := _of_tool(key, text)):
            tool, written = said
            yield Found((Waiver(written, scope, value.origin.span, tool),))


def _of_tool(key: str, text: str) -> tuple[str, Written] | None:
    if key.startswith(_CHECK):
        return "kube-linter", Written((key.removeprefix(_CHECK),), text.strip())
    if key == _ALL:
        return "kube-linter", Written(("*",), text.strip())
    if key.startswith(_SKIP):
        name, _, reason = text.partition("=")
        return "checkov", Written((name.strip(),), reason.strip())
    return None


def _at(value: Value | None, path: tuple[str, ...]) -> Value | None:
    for step in path:
        value = _entries(value).get(step)
    return value


def _entries(value: Value | None) -> Mapping[str, Value]:
    match value:
        case Map(entries=entries):
            return entries
    return {}
