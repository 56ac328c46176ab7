"""What is written in practice and the grammar does not know, replaced by something of the same length that it does.

The tree of the masked text then fits the text itself, from which every value is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EXPONENT = re.compile(r"(?<![\w.])\d+(?:\.\d+)?[eE][+-]?\d+")
_ESCAPE = re.compile(r'\\(?:[nrt"\\uU$%]|([^\n]))')
_INTERPOLATION = re.compile(r'[$%]\{(?:[^{}"\\\n]|\\"[^"\\\n]*\\")*\}')
_ESCAPED_QUOTES = re.compile(r'\\"([^"\\\n]*)\\"')


def mask(text: str) -> str:
    """Exponents (`1e5`, `1.5e+3`), escapes that HCL does not have (`\\/`), escaped quotes in an interpolation."""
    text = _EXPONENT.sub(lambda match: "1" * len(match.group()), text)
    text = _ESCAPE.sub(lambda match: f"_{match[1]}" if match[1] else match.group(), text)
    return _INTERPOLATION.sub(lambda match: _ESCAPED_QUOTES.sub(r' "\1" ', match.group()), text)


def escaped_quotes(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of quoted arguments that `mask` uncovers."""
    for interpolation in _INTERPOLATION.finditer(text):
        for match in _ESCAPED_QUOTES.finditer(text, *interpolation.span()):
            yield match.span()
