"""YAML streams."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainly import Not, plain
from yourside.spans import Level, SourceFile
from yourside.syntax import yaml
from yourside.syntax.document import DocumentFile
from yourside.values import Map, Scalar, Seq, Value

TESTDATA = Path(__file__).parents[3] / "testdata" / "syntax" / "yaml"
TAGS = {"!Ref": "Ref"} | {f"!{name}": f"Fn::{name}" for name in ("Sub", "GetAtt", "If", "Equals", "ImportValue")}


def read(text: str) -> DocumentFile:
    return yaml.parse(SourceFile("a.yaml", text), TAGS)


def meaning(text: str) -> object:
    (document,) = read(text).documents
    return plain(document.value)


def at(value: Value, *path: str | int) -> Value:
    for step in path:
        match value:
            case Map(entries=entries):
                value = entries[str(step)]
            case Seq(items=items):
                value = items[int(step)]
    return value


def places(text: str, *path: str | int) -> tuple[str, str | None]:
    """The text at the span of a value, and at that of its key."""
    (document,) = read(text).documents
    origin = at(document.value, *path).origin
    return origin.span.text, origin.name.text if origin.name else None


def problems(file: DocumentFile) -> list[str]:
    return [
        "{}:{} {}".format(*file.source.line_col(problem.origin.span.start), problem.code)
        for problem in file.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # YAML 1.1 types as sigs.k8s.io/yaml and CloudFormation have them
        *[(text, None) for text in ("", "~", "null", "Null", "NULL")],
        *[(text, True) for text in ("true", "True", "TRUE", "yes", "Yes", "on", "ON")],
        *[(text, False) for text in ("false", "False", "no", "NO", "off", "Off")],
        *[(text, text) for text in ("y", "N", "tRue", "nul", "TrUE")],
        *[("0", 0), ("12", 12), ("-7", -7), ("+3", 3), ("1_000", 1000)],
        *[("0644", 420), ("0x1F", 31), ("0b101", 5), ("-010", -8)],
        *[("1.5", 1.5), ("-.5", -0.5), ("1.", 1.0), ("1.5e+3", 1500.0)],
        *[(text, text) for text in ("2024-01-01", "22:30", "1e5", "08", "0o7", ".inf", ".nan", "1.2.3", "+", "1-2")],
        *[('"yes"', "yes"), ("'12'", "12"), ("! 12", "12"), ("!!str 12", "12"), ('!!int "7"', 7)],
        ("9" * 5000, "9" * 5000),
        # strings
        ("'it''s'", "it's"),
        (r'"\u00e9\x41\n"', "éA\n"),
        ("|\n  a\n   b\n\n", "a\n b\n"),
        ("|-\n  a\n", "a"),
        (">\n  a\n  b\n\n  c\n", "a b\nc\n"),
        ("a b\n  c", "a b c"),
    ],
)
def test_a_scalar_means(text: str, value: object) -> None:
    assert meaning(f"x: {text}") == {"x": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- 1\n- [2, {a: 3}]\n", [1, [2, {"a": 3}]]),
        ("on: 1\n2: 3\ntrue: 4\n~: 5\n1.50: 6", {"on": 1, "2": 3, "true": 4, "~": 5, "1.50": 6}),
        ("? a\n: 1", {"a": 1}),
        ("a: &x 1\nb: *x", {"a": 1, "b": 1}),
        ("a: &x b\n*x : 1", {"a": "b", "b": 1}),
        # merge keys: what is written wins, then the first mapping named
        ("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}", {"a": {"p": 1, "q": 2}, "b": {"p": 1, "q": 3}}),
        ("a: &x {p: 1}\nb: {q: 2, <<: *x}", {"a": {"p": 1}, "b": {"p": 1, "q": 2}}),
        (
            "- &x {p: 1}\n- &y {p: 2, q: 3}\n- <<: [*x, *y]",
            [{"p": 1}, {"p": 2, "q": 3}, {"p": 1, "q": 3}],
        ),
        ('"<<": 1', {"<<": 1}),
        ('a: &x "<<"\n*x : 1', {"a": "<<", "<<": 1}),
        # tags
        ("!Ref a", {"Ref": "a"}),
        ("x: !GetAtt a.b", {"x": {"Fn::GetAtt": "a.b"}}),
        ("x: !Ref 12", {"x": {"Ref": "12"}}),
        ("x: !If [a, !Ref b, yes]", {"x": {"Fn::If": ["a", {"Ref": "b"}, True]}}),
        ("x: !Sub\n  - ${a}\n  - a: 1", {"x": {"Fn::Sub": ["${a}", {"a": 1}]}}),
        ("x: !Sub |\n  a\n", {"x": {"Fn::Sub": "a\n"}}),
        ("\N{ZERO WIDTH NO-BREAK SPACE}a: 1", {"a": 1}),
        ("a: 1\r\nb: |\r\n  x\r\n", {"a": 1, "b": "x\n"}),
    ],
)
def test_a_document_means(text: str, value: object) -> None:
    file = read(text)
    assert (meaning(text), file.diagnostics) == (value, ())


@pytest.mark.parametrize(
    ("text", "path", "value", "key"),
    [
        ("größe: 🗄 x # c", ["größe"], "🗄 x", "größe"),
        ("'a b': \"c\\td\"", ["a b"], '"c\\td"', "'a b'"),
        ("a:\n  b: [1, 2]", ["a"], "b: [1, 2]", "a"),
        ("a:\n  b: [1, 2]\n\n# c\nd: 1", ["a"], "b: [1, 2]", "a"),
        ("a:\n  b: [1, 2]", ["a", "b", 1], "2", None),
        ("a:\n- b\n- c\n\nd: 1", ["a"], "- b\n- c", "a"),
        ("a: { b: 1 }", ["a"], "{ b: 1 }", "a"),
        ("a: |\n  x\n  y\n\nb: 1", ["a"], "|\n  x\n  y", "a"),
        ("a:\nb: 1", ["a"], "", "a"),
        ("a: &x {b: 1}", ["a"], "{b: 1}", "a"),
        ("a: &x\n  b: 1", ["a"], "b: 1", "a"),
        ("a: !Sub 'x'", ["a"], "!Sub 'x'", "a"),
        ("a: !Sub 'x'", ["a", "Fn::Sub"], "'x'", "!Sub"),
        ("a: &x !Sub 'x'", ["a", "Fn::Sub"], "'x'", "!Sub"),
        ("a: !If\n  - b\n  - c\n", ["a"], "!If\n  - b\n  - c", "a"),
        ("a: !Ref\nb: 1", ["a", "Ref"], "", "!Ref"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}a: b", ["a"], "b", "a"),
        ("a: x\r\nb: y\r\n", ["b"], "y", "b"),
    ],
)
def test_spans_of_values_and_keys(text: str, path: list[str | int], value: str, key: str | None) -> None:
    assert places(text, *path) == (value, key)


def test_an_alias_stands_where_it_is_written_and_came_from_its_anchor() -> None:
    (document,) = read("a: &x {p: 1}\nb: *x\n").documents
    origin = at(document.value, "b").origin
    assert (origin.span.text, [(hop.span.text, hop.label) for hop in origin.via]) == ("*x", [("{p: 1}", "anchor &x")])
    assert origin.name
    assert origin.name.text == "b"
    assert at(document.value, "b", "p") is at(document.value, "a", "p")


@pytest.mark.parametrize("path", [path.name for path in sorted((TESTDATA / "valid").iterdir())])
def test_valid_files_are_read_without_a_word(path: str) -> None:
    file = read((TESTDATA / "valid" / path).read_bytes().decode())
    assert (file.diagnostics, file.unread) == ((), ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("middle.yaml", ["5:1 yaml-syntax", "8:7 yaml-syntax"]),
        ("tab.yaml", ["2:1 yaml-syntax"]),
        ("indentation.yaml", ["3:2 yaml-syntax"]),
        ("duplicate.yaml", ["2:11 yaml-duplicate-key", "3:1 yaml-duplicate-key"]),
        ("helm.yaml", ["3:10 yaml-key"]),
        ("aliases.yaml", ["1:11 yaml-alias", "2:4 yaml-alias"]),
        ("tags.yaml", ["1:4 yaml-unknown-tag", "2:4 yaml-unknown-tag"]),
    ],
)
def test_problems_are_reported_where_they_are(name: str, expected: list[str]) -> None:
    assert problems(read((TESTDATA / "broken" / name).read_text("utf-8"))) == expected


def test_the_neighbours_of_broken_documents_are_read() -> None:
    file = read((TESTDATA / "broken" / "middle.yaml").read_text("utf-8"))
    assert [plain(document.value) for document in file.documents] == [
        {"kind": "A"},
        {"kind": "B", "...": Not("PARSE")},
        {"kind": "C"},
        {"kind": "E"},
    ]
    assert [span.text for span in file.unread] == ["spec: [1, 2\n", '---\nkind: "D\n']


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: 1\nb: [\n", {"a": 1, "...": Not("PARSE")}),
        (
            "a: {b: 1}\nc:\n  d: 2\n  e: 'x\nf: 3\n",
            {"a": {"b": 1}, "c": {"d": 2, "...": Not("PARSE")}, "...": Not("PARSE")},
        ),
        ("a:\n  - b: 1\n  - c: [\n", {"a": [{"b": 1}, Not("PARSE")], "...": Not("PARSE")}),
        ("a:\n  b:\n    c: 1\n  d: }\n", {"a": {"b": {"c": 1}, "...": Not("PARSE")}, "...": Not("PARSE")}),
    ],
)
def test_what_stands_before_the_broken_entry_is_read_and_may_be_more(text: str, meant: object) -> None:
    file = read(text)

    assert [plain(document.value) for document in file.documents] == [meant]
    assert len(file.diagnostics) == 1


def test_nothing_is_taken_from_a_document_with_placeholders() -> None:
    assert not read("a: 1\nb: {{ .Values.b }}c\n").documents


def test_a_control_character_spoils_its_document_alone() -> None:
    file = read("é: 1\n---\né: \x01\n---\nb: 2\n")
    assert [plain(document.value) for document in file.documents] == [{"é": 1}, {"b": 2}]
    assert problems(file) == ["3:4 yaml-syntax"]


def test_of_duplicate_keys_the_last_one_counts() -> None:
    assert meaning("a: 1\na: 2") == {"a": 2}
    assert [problem.level for problem in read("a: 1\na: 2").diagnostics] == [Level.WARNING]


def test_what_has_no_value_is_unknown() -> None:
    assert meaning("a: &a [*a]\nb: *c") == {"a": [Not("LIMIT", "*a")], "b": Not("PARSE", "*c")}
    assert meaning("a: {[1]: 2}") == {"a": {"...": Not("PARSE")}}


def test_documents_have_spans() -> None:
    file = read("a: 1\n---\nb: 2\n...\n---\n- c\n")
    assert [document.span.text for document in file.documents] == ["a: 1\n", "---\nb: 2\n...", "---\n- c\n"]


def test_comments_are_not_looked_for_in_strings() -> None:
    file = read("# a\nb: 'x # y' # c\nd: e#f\ng: |\n  # h\n# i\nj: \"k\n  # l\"\n#m\n")
    assert [comment.text for comment in file.comments] == ["a", "c", "i", "m"]


@pytest.mark.parametrize("text", ["[" * 200, "- " * 200, "{a: " * 200, "[" * 200 + "]" * 200, "[" * 100_000])
def test_deep_nesting_is_not_read(text: str) -> None:
    file = read(f"a: 1\n---\n{text}\n---\nb: 2\n")
    assert [plain(document.value) for document in file.documents] == [{"a": 1}, {"b": 2}]
    assert [problem.code for problem in file.diagnostics] == ["yaml-depth"]


def test_aliases_expand_to_a_bound() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    file = read("\n".join(rows))
    assert {problem.code for problem in file.diagnostics} == {"yaml-alias"}
    (document,) = file.documents
    assert plain(at(document.value, "a2", 9, 9)) == ["x"] * 10
    assert isinstance(at(document.value, "a5", 0), Seq)
    assert plain(at(document.value, "a5", 9)) == Not("LIMIT", "*a4")
    assert plain(at(document.value, "a6", 0)) == Not("LIMIT", "*a5")


def test_nested_aliases_are_bounded_in_depth() -> None:
    rows = ["a0: &a0 " + "[" * 40 + "]" * 40] + [
        f"a{i}: &a{i} " + "[" * 40 + f"*a{i - 1}" + "]" * 40 for i in (1, 2, 3)
    ]
    assert [problem.code for problem in read("\n".join(rows)).diagnostics] == ["yaml-alias"]


def test_a_scalar_is_typed_where_it_is_written() -> None:
    (document,) = read("12").documents
    assert isinstance(document.value, Scalar)
    assert (document.value.data, document.value.origin.span.text) == (12, "12")
