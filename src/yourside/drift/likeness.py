"""Whether a declared value and a deployed one may be the same, in all the spellings that a cloud has for one thing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace

from yourside.values import Choice, Data, Encoded, Map, Missing, Scalar, Seq, Unknown, Value, known

_ROOT = re.compile(r"arn:[\w-]+:iam::(\d{12}):root")
_EMPTY: tuple[object, ...] = (None, False, "", 0)


def alike(declared: Value, live: Value) -> bool:
    """Also where one of them is not known: only what certainly differs is a difference."""
    match _plain(declared), _plain(live):
        case (Unknown(), _) | (_, Unknown()):
            return True
        case Choice(branches=branches), there:
            return any(alike(branch, there) for _, branch in branches)
        case Map() as here, Map() as there:
            return _maps(here, there)
        case Scalar(data=here), Scalar(data=there):
            return _spelled(here) == _spelled(there) or (here in _EMPTY and there in _EMPTY) or _encodes(there, here)
        case here, there if isinstance(here, Seq) or isinstance(there, Seq):
            return _lists(_listed(here), _listed(there))
        case here, there:
            return empty(here) and empty(there)


def _plain(value: Value) -> Value:
    """Without its encoding; in policies `{"AWS": "*"}` is `"*"`."""
    match value:
        case Encoded(value=inner):
            return _plain(inner)
        case Map(entries={"AWS": Scalar(data="*") as everyone, **others}) if not others:
            return everyone
    return value


def _listed(value: Value) -> Seq:
    """One thing is a list of one, and nothing an empty one."""
    return value if isinstance(value, Seq) else Seq(() if empty(value) else (value,), value.origin)


def empty(value: Value) -> bool:
    """Whether it says nothing: a cloud leaves out what is off, and code writes it."""
    match value:
        case Missing():
            return True
        case Scalar(data=data):
            return data in _EMPTY
        case Seq(items=(), rest=None):
            return True
        case Map(entries=entries, rest=None):
            return all(map(empty, entries.values()))
    return False


def _maps(declared: Map, live: Map) -> bool:
    """What only the cloud has is computed or a default; what the code says must be there."""
    unsaid = live.rest or Missing(live.origin)
    return all(alike(entry, live.entries.get(name, unsaid)) for name, entry in declared.entries.items())


def _lists(declared: Seq, live: Seq) -> bool:
    """In any order, each with a partner of its own, what is known first; what may hold more on one side has it."""
    left = list(live.items)
    for item in sorted(declared.items, key=known, reverse=True):
        position = next((place for place, each in enumerate(left) if alike(item, each)), None)
        if position is not None:
            del left[position]
        elif live.rest is None:
            return False
    return not left or declared.rest is not None


def _spelled(data: Data) -> object:
    """Numbers and truths as they are written in any dialect; the root of an account as its number."""
    match data:
        case bool():
            return str(data).lower()
        case int() | float():
            return str(int(data)) if data == int(data) else str(data)
        case str() if root := _ROOT.fullmatch(data):
            return root[1]
    return data


def _encodes(there: Data, here: Data) -> bool:
    """EC2 gives user data back in base64; a provider takes it plain."""
    return isinstance(here, str) and b64encode(here.encode()).decode() == there


def child(value: Value, step: str) -> Value:
    """What stands under a name or a position; what may stand there where that is not known."""
    match value:
        case Map(entries=entries, rest=rest):
            return entries.get(step, rest or Missing(value.origin))
        case Seq(items=items, rest=rest) if step.isdecimal():
            return items[int(step)] if int(step) < len(items) else rest or Missing(value.origin)
        case Choice(branches=branches):
            return replace(value, branches=tuple((label, child(branch, step)) for label, branch in branches))
        case Unknown():
            return value
    return Missing(value.origin)


def at(value: Value, path: Sequence[str]) -> Value:
    """What stands at a path that leaves list positions out: all of a list, where one is on the way."""
    for position, step in enumerate(path):
        if isinstance(value, Seq):
            return replace(value, items=tuple(at(item, path[position:]) for item in value.items))
        value = child(value, step)
    return value
