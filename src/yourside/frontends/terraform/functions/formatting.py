"""format() and formatlist(): Go's verbs over Terraform's values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count

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

_VERB = re.compile(r"%(?P<flags>[-+# 0]*)(?P<width>\d*)(?:\.(?P<precision>\d*))?(?:\[(?P<index>\d+)\])?(?P<verb>.?)")
_WIDTH = 1024


def formatted(template: str, *args: Value) -> str:
    positions = count()

    def one(match: re.Match[str]) -> str:
        if match["verb"] == "%":
            return "%"
        position = int(match["index"]) - 1 if match["index"] else next(positions)
        if not 0 <= position < len(args):
            raise InvalidError(f"not enough arguments for {match[0]!r}")
        return _verb(match, args[position])

    result = _VERB.sub(one, template)
    if "[" not in template and next(positions) < len(args):
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
        digits = "" if precision is None and verb in "gG" else f".{6 if precision is None else precision}"
        return f"{float(exact(number(value))):{_sign(flags)}{digits}{verb}}"

    return write


def _integer(verb: str) -> Callable[[Value, str, int | None], str]:
    def write(value: Value, flags: str, precision: int | None) -> str:
        return f"{whole(value):{_sign(flags)}{'#' if '#' in flags else ''}{verb}}"

    return write


def _hexadecimal(verb: str) -> Callable[[Value, str, int | None], str]:
    def write(value: Value, flags: str, precision: int | None) -> str:
        match settled(value):
            case Scalar(data=str(data)):
                return data.encode().hex() if verb == "x" else data.encode().hex().upper()
        return _integer(verb)(value, flags, precision)

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
    "x": _hexadecimal("x"),
    "X": _hexadecimal("X"),
    "e": _real("e"),
    "E": _real("E"),
    "f": _real("f"),
    "F": _real("F"),
    "g": _real("g"),
    "G": _real("G"),
}
