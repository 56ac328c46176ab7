"""format() and formatlist(): Go's verbs over Terraform's values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from yourside.frontends.terraform.operands import (
    boolean,
    exact,
    items,
    json_text,
    null,
    number,
    plain,
    settled,
    text,
    whole,
)
from yourside.frontends.terraform.operation import InvalidError
from yourside.values import Scalar, Seq, Value

_VERB = re.compile(
    r"%(?P<flags>[-+# 0]*)(?P<width>\d{0,6})(?:\.(?P<precision>\d{0,6}))?(?:\[(?P<index>\d{1,6})\])?(?P<verb>.?)"
)
_WIDTH = 1024


def formatted(template: str, *args: Value) -> str:
    following = highest = 0

    def one(match: re.Match[str]) -> str:
        if match["verb"] == "%":
            return "%"
        nonlocal following, highest
        position = int(match["index"]) - 1 if match["index"] else following
        following = position + 1
        highest = max(highest, following)
        if not 0 <= position < len(args):
            raise InvalidError(f"not enough arguments for {match[0]!r}")
        return _verb(match, args[position])

    result = _VERB.sub(one, template)
    if highest < len(args):
        raise InvalidError("too many arguments")
    return result


def formatted_list(template: str, *args: Value) -> list[str]:
    """Lists advance together; anything else is repeated."""
    columns = [items(arg) if isinstance(settled(arg), Seq) else None for arg in args]
    lengths = {len(column) for column in columns if column is not None} or {1}
    if len(lengths) > 1:
        raise InvalidError("the lists differ in length")
    rows = range(lengths.pop())
    return [
        formatted(
            template, *(arg if column is None else column[row] for arg, column in zip(args, columns, strict=True))
        )
        for row in rows
    ]


def _verb(match: re.Match[str], value: Value) -> str:
    flags, width, precision, verb = match["flags"], int(match["width"] or 0), match["precision"], match["verb"]
    if width > _WIDTH or int(precision or 0) > _WIDTH:
        raise InvalidError("the width is out of range")
    write = _VERBS.get(verb)
    if write is None:
        raise InvalidError(f"there is no verb {match[0]!r}")
    if verb != "v" and null(value):
        raise InvalidError(f"null for {match[0]!r}")
    written = write(value, flags, None if precision is None else int(precision or 0))
    if "-" in flags:
        return written.ljust(width)
    if "0" in flags and verb not in "sqv":
        return written.zfill(width)
    return written.rjust(width)


def _anything(value: Value, flags: str, precision: int | None) -> str:
    match settled(value):
        case Scalar(data=str(data)) if "#" not in flags:
            return data
        case Scalar(data=str() | None) | Seq():
            return json_text(plain(value))
        case Scalar(data=int() | float() as data) if not isinstance(data, bool):
            return _shortest(float(data))
        case Scalar():
            return text(value)
    return json_text(plain(value))


def _string(value: Value, flags: str, precision: int | None) -> str:
    return text(value)[:precision]


def _quoted(value: Value, flags: str, precision: int | None) -> str:
    return json_text(text(value))


def _truth(value: Value, flags: str, precision: int | None) -> str:
    return "true" if boolean(value) else "false"


def _real(verb: str) -> Callable[[Value, str, int | None], str]:
    def write(value: Value, flags: str, precision: int | None) -> str:
        real = float(exact(number(value)))
        if precision is None and verb in "gG":
            shortest = _shortest(real)
            sign = _sign(flags) if real >= 0 else ""
            return sign + (shortest.upper() if verb == "G" else shortest)
        return f"{real:{_sign(flags)}.{6 if precision is None else precision}{verb}}"

    return write


def _shortest(real: float) -> str:
    """As many digits as tell the number from its neighbours; an exponent for a million or more."""
    significant = len(Decimal(repr(real)).normalize().as_tuple().digits)
    return f"{real:.{max(significant, 6)}g}" if abs(real) < 1e6 else f"{real:.{significant - 1}e}"


def _integer(verb: str) -> Callable[[Value, str, int | None], str]:
    def write(value: Value, flags: str, precision: int | None) -> str:
        written = f"{whole(value):{_sign(flags)}{'#' if '#' in flags else ''}{verb}}"
        return written.replace("0o", "0")

    return write


def _sign(flags: str) -> str:
    return "+" if "+" in flags else " " if " " in flags else ""


_VERBS: Mapping[str, Callable[[Value, str, int | None], str]] = {
    "v": _anything,
    "s": _string,
    "q": _quoted,
    "t": _truth,
    "d": _integer("d"),
    "b": _integer("b"),
    "o": _integer("o"),
    "x": _integer("x"),
    "X": _integer("X"),
    "e": _real("e"),
    "E": _real("E"),
    "f": _real("f"),
    "F": _real("F"),
    "g": _real("g"),
    "G": _real("G"),
}
