"""One truth, many spellings: how scalars of different types compare, and what is known of a string known in part.

CloudFormation, Terraform and YAML users write `true` and "true", 22 and "22" for the same thing, and the clouds take
either. So a string that spells a boolean (in any case) or a decimal number equals that boolean or number. Two strings
are equal only if they are the same; a boolean never equals a number.
"""

from __future__ import annotations

import re

from yourside.values import Data, Scalar, Unknown, Value

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")


def same(left: Data, right: Data) -> bool:
    """Whether two scalars are the same to the clouds."""
    if type(left) is type(right):
        return left == right
    match left, right:
        case (bool(), str()):
            return truth(right) is left
        case (str(), bool()):
            return truth(left) is right
        case (None | bool(), _) | (_, None | bool()):
            return False
    return number(left) == number(right)


def number(data: Data) -> float | int | None:
    """The number that a scalar is or spells."""
    if isinstance(data, str):
        if not _NUMBER.fullmatch(data):
            return None
        return float(data) if "." in data else int(data)
    return None if isinstance(data, bool) else data


def truth(data: Data) -> bool | None:
    """The boolean that a scalar is or spells."""
    if isinstance(data, str):
        return {"true": True, "false": False}.get(data.lower())
    return data if isinstance(data, bool) else None


def spelled(data: Data) -> str:
    """A scalar as the text that the dialects make of it."""
    if isinstance(data, bool):
        return "true" if data else "false"
    return "" if data is None else str(data)


def text(value: Value) -> str | None:
    """The text of a known scalar; None for everything else, and for null."""
    if isinstance(value, Scalar) and value.data is not None:
        return spelled(value.data)
    return None


def known_runs(value: Unknown) -> list[str]:
    """The texts of a string known in part, with anything between two of them: its start first, its end last."""
    runs = [""]
    for part in value.parts or (value,):
        known = text(part)
        if known is None:
            runs.append("")
        else:
            runs[-1] += known
    return runs


def could_spell(value: Unknown, wanted: str) -> bool:
    """Whether the parts that are known leave room for the string to be `wanted`."""
    start, *between = known_runs(value)
    if not between:
        return wanted == start
    end = between.pop()
    stop = len(wanted) - len(end)
    if not (wanted.startswith(start) and wanted.endswith(end) and len(start) <= stop):
        return False
    at = len(start)
    for run in between:
        found = wanted.find(run, at, stop)
        if found < 0:
            return False
        at = found + len(run)
    return True
