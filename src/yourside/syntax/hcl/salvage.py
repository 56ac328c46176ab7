"""A value that the grammar refuses: its elements one by one, so that only the broken ones are lost."""

from __future__ import annotations

from yourside.spans import Span
from yourside.syntax.concrete import problems
from yourside.syntax.hcl.expressions import read_expression
from yourside.syntax.hcl.rubble import Rubble
from yourside.syntax.hcl.tree import Bad, Call, Expr, Literal, Object, ObjectItem, Tuple
from yourside.syntax.limits import MAX_DEPTH


def salvage_value(rubble: Rubble, first: int, last: int, depth: int) -> Expr:
    """`depth` counts the values around it. The word before `first` is in the file."""
    first, last = rubble.trim(first, last)
    if first >= last:
        end = rubble.words[first - 1].end
        rubble.report("expected a value", nothing := Span(rubble.source, end, end))
        return Bad(nothing)
    match rubble.understand(first, last, "x="):
        case reader, [attribute]:
            return read_expression(reader, attribute.children[-1], depth)
    if depth < MAX_DEPTH and (parts := _take_apart(rubble, first, last, depth + 1)):
        return parts
    rubble.report(*_describe(rubble, first, last))
    return Bad(rubble.span(first, last))


def _take_apart(rubble: Rubble, first: int, last: int, depth: int) -> Expr | None:
    """None when the range is not one pair of brackets, or a call, all around."""
    words = rubble.words
    is_call = words[first].kind == "name" and first + 1 < last and words[first + 1].text == "("
    opening = first + is_call
    begin, end = opening + 1, last - 1
    if rubble.brackets.mates.get(opening) != end or opening in rubble.brackets.unclosed or words[begin].text == "for":
        return None
    span = rubble.span(first, last)
    match words[opening].text:
        case "{":
            items = rubble.split(begin, end, (",", "\n"))
            return Object(tuple([_salvage_item(rubble, *item, depth) for item in items]), span)
        case "(" if not is_call:
            return salvage_value(rubble, begin, end, depth)
    elements = tuple([salvage_value(rubble, *item, depth) for item in rubble.split(begin, end, (",",))])
    return Call(words[first].text, elements, False, span) if is_call else Tuple(elements, span)


def _salvage_item(rubble: Rubble, first: int, last: int, depth: int) -> ObjectItem:
    middle = first
    while middle < last and rubble.words[middle].text not in ("=", ":"):
        middle = rubble.brackets.after(middle)
    if first == middle or middle >= last:
        span = rubble.span(first, last)
        rubble.report("expected a key, `=` and a value", span)
        return ObjectItem(Bad(span), Bad(span))
    word = rubble.words[first]
    if middle == first + 1 and word.kind == "name":
        key: Expr = Literal(word.text, rubble.span(first, middle))
    else:
        key = salvage_value(rubble, first, middle, depth)
    return ObjectItem(key, salvage_value(rubble, middle + 1, last, depth))


def _describe(rubble: Rubble, first: int, last: int) -> tuple[str, Span]:
    """What is wrong with a value, and where."""
    for index in range(first, last):
        if message := _describe_endless(rubble, index):
            return message, rubble.span(index, index + 1)
    if attempt := rubble.attempt(first, last, "x="):
        reader, root = attempt
        for node in problems(root):
            if node.start_byte > len("x="):
                text = reader.text_of(node).split("\n")[0]
                # The grammar was given a line end more than the file may have.
                span = reader.locate(*(min(offset, len(reader.data)) for offset in node.byte_range))
                return f"unexpected `{text[:40]}`" if text else f"expected `{node.type}`", span
    return "this value cannot be read", rubble.span(first, last)


def _describe_endless(rubble: Rubble, index: int) -> str:
    word = rubble.words[index]
    if index in rubble.brackets.unclosed:
        return f"unclosed `{word.text}` opened here"
    if index in rubble.brackets.stray:
        return f"`{word.text}` closes nothing"
    if word.broken:
        return "this heredoc is never closed" if word.kind == "heredoc" else "this string is not closed on its line"
    return ""
