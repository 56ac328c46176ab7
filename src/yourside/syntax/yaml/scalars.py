"""What a plain YAML scalar stands for.

The types are those of YAML 1.1 (yaml.org/type), as its users' own readers have them: Kubernetes' sigs.k8s.io/yaml is a
fork of go-yaml v2, whose resolve.go knows `yes`, `no`, `on` and `off` as booleans, and so do the YAML 1.1 readers that
CloudFormation's documentation promises. They part ways in corners: `y` and `n` (booleans in go-yaml v2 only), base-60
numbers, timestamps, infinities. Those stay the text that is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from yourside.values import Data

_WORDS: Mapping[str, Data] = {
    spelling: value
    for word, value in {
        "null": None,
        "true": True,
        "false": False,
        "yes": True,
        "no": False,
        "on": True,
        "off": False,
    }.items()
    for spelling in (word, word.title(), word.upper())
} | {"": None, "~": None}

_INTEGER = re.compile(r"[-+]?(?:0(?:b[01_]+|[0-7_]+|x[0-9A-Fa-f_]+)?|[1-9][0-9_]*)")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")


def resolve(text: str) -> Data:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        number = float(text.replace("_", ""))
        return text if abs(number) == float("inf") else number
    return text


def _integer(text: str) -> Data:
    """A number of thousands of digits, which Python does not convert, stays text."""
    digits = text.replace("_", "")
    unsigned = digits.lstrip("+-")
    octal = unsigned.startswith("0") and unsigned.isdecimal() and len(unsigned) > 1
    try:
        return int(digits, 8 if octal else 0)
    except ValueError:
        return text
