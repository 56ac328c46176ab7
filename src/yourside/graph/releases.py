"""Defaults that depend on the version of a provider, where its configuration says enough about that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from yourside.catalog.model import Default

Version = tuple[float, ...]
Span = tuple[Version, Version]  # from the first on, before the second

EVERY: Span = ((), (float("inf"),))
_CONSTRAINT = re.compile(r"(~>|>=|<=|==|=|>|<|!=|)\s*v?([0-9]{1,9}(?:\.[0-9]{1,9}){0,2})")


def settled(defaults: Iterable[Default], asked: str) -> Iterator[Default]:
    """`defaults` with those decided whose value is the same in all versions that are `asked` for (`~> 3.0`).

    Where none of them has a value, the next default in the order holds.
    """
    versions = span_of(asked)
    for default in defaults:
        ranges = [(span_of(each), value) for each, value in default.versions.items()]
        if not ranges or not any(_overlap(versions, each) for each, _ in ranges):
            yield from () if ranges else (default,)
        elif around := [value for (first, last), value in ranges if first <= versions[0] and versions[1] <= last]:
            yield replace(default, value=around[0], versions={})
        else:
            yield default


def span_of(asked: str) -> Span:
    """All versions that constraints allow, without regard to single ones that they leave out and to pre-releases."""
    first, last = EVERY
    for constraint in filter(None, map(str.strip, asked.split(","))):
        found = _CONSTRAINT.fullmatch(constraint)
        low, high = _bounds(found[1], found[2]) if found else EVERY
        first, last = max(first, low), min(last, high)
    return (first, last) if first < last else EVERY


def _bounds(sign: str, text: str) -> Span:
    version: Version = tuple(map(int, text.split(".")))
    whole = (*version, 0, 0)[:3]
    match sign:
        case "" | "=" | "==":
            return whole, (*whole, 0)
        case ">=":
            return whole, EVERY[1]
        case ">":
            return (*whole, 0), EVERY[1]
        case "<":
            return EVERY[0], whole
        case "<=":
            return EVERY[0], (*whole, 0)
        case "~>":
            stem = version[:-1] or version
            return whole, (*(*stem[:-1], stem[-1] + 1), 0, 0)[:3]
    return EVERY


def _overlap(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])
