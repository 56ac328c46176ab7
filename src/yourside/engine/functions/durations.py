"""Lengths of time, as the clouds write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yourside.engine.evidence import Operand
from yourside.engine.spelling import number, text
from yourside.engine.walking import constant, unsettled
from yourside.values import Scalar

_DAY = 86_400
_SECONDS: Mapping[str, int] = {"second": 1, "minute": 60, "hour": 3_600, "day": _DAY, "week": 7 * _DAY}
_UNITS: Mapping[str, int] = {
    spelling: seconds for unit, seconds in _SECONDS.items() for spelling in (unit, f"{unit}s", unit[0])
}
_AMOUNT = r"([0-9]{1,9}(?:\.[0-9]{1,9})?)"
_PLAIN = re.compile(rf"(?:{_AMOUNT}\s*[a-z]+\s*)+")
_TERM = re.compile(rf"{_AMOUNT}\s*([a-z]+)")
_RATE = re.compile(r"rate\((.*)\)")
_ISO = re.compile(
    r"p(?=.)" + "".join(f"(?:{_AMOUNT}{unit})?" for unit in "ymwd") + "(?:t(?=.)"
    + "".join(f"(?:{_AMOUNT}{unit})?" for unit in "hms") + ")?"
)  # fmt: skip
_ISO_UNITS = (365 * _DAY, 30 * _DAY, 7 * _DAY, _DAY, 3_600, 60, 1)


def days(x: Operand) -> Operand:
    """A length of time in days: a number is days already, else `90d`, `1h30m`, `7776000s`, `rate(90 days)`, `P90D`.

    Spellings: Go durations (Kubernetes, Google), EventBridge rate expressions, ISO 8601 with a month of 30 and a year
    of 365 days. Everything else is not known.
    """
    known = number(x.value.data) if isinstance(x.value, Scalar) else None
    if known is not None:
        return constant(known, x)
    seconds = _seconds((text(x.value) or "").strip().lower())
    return unsettled(x) if seconds is None else constant(seconds / _DAY, x)


def _seconds(written: str) -> float | None:
    rate = _RATE.fullmatch(written)
    plain = rate.group(1) if rate else written
    if _PLAIN.fullmatch(plain):
        terms = [(float(amount), _UNITS.get(unit)) for amount, unit in _TERM.findall(plain)]
        known = [amount * unit for amount, unit in terms if unit is not None]
        return sum(known) if len(known) == len(terms) else None
    parts = _ISO.fullmatch(written)
    return parts and sum(float(amount or 0) * unit for amount, unit in zip(parts.groups(), _ISO_UNITS, strict=True))
