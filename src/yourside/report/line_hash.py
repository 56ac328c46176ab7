"""GitHub's `primaryLocationLineHash`: what tells code scanning that an alert on a moved line is the same alert.

It must equal what codeql-action's upload-sarif computes (src/fingerprints.ts), or the upload warns and replaces it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from struct import unpack

WINDOW = 100  # code units, from the first of the line on, into the lines after it
FACTOR = 37
BITS = (1 << 64) - 1
FIRST = pow(FACTOR, WINDOW, BITS + 1)
LINE_FEED = ord("\n")
END_OF_FILE = 0xFFFF


def line_hashes(text: str) -> Mapping[int, str]:
    """The hash of each line, by its number from 1. Equal hashes within the file are counted: `:1`, `:2`, ..."""
    units = (*_units(text), END_OF_FILE, *([0] * WINDOW))
    prefixes = list(accumulate(units, lambda total, unit: (FACTOR * total + unit) & BITS, initial=0))
    starts = [0, *(position + 1 for position, unit in enumerate(units) if unit == LINE_FEED)]
    seen: Counter[int] = Counter()
    hashes: dict[int, str] = {}
    for line, start in enumerate(starts, 1):
        window = (prefixes[start + WINDOW] - FIRST * prefixes[start]) & BITS
        seen[window] += 1
        hashes[line] = f"{window:x}:{seen[window]}"
    return hashes


def _units(text: str) -> Sequence[int]:
    """UTF-16 code units as JavaScript has them; every line end is one LF; blanks do not count."""
    squeezed = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    encoded = squeezed.encode("utf-16-le", "surrogatepass")
    return unpack(f"<{len(encoded) // 2}H", encoded)
