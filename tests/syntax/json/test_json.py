"""JSON texts."""

from __future__ import annotations

import json as standard
from pathlib import Path

import pytest

from plainly import Not, plain
from yourside.spans import Level, SourceFile, Span
from yourside.syntax import json
from yourside.syntax.document import DocumentFile
from yourside.values import Map, Seq

TESTDATA = Path(__file__).parents[3] / "testdata" / "syntax" / "json"


def read(text: str) -> DocumentFile:
    return json.parse(SourceFile("a.json", text))


def meaning(text: str) -> object:
    (document,) = read(text).documents
    return plain(document.value)


@pytest.mark.parametrize("name", ["template.json", "scalars.json", "crlf.json", "main.tf.json"])
def test_valid_files_mean_what_they_mean_to_python(name: str) -> None:
    text = (TESTDATA / "valid" / name).read_bytes().decode()
    assert meaning(text) == standard.loads(text)
    assert read(text).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud83d\udd12 \ud83d \u00e9"', "🔒 \N{REPLACEMENT CHARACTER} é"),
        ('"raw\ttab"', "raw\ttab"),
        ("1E+5", 100000.0),
        ("-0.5e-3", -0.0005),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("1e999", Not("PARSE")),
        ("1.", Not("PARSE")),
        ("9" * 5000, Not("PARSE")),
    ],
)
def test_a_scalar_means(text: str, value: object) -> None:
    assert meaning(text) == value


def test_spans_of_values_and_keys() -> None:
    (document,) = read('{"größe 🗄": [1, "a\\"b"], "c": {} }').documents
    assert isinstance(document.value, Map)
    array = document.value.entries["größe 🗄"]
    assert isinstance(array, Seq)
    assert array.origin.name
    assert (array.origin.name.text, array.origin.span.text) == ('"größe 🗄"', '[1, "a\\"b"]')
    assert [item.origin.span.text for item in array.items] == ["1", '"a\\"b"']
    assert document.span.text == '{"größe 🗄": [1, "a\\"b"], "c": {} }'


def test_a_part_of_a_file_is_read_with_the_offsets_of_the_file() -> None:
    source = SourceFile("a.tf", 'é = <<E\n{"é": 1}\nE\n')
    (document,) = json.parse(source, Span(source, 8, 16)).documents
    assert isinstance(document.value, Map)
    assert document.value.entries["é"].origin.span == Span(source, 14, 15)


@pytest.mark.parametrize(
    ("name", "value", "problems"),
    [
        ("trailing_comma.json", {"a": 1, "b": [1, 2], "c": 3}, ["1:21 expected a value", "1:30 unexpected `,`"]),
        ("missing_comma.json", {"a": 1, "b": 2, "c": 3}, ["2:9 expected `,` or `}`"]),
        ("unclosed.json", {"a": {"x": 1, "b": 2}, "...": Not("PARSE")}, ["1:1 unclosed `{` opened here"]),
        (
            "bad_word.json",
            {"a": Not("PARSE"), "c": 3, "...": Not("PARSE")},
            ["1:7 unexpected `tru,`", "1:15 unexpected `: 2`"],
        ),
        ("bad_escape.json", {"a": Not("PARSE"), "b": 2}, ["1:9 unexpected `\\q`"]),
        ("two_values.json", {"a": 1}, ["2:1 expected the end of the text after its value"]),
        ("duplicate.json", {"a": 2}, ["1:10 `a` was already set in this object; the last one counts"]),
    ],
)
def test_all_but_the_broken_places_is_read(name: str, value: object, problems: list[str]) -> None:
    file = read((TESTDATA / "broken" / name).read_text("utf-8"))
    assert [plain(document.value) for document in file.documents] == [value]
    assert [
        "{}:{} ".format(*file.source.line_col(problem.origin.span.start)) + problem.message
        for problem in file.diagnostics
    ] == problems


@pytest.mark.parametrize("name", ["yaml.json", "empty.json"])
def test_what_is_no_json_is_unread_and_reported_once(name: str) -> None:
    file = read((TESTDATA / "broken" / name).read_text("utf-8"))
    assert file.documents == ()
    assert [span.text for span in file.unread] == [file.source.text]
    assert [problem.code for problem in file.diagnostics] == ["json-syntax"]


def test_comments_are_tolerated_with_a_note() -> None:
    file = read((TESTDATA / "valid" / "commented.json").read_text("utf-8"))
    assert [plain(document.value) for document in file.documents] == [{"a": 1, "b": [2]}]
    assert [comment.text for comment in file.comments] == ["Written by hand.", "why", "trailing"]
    assert [(problem.code, problem.level) for problem in file.diagnostics] == [("json-comment", Level.NOTE)]


def test_a_duplicate_key_is_a_warning() -> None:
    assert [problem.level for problem in read('{"a": 1, "a": 2}').diagnostics] == [Level.WARNING]


@pytest.mark.parametrize("text", ["[" * 300 + "]" * 300, '{"a":' * 300 + "1" + "}" * 300])
def test_deep_nesting_is_read_to_a_bound(text: str) -> None:
    assert [problem.code for problem in read(text).diagnostics] == ["json-depth"]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "nope " * 10_000, '"' * 50_001])
def test_hostile_texts_are_reported_and_not_followed(text: str) -> None:
    assert 0 < len(read(text).diagnostics) <= 21
