"""A broken file: what is said about it, where, and what of it is still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from outlines import body_outline
from yourside.spans import Level, SourceFile
from yourside.syntax.hcl.parse import parse

BROKEN = Path(__file__).parents[3] / "testdata" / "syntax" / "hcl" / "broken"

PROBLEMS = {
    "missing_value.tf": ["2:11: expected a value"],
    "unclosed_list.tf": ["2:17: unclosed `[` opened here"],
    "unclosed_block.tf": ["1:30: unclosed `{` opened here", "3:14: unclosed `{` opened here"],
    "unclosed_string.tf": ["2:12: this string is not closed on its line"],
    "unclosed_heredoc.tf": ["4:31: unclosed `{` opened here", "5:12: this heredoc is never closed"],
    "stray_brace.tf": ["3:2: `}` closes nothing"],
    "not_a_statement.tf": [
        "2:3: expected `=` or a block after `acl`",
        '3:3: unexpected `"quoted"`, expected a name',
        "4:3: expected `=` or a block after `a`",
    ],
    "broken_elements.tf": [
        "2:16: unexpected `3`",
        "2:22: unexpected `5`",
        "2:36: unexpected `9`",
        "5:13: unexpected `e`",
        "6:5: expected a key, `=` and a value",
        "7:17: unexpected `2`",
    ],
    "merge_conflict.tf": [
        "2:1: unexpected `<`, expected a name",
        "4:1: unexpected `==`, expected a name",
        "5:3: `acl` was already set in this block; the first one counts",
        "6:1: unexpected `>`, expected a name",
    ],
    "duplicates.tf": ["3:3: `acl` was already set in this block; the first one counts"],
    "escapes.tf": [
        "2:13: `\\/` is not an escape sequence",
        "3:29: quotes inside of an interpolation take no backslash",
    ],
    "template.tf": [
        "2:7: this string is not closed on its line",
        "3:7: this value cannot be read",
        "4:8: expected an expression between `${` and `}`",
    ],
    "json_in_hcl.tf": ['2:3: unexpected `"a"`, expected a name', "3:3: expected `=` or a block after `b`"],
}

READ = {
    "missing_value.tf": {"resource aws_s3_bucket b": {"bucket": "BAD", "acl": "'private'"}},
    "unclosed_list.tf": {
        "resource aws_security_group a": {"cidr_blocks": "BAD", "name": "'a'"},
        "resource aws_s3_bucket b": {"acl": "'public-read'"},
    },
    "unclosed_block.tf": {
        "resource aws_s3_bucket a": {"acl": "'private'", "versioning": {"enabled": "True"}},
        "resource aws_s3_bucket b": {"acl": "'public-read'"},
    },
    "unclosed_string.tf": {
        "resource aws_s3_bucket a": {"bucket": "BAD", "acl": "'private'"},
        "resource aws_s3_bucket b": {"bucket": "'b'"},
    },
    "unclosed_heredoc.tf": {
        "resource aws_s3_bucket a": {"acl": "'private'"},
        "resource aws_iam_policy p": {"policy": "BAD"},
    },
    "stray_brace.tf": {
        "resource aws_s3_bucket a": {"acl": "'private'"},
        "resource aws_s3_bucket b": {"acl": "'private'"},
    },
    "not_a_statement.tf": {"resource aws_s3_bucket a": {"bucket": "'a'"}},
    "broken_elements.tf": {
        "locals": {
            "list": "(tuple 1 BAD (tuple BAD 6) (call f 7 BAD))",
            "map": "(object 'a'=1 'b'=BAD BAD=BAD 'd'=(object 'x'=BAD 'y'=3))",
        }
    },
    "merge_conflict.tf": {"resource aws_s3_bucket a": {"acl": "'private'", "bucket": "'a'"}},
    "duplicates.tf": {"resource aws_s3_bucket a": {"acl": "'private'"}},
    "escapes.tf": {
        "locals": {
            "slash": r"'a\\/b'",
            "quotes": "(template (call lookup var.m 'key'))",
            "other": "'fine'",
        }
    },
    "template.tf": {"locals": {"a": "BAD", "b": "BAD", "c": "(template BAD)", "d": "1"}},
    "json_in_hcl.tf": {"resource x y": {"c": "3"}},
}


def source(name: str) -> SourceFile:
    return SourceFile(name, (BROKEN / name).read_text("utf-8"))


@pytest.mark.parametrize("name", [path.name for path in sorted(BROKEN.iterdir())])
def test_problems_are_reported_where_they_are(name: str) -> None:
    file = parse(source(name))
    assert [
        "{}:{}: ".format(*file.source.line_col(problem.origin.span.start)) + problem.message
        for problem in file.diagnostics
    ] == PROBLEMS[name]


@pytest.mark.parametrize("name", sorted(READ))
def test_all_but_the_broken_places_is_read(name: str) -> None:
    assert body_outline(parse(source(name)).body) == READ[name]


def test_what_is_merely_bad_style_is_a_warning() -> None:
    assert {problem.level for problem in parse(source("escapes.tf")).diagnostics} == {Level.WARNING}


def test_a_text_in_another_language_has_a_bounded_number_of_problems() -> None:
    problems = parse(SourceFile("main.tf", "Lorem ipsum dolor\n" * 100)).diagnostics
    assert [problem.message for problem in problems][-2:] == [
        "expected `=` or a block after `Lorem`",
        "80 more problems from here on",
    ]


def test_an_object_is_no_file() -> None:
    assert [problem.message for problem in parse(SourceFile("main.tf", "{}")).diagnostics] == [
        "unexpected `{`, expected a name"
    ]


def test_blocks_on_one_line_are_read_one_by_one() -> None:
    file = parse(SourceFile("main.tf", "a {} b { c = 1 } d { = } e = 2\n"))
    assert body_outline(file.body) == {"a": {}, "b": {"c": "1"}, "d": {}, "e": "2"}


def test_a_problem_never_lies_behind_the_end_of_the_file() -> None:
    file = parse(SourceFile("main.tf", "A=\x80\x800\x80"))
    assert [problem.origin.span.end <= 6 for problem in file.diagnostics] == [True]


def test_comments_of_a_broken_file_are_found() -> None:
    file = parse(SourceFile("main.tf", '# a\nx = [1, "# no"\ny = 2 # b\n/* c */\n'))
    assert [comment.text for comment in file.comments] == ["a", "b", "c"]


def test_spans_of_what_is_read_around_an_error_are_exact() -> None:
    file = parse(SourceFile("main.tf", '# größe 🗄\nresource "é" "b" {\n  x\n  acl = var.größe\n}\n'))
    (block,) = file.body.blocks
    assert block.header.text == 'resource "é" "b"'
    assert block.body.attributes["acl"].span.text == "acl = var.größe"
    assert block.body.attributes["acl"].value.span.text == "var.größe"


@pytest.mark.parametrize(
    "text",
    [
        'a = "${\n' * 2_000,
        "a { b = [ \n" * 2_000,
        "(" * 20_000 + "]" * 20_000,
        "<<A\n" * 5_000,
        '"' * 20_001,
        "}{=" * 10_000,
        "a{" * 5_000,
        "a {} " * 5_000 + "=",
    ],
)
def test_hostile_files_are_reported_and_not_followed(text: str) -> None:
    assert parse(SourceFile("main.tf", text)).diagnostics
