"""Versions, as engines, runtimes and protocols number them."""

from __future__ import annotations

import re
from itertools import zip_longest

from yourside.engine.evidence import Judged, Operand
from yourside.engine.spelling import text
from yourside.engine.walking import nothing
from yourside.values import Tri

_NUMBERS = re.compile(r"[0-9]{1,18}")


def version_below(v: Operand, bound: Operand) -> Judged:
    """Whether a version is lower than `bound`; what is absent is not known to be.

    Versions are compared by the numbers in them, left to right, a missing one counting as 0: `TLSv1_1` is below
    `TLSv1.2`, and `8.0` below `8.0.35`.
    """
    lower, upper = _numbers(v), _numbers(bound)
    if nothing(v.value) or not lower or not upper:
        return Tri.UNKNOWN, (v, bound)
    padded = tuple(zip_longest(lower, upper, fillvalue=0))
    return Tri.of(tuple(a for a, _ in padded) < tuple(b for _, b in padded)), (v,)


def _numbers(operand: Operand) -> tuple[int, ...]:
    return tuple(int(found) for found in _NUMBERS.findall(text(operand.value) or ""))
