"""Dates on fixed input: RFC 3339 timestamps and Go's durations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from yourside.frontends.terraform.functions.signature import Functions, function
from yourside.frontends.terraform.operands import text
from yourside.frontends.terraform.operation import InvalidError

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DURATION = re.compile(r"[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)", re.ASCII)
_TERM = re.compile(r"([\d.]+)([a-zµμ]+)", re.ASCII)
_MICROSECONDS: Mapping[str, Fraction] = {
    "ns": Fraction(1, 1000),
    "us": Fraction(1),
    "µs": Fraction(1),
    "μs": Fraction(1),
    "ms": Fraction(1000),
    "s": Fraction(10**6),
    "m": Fraction(60 * 10**6),
    "h": Fraction(3600 * 10**6),
}
# A quoted text, a run of one letter, or anything else.
_VERB = re.compile(r"'(?P<quoted>(?:[^']|'')*)'|(?P<verb>(?P<letter>[A-Za-z])(?P=letter)*)|(?P<plain>[^'])", re.DOTALL)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _zone(moment: datetime, colon: str) -> str:
    minutes = round((moment.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{colon}{rest:02}"


def _hour(moment: datetime) -> int:
    return moment.hour % 12 or 12


def _half(moment: datetime) -> str:
    return "AM" if moment.hour < 12 else "PM"


_VERBS: Mapping[str, Callable[[datetime], str]] = {
    "YYYY": lambda moment: f"{moment.year:04}",
    "YY": lambda moment: f"{moment.year % 100:02}",
    "MMMM": lambda moment: _MONTHS[moment.month - 1],
    "MMM": lambda moment: _MONTHS[moment.month - 1][:3],
    "MM": lambda moment: f"{moment.month:02}",
    "M": lambda moment: str(moment.month),
    "DD": lambda moment: f"{moment.day:02}",
    "D": lambda moment: str(moment.day),
    "EEEE": lambda moment: _DAYS[moment.weekday()],
    "EEE": lambda moment: _DAYS[moment.weekday()][:3],
    "hh": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "HH": lambda moment: f"{_hour(moment):02}",
    "H": lambda moment: str(_hour(moment)),
    "AA": _half,
    "aa": lambda moment: _half(moment).lower(),
    "mm": lambda moment: f"{moment.minute:02}",
    "m": lambda moment: str(moment.minute),
    "ss": lambda moment: f"{moment.second:02}",
    "s": lambda moment: str(moment.second),
    "ZZZZZ": lambda moment: _zone(moment, ":"),
    "ZZZZ": lambda moment: _zone(moment, ""),
    "ZZZ": lambda moment: _zone(moment, "") if moment.utcoffset() else "UTC",
    "Z": lambda moment: _zone(moment, ":") if moment.utcoffset() else "Z",
}


def _moment(timestamp: str) -> datetime:
    try:
        if not _TIMESTAMP.fullmatch(timestamp):
            raise ValueError
        return datetime.fromisoformat(timestamp)
    except ValueError:
        raise InvalidError("not a timestamp as in RFC 3339") from None


def _formatted(template: str, timestamp: str) -> str:
    moment = _moment(timestamp)
    if "'" in _VERB.sub("", template):
        raise InvalidError("a quote is not closed")
    return _VERB.sub(lambda found: _written(found, moment), template)


def _written(found: re.Match[str], moment: datetime) -> str:
    if (verb := found["verb"]) is None:
        return found["plain"] or (found["quoted"] or "").replace("''", "'")
    if verb not in _VERBS:
        raise InvalidError(f"there is no verb {verb[:20]}")
    return _VERBS[verb](moment)


def _added(timestamp: str, duration: str) -> str:
    moment = _moment(timestamp)
    if not _DURATION.fullmatch(duration):
        raise InvalidError("not a duration")
    try:
        amount = sum((Fraction(count) * _MICROSECONDS[unit] for count, unit in _TERM.findall(duration)), Fraction(0))
        moment += timedelta(microseconds=int(-amount if duration.startswith("-") else amount))
    except (OverflowError, ValueError):
        raise InvalidError("the time is out of range") from None
    zone = "Z" if moment.tzinfo is UTC else _zone(moment, ":")
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}{zone}"


def _compared(first: str, second: str) -> int:
    earlier, later = _moment(first), _moment(second)
    return (earlier > later) - (earlier < later)


DATES: Functions = {
    "formatdate": function(_formatted, text, text),
    "timeadd": function(_added, text, text),
    "timecmp": function(_compared, text, text),
}
