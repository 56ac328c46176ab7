"""The identity of a finding: it survives moved lines, and is what baselines and code scanning compare."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, pairwise, repeat

from yourside.findings.model import Evidence, Identity, Verdict
from yourside.values import Choice, Map, Scalar, Value

SIZE = 32  # hex digits
NAMES = ("name", "Name", "Key", "Sid", "Id", "PolicyName")  # what tells list items apart whatever their order


def identify(verdict: Verdict) -> Identity:
    of, native = verdict.resource.id, verdict.resource.native
    return Identity(of.unit, of.address, of.part, native.instance, stable_path(verdict.at), native.former)


def fingerprint(rule: str, of: Identity) -> str:
    text = json.dumps([rule, of.unit, of.address, of.part, of.instance, of.path])
    return sha256(text.encode()).hexdigest()[:SIZE]


def stable_path(evidence: Evidence) -> str:
    """The path with each list position replaced by the name of the item there, or by `*` if it has none."""
    steps = evidence.path.split(".")
    # A branch of a Choice takes no step, and blocks that nobody wrote have a step but no value.
    walked = [value for parent, value in pairwise(evidence.chain) if not isinstance(parent, Choice)]
    values = chain(walked, repeat(None))
    return ".".join(_name(value) if step.isdecimal() else step for step, value in zip(steps, values, strict=False))


def _name(item: Value | None) -> str:
    match item:
        case Map(entries=entries):
            named = (entries.get(key) for key in NAMES)
            return next((text for value in named if isinstance(value, Scalar) and (text := str(value.data))), "*")
    return "*"


def numbered(fingerprints: Iterable[str]) -> Iterator[str]:
    """The same, with `-2`, `-3`, ... on those that occurred before."""
    seen: Counter[str] = Counter()
    for each in fingerprints:
        seen[each] += 1
        yield each if seen[each] == 1 else f"{each}-{seen[each]}"
