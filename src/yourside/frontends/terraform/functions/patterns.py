"""Regular expressions. Terraform's engine works in linear time and Python's does not: a pattern that could take long,
or that the two read differently, is not run, and the call is not known."""

from __future__ import annotations

import re
from collections.abc import Container

from yourside.frontends.terraform.operation import InvalidError

_LENGTH = 512
_LOOPS = 3
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_LOOP = re.compile(r"[*+]|\{\d+,")
# A repeated group; a possessive quantifier; groups, classes and escapes that only one of the engines has.
_REFUSED = re.compile(r"\)[*+{]|[*+?}]\+|\(\?(?!P<|:|[ism]+\))")
_UNSHARED = re.compile(r"\\[pPCQEzZAG1-9]|\[:")


class NotRunError(Exception):
    """This pattern, or this call, is not run."""


def found(pattern: str, string: str) -> object:
    if match := _compiled(pattern, string).search(string):
        return _captured(match)
    raise InvalidError("the pattern does not match")


def found_all(pattern: str, string: str) -> list[object]:
    matches = list(_compiled(pattern, string).finditer(string))
    ends = {match.end() for match in matches if match[0]}
    return [_captured(match) for match in matches if not _left_over(match, ends)]


def _left_over(match: re.Match[str], ends: Container[int]) -> bool:
    """Python finds an empty match where another one has just ended, and Terraform does not."""
    return not match[0] and match.start() in ends


def replaced(string: str, pattern: str, replacement: str) -> str:
    """Every literal occurrence, or with a pattern between slashes every match."""
    if len(pattern) < 2 or not pattern.startswith("/") or not pattern.endswith("/"):
        return string.replace(pattern, replacement)
    compiled = _compiled(pattern[1:-1], string)
    ends = {match.end() for match in compiled.finditer(string) if match[0]}
    return compiled.sub(lambda match: "" if _left_over(match, ends) else _expanded(match, replacement), string)


def _captured(match: re.Match[str]) -> object:
    """The whole match; with groups a list of them; with named groups an object."""
    named = match.groupdict()
    if named and len(named) < len(match.groups()):
        raise InvalidError("the pattern mixes named and unnamed groups")
    return named or match.groups() or match[0]


def _expanded(match: re.Match[str], replacement: str) -> str:
    def group(reference: re.Match[str]) -> str:
        name = reference["braced"] or reference["bare"]
        if name is None:
            return "$"
        try:
            return match[int(name) if name.isdigit() else name] or ""
        except IndexError:
            return ""

    return re.sub(r"\$(?:\{(?P<braced>\w+)\}|(?P<bare>\w+)|\$)", group, replacement)


def _compiled(pattern: str, string: str) -> re.Pattern[str]:
    skeleton = _ATOM.sub("x", pattern)
    costly = len(_LOOP.findall(skeleton)) > _LOOPS or len(string) > _LENGTH or len(pattern) > _LENGTH
    if costly or _REFUSED.search(skeleton) or _UNSHARED.search(pattern):
        raise NotRunError
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, OverflowError) as error:
        raise InvalidError(f"invalid pattern: {error}") from None
