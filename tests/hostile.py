"""Names and values that mean something to the programs which read reports."""

from __future__ import annotations

from specimens import assigned, block, native, resource, verdict
from yourside.findings.model import Verdict
from yourside.spans import SourceFile

TEXTS = (
    "\x1b[31mred\x1b[0m",
    "a\nb\r\nc\u2028d",
    "::error file=x::pwned",
    "100%0A::warning::",
    "a,b:c",
    "=cmd|' /C calc'!A0",
    "+1+1",
    " @SUM(1)",
    "\uff1d1",
    '"quoted", "twice"',
    "a | b || c",
    "`code` <script>alert(1)</script> [click](http://evil) ![x](http://evil) @team #1 *b* _i_ ~s~ https://evil",
    "</failure><testcase/>]]>&amp;",
    "\x00\x0b\ufffe\ud800",
    "\u202eevil",
    "漢字 😀",
)


def finding_of(text: str) -> Verdict:
    """A public bucket that has the text as its name, its file, its value and its unit."""
    file = SourceFile(f"{text}.tf", f'x "{text}" {{\n  acl = "{text}"\n}}\n')
    own = native(block(file), f'"{text}"', f"x.{text}", unit=text)
    return verdict(resource({"AccessControl": assigned(file, f'acl = "{text}"', text)}, own))
