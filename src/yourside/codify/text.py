"""Written resources as files of Terraform."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from yourside.codify.block import Body
from yourside.codify.literal import quoted
from yourside.codify.resource import Written

if TYPE_CHECKING:
    from hcl2 import Builder

# The library leaves blanks on empty lines, and two of them between blocks.
_SHORT = re.compile(r"\[((?:\n[ \t]*[^\s\[\]{}][^\n\[\]{}]*)+)\n[ \t]*\]")
_GAPS = re.compile(r"\n(?:[ \t]*\n)+")


def render(written: Written, *, imports: bool) -> str:
    """`imports`: with the block that takes what is deployed into the state (Terraform 1.5 and later)."""
    import hcl2

    builder = hcl2.Builder()
    if imports:
        builder.block("import", [], to=f"${{{written.address}}}", id=quoted(written.id))
    for type_, name, body in written.blocks:
        _fill(builder.block("resource", [quoted(type_), quoted(name)], **_attributes(body)), body)
    unaligned = hcl2.FormatterOptions(vertically_align_attributes=False, vertically_align_object_elements=False)
    text = hcl2.dumps(builder.build(), formatter_options=unaligned)
    return _aligned(_SHORT.sub(_on_one_line, _GAPS.sub("\n\n", text)))


def _on_one_line(written: re.Match[str]) -> str:
    items = [line.strip().rstrip(",") for line in written[1].splitlines()]
    return f"[{', '.join(filter(None, items))}]"


def _aligned(text: str) -> str:
    """As `terraform fmt` does it: in neighbouring lines that end what they begin, the signs stand below each other."""
    lines: list[str] = []
    for settled, group in groupby(text.splitlines(), key=_is_whole):
        found = list(group)
        lines += _columns(found) if settled else found
    return "\n".join(lines) + "\n"


def _is_whole(line: str) -> tuple[int, ...]:
    """The indent of a line that assigns something and ends there; nothing of any other."""
    assigned = " = " in line and not line.endswith(("[", "{", "("))
    return (len(line) - len(line.lstrip()),) if assigned else ()


def _columns(lines: Sequence[str]) -> list[str]:
    pairs = [line.partition(" = ") for line in lines]
    width = max(len(name) for name, _, _ in pairs)
    return [f"{name:{width}} = {value}" for name, _, value in pairs]


def _fill(builder: Builder, body: Body) -> None:
    for name, blocks in body.items():
        if _are_blocks(blocks):
            for each in blocks:
                _fill(builder.block(name, [], **_attributes(each)), each)


def _attributes(body: Body) -> Body:
    return {name: value for name, value in body.items() if not _are_blocks(value)}


def _are_blocks(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(item, dict) for item in value)
