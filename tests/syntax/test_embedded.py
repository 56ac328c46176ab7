"""JSON and YAML held in strings of HCL and YAML."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plainly import Not, plain
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.syntax import yaml
from yourside.syntax.embedded import parse_json, parse_yaml
from yourside.syntax.hcl.parse import parse
from yourside.syntax.hcl.tree import Literal, Part, Template
from yourside.values import Map, Scalar, Seq, Unknown, Value, Why


def string(text: str) -> Scalar | Unknown:
    """What `x = text` holds when nothing in it is known but the text."""
    match parse(SourceFile("main.tf", f"x = {text}\n")).body.attributes["x"].value:
        case Literal(data=str(data), span=span):
            return Scalar(data, Origin(span, refs=("a.b",)))
        case Template(parts=parts, span=span):
            return Unknown(Why.REFERENCE, Origin(span, refs=("a.b",)), "a.b", tuple(map(piece, parts)))
    raise AssertionError(text)


def piece(part: Part) -> Scalar | Unknown:
    if isinstance(part, Literal):
        return Scalar(part.data, Origin(part.span))
    return Unknown(Why.REFERENCE, Origin(part.span, refs=("a.b",)), part.span.text)


def leaves(value: Value) -> dict[str, str]:
    """The text at the span of each leaf, by the text at the span of its key."""
    match value:
        case Map(entries=entries):
            return {key: text for entry in entries.values() for key, text in leaves(entry).items()}
        case Seq(items=items):
            return {key: text for item in items for key, text in leaves(item).items()}
    return {value.origin.name.text if value.origin.name else "": value.origin.span.text}


@pytest.mark.parametrize(
    "text",
    [
        '<<E\n{"a": 1, "b": ["x", {"c": null}]}\nE',
        '<<E\n{\n  "a": 1,\n  "b": ["x",\n    {"c": null}]\n}\nE',
        '<<-E\n    {"a": 1,\n      "b": ["x", {"c": null}]}\n    E',
    ],
)
def test_nodes_point_into_a_heredoc(text: str) -> None:
    tree = parse_json(string(text))
    assert plain(tree) == {"a": 1, "b": ["x", {"c": None}]}
    assert leaves(tree) == {'"a"': "1", "": '"x"', '"c"': "null"}
    assert tree.origin.refs == ("a.b",)


def test_nodes_point_into_a_block_of_yaml() -> None:
    (document,) = yaml.parse(SourceFile("a.yaml", 'p: |\n  {\n    "é": "x"\n  }\nq: 1\n')).documents
    assert isinstance(document.value, Map)
    text = document.value.entries["p"]
    assert isinstance(text, Scalar)
    assert leaves(parse_json(text)) == {'"é"': '"x"'}


def test_nodes_point_to_all_of_a_string_with_escapes() -> None:
    tree = parse_json(string(r'"{\"a\": {\"b\": 1}}"'))
    assert plain(tree) == {"a": {"b": 1}}
    assert leaves(tree) == {"": r'"{\"a\": {\"b\": 1}}"'}


def test_the_last_hop_of_a_string_ends_at_the_node() -> None:
    literal = string('<<E\n{"a": 1}\nE')
    file = literal.origin.span.file
    use = Span(SourceFile("use.tf", "policy = var.p"), 9, 14)
    origin = Origin(use, via=(Hop(use, "argument"), Hop(literal.origin.span, "default of var.p")), refs=("a.b",))
    tree = parse_json(replace(literal, origin=origin))
    assert isinstance(tree, Map)
    found = tree.entries["a"].origin
    assert (found.span, found.refs) == (use, ("a.b",))
    assert found.via == (Hop(use, "argument"), Hop(Span(file, 14, 15), "default of var.p"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # inside of quotes
        ('{"a": "x-${a.b}"}', {"a": Not("REFERENCE", "a.b", ("x-", Not("REFERENCE", "a.b")))}),
        ('{"a": "${a.b}"}', {"a": Not("REFERENCE", "a.b")}),
        ('{"a\\"": "${a.b}"}', {'a"': Not("REFERENCE", "a.b")}),
        # in place of a value, or of several
        ('{"a": ${a.b}, "c": 1}', {"a": Not("REFERENCE", "a.b"), "c": 1}),
        ('{"a": ["x", ${a.b}]}', {"a": ["x", Not("REFERENCE", "a.b")]}),
        ('{"a": [${a.b}]}', {"a": [Not("REFERENCE", "a.b")]}),
        # in a key
        ('{"a": 1, "${a.b}:sub": 2}', {"a": 1, "...": Not("REFERENCE", "a.b", (Not("REFERENCE", "a.b"), ":sub"))}),
        # the whole
        ("${a.b}", Not("REFERENCE", "a.b")),
    ],
)
def test_what_is_not_known_is_unknown_in_the_tree(text: str, value: object) -> None:
    assert plain(parse_json(string(f"<<E\n{text}\nE"))) == value


def test_what_is_known_beside_unknown_pieces_has_exact_places() -> None:
    tree = parse_json(string('<<E\n{"a": "${a.b}", "c": "x${a.b}", "d": [1]}\nE'))
    assert leaves(tree) == {'"a"': "a.b", '"c"': '"x${a.b}"', "": "1"}


def test_a_piece_that_may_be_several_items_is_the_rest_of_its_list() -> None:
    tree = parse_json(string('<<E\n["x", ${a.b}]\nE'))
    assert isinstance(tree, Seq)
    assert (len(tree.items), tree.rest is None) == (1, False)


@pytest.mark.parametrize("text", ['"no"', '""', '"{\\"a\\": }"', "<<E\n{} {}\nE", '"\U000f0000"'])
def test_what_is_no_json_is_unknown(text: str) -> None:
    assert plain(parse_json(string(text))) == Not("PARSE")


def test_what_is_no_json_around_its_unknown_pieces_stays_what_it_was() -> None:
    text = string('"no ${a.b}"')
    assert parse_json(text) is text


def test_what_is_not_known_at_all_stays() -> None:
    unknown = Unknown(Why.VARIABLE, string('""').origin, "var.p")
    assert parse_json(unknown) is unknown


def test_numbers_among_the_parts_are_text() -> None:
    origin = string('""').origin
    parts = (Scalar('{"a": ', origin), Scalar(8080, origin), Scalar(', "b": "', origin), Unknown(Why.DATA, origin, "d"))
    tree = parse_json(Unknown(Why.DATA, origin, "d", (*parts, Scalar('"}', origin))))
    assert plain(tree) == {"a": 8080, "b": Not("DATA", "d")}


def test_yaml_points_into_a_heredoc_around_its_holes() -> None:
    tree = parse_yaml(
        string("<<-E\n    a: 1\n    b:\n      - c: x-${a.b.id}\n        d: ${a.b.id}\n        e: 'z'\n    E")
    )
    hole = Not("REFERENCE", "a.b.id")
    assert plain(tree) == {"a": 1, "b": [{"c": Not("REFERENCE", "a.b.id", ("x-", hole)), "d": hole, "e": "z"}]}
    found = leaves(tree)
    assert (found["a"], found["e"]) == ("1", "'z'")


def test_a_template_that_takes_pieces_from_elsewhere_is_read_where_it_is_written() -> None:
    written = string('<<E\n{\n  "a": "known",\n  "b": 1\n}\nE')
    hop = Hop(Span(SourceFile("variables.tf", '"known"'), 0, 7), "default of var.a")
    tree = parse_json(replace(written, origin=replace(written.origin, via=(hop,))))
    assert leaves(tree) == {'"a"': '"known"', '"b"': "1"}


@pytest.mark.parametrize("text", ["a: [", "a: 1\n---\nb: 2\n", ""])
def test_what_is_not_one_document_of_yaml(text: str) -> None:
    assert plain(parse_yaml(string(f"<<E\n{text}\nE"))) == Not("PARSE", "")
