"""IAM's patterns: `*` is any text, `?` any one character.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache

from yourside.engine.spelling import text
from yourside.values import Tri, Unknown, Value, Why

MOST_CHARACTERS = 2_048  # no ARN is longer; longer texts are not looked at


class Wild(Enum):
    ANY = auto()
    ONE = auto()
    NAME = auto()  # a text that is not known, but names something: it has no wildcard in it


Pattern = tuple[str | Wild, ...]

# Attributes of resources, facts of the account and what data sources find are names and ids, never wildcards.
NAMES = frozenset({Why.REFERENCE, Why.PART, Why.ENVIRONMENT, Why.DATA})
A_NAME = "\N{OBJECT REPLACEMENT CHARACTER}"
_LONG = (Wild.ANY, Wild.NAME)
_WILD: Mapping[str, str | Wild] = {"*": Wild.ANY, "?": Wild.ONE, A_NAME: Wild.NAME}
_EVERYTHING = re.compile(r"\*+:\*+")  # what is not known may add to it
_TOKEN = re.compile(r"\$\{[^}]*\}|\*+|.", re.DOTALL)
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html: other variables are names.
_VARIABLES: Mapping[str, str | Wild] = {"${*}": "*", "${?}": "?", "${$}": "$"}


def includes(pattern: Value, asked: str, fold: bool = False) -> Tri:
    """Whether everything that `asked` stands for matches; a wildcard in `asked` is matched by `*` alone.

    `fold`: upper and lower case are the same, as in actions.
    """
    return _settled(pattern, asked, fold, _includes)


def meets(pattern: Value, asked: str, fold: bool = False) -> Tri:
    """Whether something that `asked` stands for matches."""
    return _settled(pattern, asked, fold, _meets)


def _settled(pattern: Value, asked: str, fold: bool, test: Callable[[Pattern, str], bool]) -> Tri:
    written, sure = widest(pattern)
    found, plain = _tested(written, asked, fold, test)
    return Tri.UNKNOWN if found and not (sure and plain) else Tri.of(found)


@lru_cache(maxsize=8_192)
def _tested(written: str, asked: str, fold: bool, test: Callable[[Pattern, str], bool]) -> tuple[bool, bool]:
    """The answer for the widest pattern, and whether there is no name in it."""
    tokens = _compiled(_plain(written, fold))
    return test(tokens, _plain(asked, fold)), Wild.NAME not in tokens


def widest(value: Value) -> tuple[str, bool]:
    """The widest pattern that a value can be: a mark for each name in it, `*` for whatever else is not known.

    And whether it has none of the latter.
    """
    written = text(value)
    if written is not None:
        return (written, True) if len(written) <= MOST_CHARACTERS else ("*", False)
    if not isinstance(value, Unknown):
        return "*", False
    if not value.parts:
        return (A_NAME, True) if value.why in NAMES else ("*", False)
    parts = [widest(part) for part in value.parts]
    return "".join(part for part, _ in parts), all(sure for _, sure in parts)


def _plain(written: str, fold: bool) -> str:
    """IAM reads the action `*:*` as `*`."""
    return "*" if _EVERYTHING.fullmatch(written) else written.lower() if fold else written


def _compiled(written: str) -> Pattern:
    tokens: list[str | Wild] = []
    for found in _TOKEN.finditer(written):
        token = found.group()
        variable = token.startswith("${")
        tokens.append(_VARIABLES.get(token, Wild.NAME) if variable else _WILD.get(token[0], token[0]))
    return tuple(tokens)


def _includes(pattern: Pattern, asked: str) -> bool:
    places = _skipping(pattern, {0})
    for char in asked:
        places = _skipping(pattern, {after for place in places for after in _after(pattern, place, char)})
    return len(pattern) in places


def _after(pattern: Pattern, place: int, char: str) -> Iterator[int]:
    """Where in the pattern one may be after a character of the text, if one was at `place` before."""
    match pattern[place] if place < len(pattern) else None:
        case Wild.ANY:
            yield place
        case Wild.NAME if char not in "*?":
            yield place
        case Wild.ONE if char != "*":
            yield place + 1
        case token if token == char and char not in "*?":
            yield place + 1


def _skipping(pattern: Pattern, places: set[int]) -> set[int]:
    """The places, and those that are reached over texts of no length."""
    reached = set(places)
    for place in places:
        while place < len(pattern) and pattern[place] in _LONG:
            place += 1
            reached.add(place)
    return reached


def _meets(pattern: Pattern, asked: str) -> bool:
    """Whether some text matches both patterns."""
    other = _compiled(asked)
    places = _skipping(other, {0})
    for token in pattern:
        places = _skipping(other, _meeting(token, other, places))
    return len(other) in places


def _meeting(token: str | Wild, right: Pattern, places: set[int]) -> set[int]:
    """Where in `right` one may be after texts that match one token of the other pattern."""
    if token in _LONG:
        return set(range(min(places, default=len(right) + 1), len(right) + 1))
    found = set()
    for place in places:
        other = right[place] if place < len(right) else None
        if other in _LONG:
            found.add(place)
        elif other is not None and (token == other or Wild.ONE in (token, other)):
            found.add(place + 1)
    return found
