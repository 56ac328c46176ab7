"""What holds of every text: no reader raises, and places lie in the file, the inner in the outer."""

from __future__ import annotations

import json as standard_json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from outlines import nested_spans
from plainly import plain
from yourside.spans import SourceFile, Span
from yourside.syntax import json, yaml
from yourside.syntax.document import DocumentFile
from yourside.syntax.hcl.parse import parse, parse_template
from yourside.values import Map, Seq, Value

TESTDATA = Path(__file__).parents[2] / "testdata"
TAGS = {"!Ref": "Ref", "!Sub": "Fn::Sub"}

HCL_WORDS = st.sampled_from(
    ['"', "${", "%{", "}", "{", "[", "]", "(", ")", "=", "<<E\n", "E\n", "\n", " a ", "a.b", "1", "é", "🗄", "~", "\\",
     ",", "for", "in", ":", "=>", "?", "%{ if a }", "%{ endif }", "# c", "/*", "*/", "\r\n", "[*]", ".*", "...", "!"]
)  # fmt: skip
YAML_WORDS = st.sampled_from(
    ["a", ":", " ", "\n", "- ", "? ", "{", "}", "[", "]", ",", "&x ", "*x", "!Sub ", "!a", "<<: ", "|", ">", "-", "'",
     '"', "#", "---\n", "...\n", "%YAML 1.1\n", "\t", "  ", "é", "🗄", "\r\n", "\N{ZERO WIDTH NO-BREAK SPACE}", "~"]
)  # fmt: skip
JSON_WORDS = st.sampled_from(
    [
        '"',
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "1",
        "-",
        "e+5",
        ".",
        "true",
        "nul",
        " ",
        "\n",
        "\\",
        "\\u00e9",
        "é",
        "🗄",
        "//",
        "/*",
    ]
)


def texts(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.text(max_size=80), st.lists(words, max_size=40).map("".join))


def origins(value: Value, around: Span | None = None) -> Iterator[tuple[Span | None, Span]]:
    """Each span of a document with the one it must lie in. An alias stands for what is written elsewhere."""
    span = value.origin.span
    yield around, span
    if value.origin.name:
        yield around, value.origin.name
    children: list[Value] = []
    match value:
        case Map(entries=entries):
            children = list(entries.values())
        case Seq(items=items):
            children = list(items)
    for child in children:
        yield from origins(child, None if value.origin.via else span)


def assert_placed(source: SourceFile, spans: Iterator[tuple[Span | None, Span]]) -> None:
    for around, span in spans:
        assert 0 <= span.start <= span.end <= len(source.text)
        assert around is None or around.contains(span)


def assert_documents_placed(file: DocumentFile) -> None:
    for document in file.documents:
        assert_placed(file.source, origins(document.value))
    assert_placed(file.source, ((None, comment.span) for comment in file.comments))
    assert_placed(file.source, ((None, problem.origin.span) for problem in file.diagnostics))
    assert_placed(file.source, ((None, span) for span in file.unread))


@settings(max_examples=300, deadline=None)
@given(texts(HCL_WORDS))
def test_any_text_is_read_as_hcl(text: str) -> None:
    file = parse(SourceFile("main.tf", text))
    assert_placed(file.source, nested_spans(file.body))
    assert_placed(file.source, ((None, comment.span) for comment in file.comments))
    assert_placed(file.source, ((None, problem.origin.span) for problem in file.diagnostics))


@settings(max_examples=200, deadline=None)
@given(texts(HCL_WORDS))
def test_any_text_is_read_as_a_template(text: str) -> None:
    span = Span(SourceFile("main.tf.json", text), 0, len(text))
    expr, problems = parse_template(text, span)
    assert {span for _, span in nested_spans(expr)} == {span}
    assert {problem.origin.span for problem in problems} <= {span}


@settings(max_examples=300, deadline=None)
@given(texts(YAML_WORDS))
def test_any_text_is_read_as_yaml(text: str) -> None:
    assert_documents_placed(yaml.parse(SourceFile("a.yaml", text), TAGS))


@settings(max_examples=300, deadline=None)
@given(texts(JSON_WORDS))
def test_any_text_is_read_as_json(text: str) -> None:
    assert_documents_placed(json.parse(SourceFile("a.json", text)))


def trees(scalars: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.recursive(
        scalars,
        lambda children: st.one_of(st.lists(children, max_size=4), st.dictionaries(st.text(), children, max_size=4)),
        max_leaves=12,
    )


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())


@settings(max_examples=200, deadline=None)
@given(trees(LEAVES), st.booleans(), st.sampled_from([None, 2]))
def test_json_means_what_it_means_to_python(tree: object, ascii_only: bool, indent: int | None) -> None:
    text = standard_json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    file = json.parse(SourceFile("a.json", text))
    assert [plain(document.value) for document in file.documents] == [standard_json.loads(text)]
    assert file.diagnostics == ()
    assert_documents_placed(file)


@settings(max_examples=200, deadline=None)
@given(trees(LEAVES), st.booleans(), st.booleans())
def test_yaml_means_what_it_means_to_pyyaml(tree: object, flow: bool, unicode: bool) -> None:
    text = pyyaml.safe_dump(tree, default_flow_style=flow, allow_unicode=unicode)
    file = yaml.parse(SourceFile("a.yaml", text))
    assert [plain(document.value) for document in file.documents] == [pyyaml.safe_load(text)]
    assert file.diagnostics == ()
    assert_documents_placed(file)


@pytest.mark.parametrize("path", sorted(TESTDATA.rglob("*.tf")), ids=lambda path: str(path.relative_to(TESTDATA)))
def test_places_lie_in_each_other_in_every_terraform_file(path: Path) -> None:
    file = parse(SourceFile(path.name, path.read_bytes().decode()))
    assert_placed(file.source, nested_spans(file.body))
