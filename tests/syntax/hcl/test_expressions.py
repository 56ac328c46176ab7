"""Expressions of HCL (hclsyntax/spec.md, "Expressions")."""

from __future__ import annotations

import pytest

from outlines import outline, value
from yourside.syntax.hcl.tree import Binary, Call, Conditional, GetAttr, Index, Literal, Object, Splat, Tuple


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        # literals
        ("null", "None"),
        ("true", "True"),
        ("12", "12"),
        ("1.5", "1.5"),
        ("1.5e3", "1500.0"),
        ("100000000000000000000", "100000000000000000000"),
        ('""', "''"),
        # numbers that the grammar does not know
        ("1e5", "100000.0"),
        ("105e+2", "10500.0"),
        ("2E-3", "0.002"),
        # traversals
        ("a.b.c", "a.b.c"),
        ("a[0].b", "a[0].b"),
        ('a["b.c"]', "a['b.c']"),
        ("a[b.c].d", "a[b.c].d"),
        ("a.0.b", "a.0.b"),
        ("(a)[0]", "a[0]"),
        ("f(x).y", "(call f x).y"),
        ("a . b /* c */ . d", "a.b.d"),
        # splats: the full one takes the rest of the chain, the other attributes alone
        ("a[*].b[0].c", "a[each it.b[0].c]"),
        ("a[*].b[*].c", "a[each it.b[each it.c]]"),
        ("a.*.b.c[0]", "a[each it.b.c][0]"),
        ("a.*.b.0", "a[each it.b.0]"),
        ("a.*.b.*.c", "a[each it.b][each it.c]"),
        ("a[*]", "a[each it]"),
        # operators
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("(1 + 2) * 3", "(* (+ 1 2) 3)"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("a || b && c == d + 1", "(|| a (&& b (== c (+ d 1))))"),
        ("!a.b && -c[0] >= 1 % 2", "(&& (! a.b) (>= (- c[0]) (% 1 2)))"),
        ("a && b && c || d || e", "(|| (|| (&& (&& a b) c) d) e)"),
        ("a == b != c", "(!= (== a b) c)"),
        ("1 < 2 == true", "(== (< 1 2) True)"),
        ("-a * b + !c", "(+ (* (- a) b) (! c))"),
        ("a * b / c % d", "(% (/ (* a b) c) d)"),
        ("!(a || b)", "(! (|| a b))"),
        ("a ? b : c ? d : e", "(? a b (? c d e))"),
        ("a ? b : c ? d : e ? f : g", "(? a b (? c d (? e f g)))"),
        ("(a ? b : c) ? d : e", "(? (? a b c) d e)"),
        ("a ? b ? c : d : e", "(? a (? b c d) e)"),
        ("a || b ? c + 1 : d || e", "(? (|| a b) (+ c 1) (|| d e))"),
        ('a == "x" ? 1 : null', "(? (== a 'x') 1 None)"),
        ("(\n  a\n  && b # why\n)", "(&& a b)"),
        # collections
        ("[]", "(tuple)"),
        ("[1, a,]", "(tuple 1 a)"),
        ("[\n  1, # one\n  2\n]", "(tuple 1 2)"),
        ("{}", "(object)"),
        ("{ a = 1, b : 2 }", "(object 'a'=1 'b'=2)"),
        ('{\n  a = 1\n  "b" = 2\n}', "(object 'a'=1 'b'=2)"),
        ('{ (a) = 1, "x${b}" = 2, 3 = 4, a.b = 5 }', "(object a=1 (template 'x' b)=2 3=4 a.b=5)"),
        ("{ true = 1, null = 2 }", "(object 'true'=1 'null'=2)"),
        ("{ a = b\n (c) = 1 }", "(object 'a'=b c=1)"),
        # for
        ("[for x in xs : x]", "(for x in xs : x)"),
        ("[for i, x in xs : x.y if i > 0]", "(for i x in xs : x.y if (> i 0))"),
        ("{ for k, v in m : k => v... if v }", "(for k v in m : k => v... if v)"),
        ("[for x in xs : [for y in x : y]]", "(for x in xs : (for y in x : y))"),
        # calls
        ("f()", "(call f)"),
        ("f(1, g(a), )", "(call f 1 (call g a))"),
        ("f(a...)", "(call f a ...)"),
        ("provider::aws::arn_parse(a)", "(call provider::aws::arn_parse a)"),
        ("f(<<A\nx\nA\n, 1)", "(call f 'x\\n' 1)"),
    ],
)
def test_an_expression_means(text: str, meaning: str) -> None:
    assert outline(value(text)) == meaning


def test_spans_cover_what_is_written() -> None:
    call = value('merge({ a = var.list[0].id }, ["x"])')
    assert isinstance(call, Call)
    assert call.span.text == 'merge({ a = var.list[0].id }, ["x"])'
    table, array = call.args
    assert isinstance(table, Object)
    assert table.span.text == "{ a = var.list[0].id }"
    assert table.items[0].key.span.text == "a"
    attribute = table.items[0].value
    assert isinstance(attribute, GetAttr)
    assert (attribute.span.text, attribute.name.span.text) == ("var.list[0].id", "id")
    assert isinstance(attribute.source, Index)
    assert (attribute.source.span.text, attribute.source.key.span.text) == ("var.list[0]", "0")
    assert isinstance(array, Tuple)
    assert (array.span.text, array.items[0].span.text) == ('["x"]', '"x"')


def test_a_splat_and_its_chain_have_spans_of_their_own() -> None:
    splat = value("aws_instance.web[*].id")
    assert isinstance(splat, Splat)
    assert splat.span.text == "aws_instance.web[*].id"
    assert splat.source.span.text == "aws_instance.web"
    assert splat.each.span.text == "[*].id"


def test_each_conditional_of_a_row_covers_the_rest_of_it() -> None:
    outer = value("a ? b : c ? d : e")
    assert isinstance(outer, Conditional)
    assert (outer.span.text, outer.otherwise.span.text) == ("a ? b : c ? d : e", "c ? d : e")


def test_spans_count_characters_and_not_bytes() -> None:
    both = value('"größe 🗄" == "é"')
    assert isinstance(both, Binary)
    assert (both.left.span.text, both.right.span.text) == ('"größe 🗄"', '"é"')


@pytest.mark.parametrize("text", ["0x10", "1.5e999", "9" * 5000])
def test_what_is_no_number_is_bad(text: str) -> None:
    assert outline(value(text)) == "BAD"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300 + "]" * 300,
        "(" * 300 + "1" + ")" * 300,
        "a" + ".b" * 300,
        "a" + "[*]" * 300,
        " + ".join("a" * 300),
        "!" * 300 + "a",
        '"${' * 150 + "a" + '}"' * 150,
        '"' + "%{ if a }" * 150 + "%{ endif }" * 150 + '"',
        "a ? b : " * 300 + "c",
        "f(" * 300 + ")" * 300,
    ],
)
def test_deep_nesting_is_read_to_a_bound(text: str) -> None:
    assert "BAD" in outline(value(text))


def test_a_label_or_plain_string_needs_no_template() -> None:
    assert isinstance(value('"plain"'), Literal)
