"""A broken file, one statement after the other. What the grammar understands alone is read as ever."""

from __future__ import annotations

from collections.abc import Iterator

from yourside.spans import Diagnostic, Level, Origin, Span
from yourside.syntax.hcl.bodies import gather, read_item
from yourside.syntax.hcl.rubble import Rubble
from yourside.syntax.hcl.salvage import salvage_value
from yourside.syntax.hcl.tree import Attribute, Block, Body, Name
from yourside.syntax.limits import MAX_DEPTH


def recover_body(rubble: Rubble, first: int, last: int, span: Span, depth: int) -> Body:
    statements = rubble.split(first, last, ("\n",))
    items = [item for begin, end in statements for item in _recover_statement(rubble, begin, end, depth)]
    return gather(items, span, rubble.diagnostics)


def _recover_statement(rubble: Rubble, first: int, last: int, depth: int) -> Iterator[Attribute | Block]:
    """More than one where a block is followed by something on its line."""
    while first < last:
        if understood := rubble.understand(first, last):
            reader, nodes = understood
            yield from [read_item(reader, node, depth) for node in nodes]
            return
        header = _end_of_header(rubble, first, last)
        match rubble.words[first].kind, header - first, rubble.words[header].text if header < last else "":
            case "name", _, "{":
                yield _recover_block(rubble, first, header, depth)
                first, last = rubble.trim(rubble.brackets.after(header), last)
                continue
            case "name", 1, "=":
                yield _recover_attribute(rubble, first, last)
            case _:
                _report(rubble, first)
        return


def _end_of_header(rubble: Rubble, first: int, last: int) -> int:
    while first < last and rubble.words[first].kind in ("name", "string"):
        first += 1
    return first


def _report(rubble: Rubble, first: int) -> None:
    word = rubble.words[first]
    if first in rubble.brackets.stray:
        message = f"`{word.text}` closes nothing"
    elif word.kind == "name":
        message = f"expected `=` or a block after `{word.text}`"
    else:
        message = f"unexpected `{word.text[:40]}`, expected a name"
    rubble.report(message, rubble.span(first, first + 1))


def _recover_attribute(rubble: Rubble, first: int, last: int) -> Attribute:
    name = Name(rubble.words[first].text, rubble.span(first, first + 1))
    value = salvage_value(rubble, first + 2, last, 0)
    return Attribute(name, value, name.span.to(value.span))


def _recover_block(rubble: Rubble, first: int, opening: int, depth: int) -> Block:
    kind, *labels = [Name(rubble.words[i].text.strip('"'), rubble.span(i, i + 1)) for i in range(first, opening)]
    mate = rubble.brackets.mates[opening]
    span = rubble.span(first, rubble.brackets.after(opening))
    closing = 1
    if opening in rubble.brackets.unclosed:
        rubble.report("unclosed `{` opened here", rubble.span(opening, opening + 1))
        closing = 0
    inside = Span(rubble.source, rubble.words[opening].end, span.end - closing)
    if depth >= MAX_DEPTH:
        message = f"nested more than {MAX_DEPTH} levels deep; not read"
        rubble.diagnostics.append(Diagnostic("hcl-depth", message, Level.ERROR, Origin(inside)))
        mate = opening + 1
    body = recover_body(rubble, opening + 1, mate, inside, depth + 1)
    header = kind.span.to(labels[-1].span) if labels else kind.span
    return Block(kind, tuple(labels), body, header, span)
