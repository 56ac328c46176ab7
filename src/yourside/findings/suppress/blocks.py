"""The comments of a file and the statements that start on its lines, as its syntax has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from yourside.spans import SourceFile, Span
from yourside.syntax.hcl.tree import Body, Call, Conditional, Expr, HclFile, Object, Tuple

_HCL = (".tf", ".tofu")
# Applications of the CDK, which this tool does not parse.
_CODE = (".ts", ".tsx", ".js", ".mjs", ".py", ".java", ".cs", ".go")
_CODE_COMMENT = re.compile(r"(?<!\S)(?://|#)([^\r\n]*)")
_JSON = re.compile(r"\s*[{\[](?!\{)")
# Lines that do not end what is indented around them: empty ones, comments, and actions of a template.
_PASSED = re.compile(r"\s*(?:#.*|\{\{.*)?$")
_SEPARATOR = re.compile(r"---(?=\s|$)")


@dataclass(frozen=True)
class Blocks:
    """`starting` gives what starts on a line, with all that is inside; else the line."""

    file: SourceFile
    comments: tuple[tuple[str, Span], ...]
    starting: Callable[[int], Span]

    def after_comments(self, line: int) -> int:
        """The first line from this one on that holds something else."""
        return self._after.get(line, line)

    @cached_property
    def _after(self) -> Mapping[int, int]:
        after: dict[int, int] = {}
        for line in sorted(self.comment_lines, reverse=True):
            after[line] = after.get(line + 1, line + 1)
        return after

    @cached_property
    def comment_lines(self) -> frozenset[int]:
        """The lines that hold nothing but comments."""
        lines: set[int] = set()
        for _, span in self.comments:
            text, (first, column) = self.file.text, self.file.line_col(span.start)
            after = text[span.end :].partition("\n")[0]
            if not text[span.start - column + 1 : span.start].strip() and not after.strip():
                lines.update(range(first, self.file.line_col(span.end)[0] + 1))
        return frozenset(lines)


def blocks_of(file: SourceFile) -> Blocks:
    if file.path.endswith(_HCL):
        from yourside.syntax.hcl.parse import parse

        tree = parse(file)
        return Blocks(file, tuple((each.text, each.span) for each in tree.comments), _of_hcl(tree))
    if file.path.endswith(_CODE):
        found = _CODE_COMMENT.finditer(file.text)
        comments = tuple((each[1].strip(), Span(file, *each.span())) for each in found)
        return Blocks(file, comments, lambda line: line_of(file, line))
    if file.path.endswith(".json") or _JSON.match(file.text):
        return Blocks(file, (), lambda line: line_of(file, line))
    from yourside.syntax import yaml

    comments = tuple((each.text, each.span) for each in yaml.parse(file).comments)
    return Blocks(file, comments, _of_yaml(file))


def line_of(file: SourceFile, line: int) -> Span:
    start = file.offset(line, 1)
    return Span(file, start, start + len(file.line(line)))


def _of_hcl(tree: HclFile) -> Callable[[int], Span]:
    longest: dict[int, Span] = {}
    for span in _statements(tree.body):
        line, _ = tree.source.line_col(span.start)
        longest[line] = max(longest.get(line, span), span, key=lambda each: each.end - each.start)
    return lambda line: longest.get(line) or line_of(tree.source, line)


def _statements(body: Body) -> Iterator[Span]:
    for attribute in body.attributes.values():
        yield attribute.span
        yield from _items(attribute.value)
    for block in body.blocks:
        yield block.span
        yield from _statements(block.body)


def _items(value: Expr) -> Iterator[Span]:
    """The entries of maps and lists in a value, wherever they are deep in it."""
    match value:
        case Object(items=entries):
            for entry in entries:
                yield entry.key.span.to(entry.value.span)
                yield from _items(entry.value)
        case Tuple(items=items):
            for item in items:
                yield item.span
                yield from _items(item)
        case Call(args=args):
            for argument in args:
                yield from _items(argument)
        case Conditional(then=then, otherwise=otherwise):
            yield from _items(then)
            yield from _items(otherwise)


def _of_yaml(file: SourceFile) -> Callable[[int], Span]:
    """By indentation, which also holds in a template of a chart. The first line of a document opens all of it."""
    rows = file.text.split("\n")

    @cache
    def starting(line: int) -> Span:
        number = line - 1
        if number >= len(rows) or _PASSED.match(rows[number]):
            return line_of(file, line)
        return line_of(file, line).to(line_of(file, _end(rows, number) + 1))

    return starting


def _end(rows: Sequence[str], number: int) -> int:
    """The last row of what starts on a row."""
    end, whole = number, _opens_document(rows, number)
    for following in range(number + 1, len(rows)):
        row = rows[following]
        if _SEPARATOR.match(row) or not (whole or _belongs(row, rows[number])):
            break
        if whole or not _PASSED.match(row):
            end = following
    return end


def _opens_document(rows: Sequence[str], number: int) -> bool:
    if _SEPARATOR.match(rows[number]):
        return True
    before = number - 1
    while before >= 0 and _PASSED.match(rows[before]):
        before -= 1
    return before < 0 or bool(_SEPARATOR.match(rows[before]))


def _belongs(row: str, opening: str) -> bool:
    """Deeper than what opens; or an item of its list, which may stand as deep as its key."""
    if _PASSED.match(row):
        return True
    depth, own = len(row) - len(row.lstrip()), len(opening) - len(opening.lstrip())
    item = row.lstrip().startswith("- ") and not opening.lstrip().startswith("- ")
    return depth > own or (depth == own and item)
