"""Attributes, blocks, labels and comments."""

from __future__ import annotations

import pytest

from outlines import body_outline
from yourside.spans import SourceFile
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import HclFile


def read(text: str) -> HclFile:
    return parse(SourceFile("main.tf", text))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", {}),
        ("# nothing\n", {}),
        ("a = 1\nb=2", {"a": "1", "b": "2"}),
        ("a {}", {"a": {}}),
        ("a { b = 1 }", {"a": {"b": "1"}}),
        ('a "b" c "d${e}" {\n  f {\n  }\n}\n', {"a b c d${e}": {"f": {}}}),
        ('resource "x" "y" { # why\n  a = 1 // because\n  /* of */ b = 2\n}', {"resource x y": {"a": "1", "b": "2"}}),
        ("größe = 1", {"größe": "1"}),
        ("for = in", {"for": "in"}),
    ],
)
def test_a_body_means(text: str, meaning: dict[str, object]) -> None:
    file = read(text)
    assert (body_outline(file.body), file.diagnostics) == (meaning, ())


@pytest.mark.parametrize("mark", ["", "# größe 🗄\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spans_of_a_block(mark: str, line_end: str) -> None:
    text = f'{mark}resource "aws_s3_bucket" "b" {{\n  acl = "private" # c\n}}\n'.replace("\n", line_end)
    file = read(text)
    (block,) = file.body.blocks
    attribute = block.body.attributes["acl"]
    assert file.body.span.text == text
    assert block.span.text == text[len(mark.replace("\n", line_end)) :].rstrip()
    assert block.header.text == 'resource "aws_s3_bucket" "b"'
    assert [label.span.text for label in block.labels] == ['"aws_s3_bucket"', '"b"']
    assert block.body.span.text == f'{line_end}  acl = "private" # c{line_end}'
    assert (attribute.span.text, attribute.name.span.text) == ('acl = "private"', "acl")
    assert attribute.value.span.text == '"private"'


def test_a_repeated_attribute_is_reported_and_the_first_one_counts() -> None:
    file = read("a = 1\na = 2\n")
    (problem,) = file.diagnostics
    assert body_outline(file.body) == {"a": "1"}
    assert (problem.code, problem.origin.span.start) == ("hcl-duplicate-attribute", 6)


def test_comments_are_found_wherever_they_stand() -> None:
    file = read("# a\n// b\n/* c\n d */\nx { # e\n  y = [1, # f\n  2] // g\n}\n")
    assert [comment.text for comment in file.comments] == ["a", "b", "c\n d", "e", "f", "g"]
    assert [comment.span.text for comment in file.comments][:3] == ["# a", "// b", "/* c\n d */"]


def test_blocks_nest_to_a_bound() -> None:
    file = read("a {\n" * 300 + "}\n" * 300)
    assert [problem.code for problem in file.diagnostics] == ["hcl-depth"]


def test_a_byte_order_mark_is_no_content() -> None:
    assert body_outline(read("\N{ZERO WIDTH NO-BREAK SPACE}a = 1\n").body) == {"a": "1"}
