"""The template language: quoted strings, heredocs, interpolation and directives (hclsyntax/spec.md, "Templates")."""

from __future__ import annotations

import pytest

from outlines import outline, value
from yourside.spans import SourceFile, Span
from yourside.syntax.hcl.parse import parse_template
from yourside.syntax.hcl.tree import Literal, Template, TemplateFor, TemplateIf


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (r'"a\n\t\r\"\\b"', r"""'a\n\t\r"\\b'"""),
        (r'"\u00e9\U0001F512"', "'é🔒'"),
        (r'"\ud83d"', "'\N{REPLACEMENT CHARACTER}'"),
        ('"$${a} %%{b}"', "'${a} %{b}'"),
        ('"100$ 50% $"', "'100$ 50% $'"),
        ('"${a}"', "(template a)"),
        ('"  ${a}  "', "(template '  ' a '  ')"),
        ('"a ${b}${c} d"', "(template 'a ' b c ' d')"),
        ('"$$${a}"', "(template '$$' a)"),
        ('"$${a} ${b}"', "(template '${a} ' b)"),
        ('"${"${a}-x"}"', "(template (template a '-x'))"),
        ('"${f("a", { b = "}" })}"', "(template (call f 'a' (object 'b'='}')))"),
        ('"a ${~ b ~} c"', "(template 'a' b 'c')"),
        ('"%{ if a }yes%{ else }no%{ endif }"', "(template (if a ['yes'] ['no']))"),
        ('"%{ if a }yes%{ endif }!"', "(template (if a ['yes'] []) '!')"),
        ('"%{ for x in xs ~} ${x}, %{~ endfor }"', "(template (for x in xs [x ',']))"),
        ('"%{ for k, v in m }%{ if v }${k}%{ endif }%{ endfor }"', "(template (for k v in m [(if v [k] [])]))"),
        (r'"%{ if a == \"y\" }z%{ endif }"', "(template (if (== a 'y') ['z'] []))"),
        (r'"a\/b"', r"'a\\/b'"),
    ],
)
def test_a_quoted_string_means(text: str, meaning: str) -> None:
    assert outline(value(text)) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("<<E\na\n  b\nE", r"'a\n  b\n'"),
        ("<<E\nE", "''"),
        ("<<E\n\n E F\nE", r"'\n E F\n'"),
        ('<<E\n\\n " $${x} %%{y} \\\nE', r"""'\\n " ${x} %{y} \\\n'"""),
        ("<<E\r\na\r\nE\r", r"'a\r\n'"),
        ("<<E\n  ${a}\n b ${c}\nE", r"(template '  ' a '\n b ' c '\n')"),
        ("<<-E\n    a\n      b\n\n    c\n  E", r"'a\n  b\n\nc\n'"),
        ("<<-E\n    ${a} b\n      c\n    E", r"(template a ' b\n  c\n')"),
        ("<<-E\n  ${a}\n${b}\n  E", r"(template '  ' a '\n' b '\n')"),
        ("<<E\n%{ for x in xs ~}\n  ${x}\n%{ endfor ~}\nend\nE", r"(template (for x in xs ['  ' x '\n']) 'end\n')"),
        ("<<E\n%{ if a ~}\n%{ else ~}\n%{ endif ~}\nE", "(template (if a [] []))"),
        ("[<<A\n1\nA\n, <<B\n2\nB\n]", r"(tuple '1\n' '2\n')"),
    ],
)
def test_a_heredoc_means(text: str, meaning: str) -> None:
    assert outline(value(text)) == meaning


def test_the_span_of_a_template_is_all_of_it_and_of_a_part_what_is_written() -> None:
    template = value('"a\\n${var.b} c"')
    assert isinstance(template, Template)
    assert template.span.text == '"a\\n${var.b} c"'
    assert [part.span.text for part in template.parts] == ["a\\n", "var.b", " c"]


def test_the_span_of_a_heredoc_goes_from_marker_to_marker() -> None:
    template = value("<<-EOT\n  a ${b}\n  EOT\n")
    assert isinstance(template, Template)
    assert template.span.text == "<<-EOT\n  a ${b}\n  EOT"
    assert [part.span.text for part in template.parts] == ["  a ", "b", "\n"]


def test_a_heredoc_without_interpolation_is_a_literal_over_all_of_it() -> None:
    literal = value("<<EOT\n{}\nEOT\n")
    assert isinstance(literal, Literal)
    assert (literal.data, literal.span.text) == ("{}\n", "<<EOT\n{}\nEOT")


def test_directives_have_spans_from_their_start_to_their_end() -> None:
    template = value('"%{ if a }x%{ endif }%{ for k, v in m }y%{ endfor }"')
    assert isinstance(template, Template)
    choice, loop = template.parts
    assert isinstance(choice, TemplateIf)
    assert (choice.span.text, choice.condition.span.text) == ("%{ if a }x%{ endif }", "a")
    assert isinstance(loop, TemplateFor)
    assert loop.key
    assert (loop.span.text, loop.key.span.text) == ("%{ for k, v in m }y%{ endfor }", "k")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("plain", "'plain'"),
        ("", "''"),
        ("${a.b}", "(template a.b)"),
        ("x-${a}\n", r"(template 'x-' a '\n')"),
        (r'\n "${a}"', """(template '\\\\n "' a '"')"""),
        ("$${a}", "'${a}'"),
        ("T_ __ ${a}\nT_\nT__", r"(template 'T_ __ ' a '\nT_\nT__')"),
        ("%{ if a ~}\n  b\n%{~ endif }", "(template (if a ['b'] []))"),
        ("${1e3}", "(template 1000.0)"),
    ],
)
def test_a_template_outside_of_a_file_means(text: str, meaning: str) -> None:
    span = Span(SourceFile("main.tf.json", '"…"'), 0, 3)
    expr, problems = parse_template(text, span)
    assert (outline(expr), problems) == (meaning, ())
    assert expr.span == span


@pytest.mark.parametrize("text", ["${a", "${", "%{ if a }", "${a b}", "%{ x }"])
def test_a_broken_template_outside_of_a_file_is_bad(text: str) -> None:
    span = Span(SourceFile("main.tf.json", '"…"'), 0, 3)
    expr, (problem,) = parse_template(text, span)
    assert outline(expr) == "BAD"
    assert (problem.code, problem.origin.span) == ("hcl-syntax", span)
