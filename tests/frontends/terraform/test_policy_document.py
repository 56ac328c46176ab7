"""aws_iam_policy_document: the tree of the JSON that the provider renders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Either, Not, plain
from yourside.values import Encoded, Map, Seq, Value

AROUND = """
variable "u" {}
variable "on" { type = bool }
resource "aws_s3_bucket" "b" {}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Base"
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
"""
BASE = {"Sid": "Base", "Effect": "Allow", "Action": ["s3:*"], "Resource": ["*"]}
OTHER = {"Sid": "Other", "Effect": "Deny"}


def _document(body: str) -> str:
    return f'{AROUND}\ndata "aws_iam_policy_document" "d" {{\n{body}\n}}'


@pytest.fixture
def statements(attribute: Callable[..., Value]) -> Callable[[str], object]:
    def evaluated(body: str) -> object:
        value = attribute("data.aws_iam_policy_document.d.json", _document(body))
        assert isinstance(value, Encoded)
        assert isinstance(value.value, Map)
        assert plain(value.value.entries["Version"]) == "2012-10-17"
        return plain(value.value.entries["Statement"])

    return evaluated


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('actions = ["a"]', {"Effect": "Allow", "Action": ["a"]}),
        (
            'effect = "Deny"\nnot_actions = ["a"]\nnot_resources = ["r"]',
            {"Effect": "Deny", "NotAction": ["a"], "NotResource": ["r"]},
        ),
        ('principals {\ntype = "*"\nidentifiers = ["*"]\n}', {"Effect": "Allow", "Principal": "*"}),
        ('principals {\ntype = "AWS"\nidentifiers = ["*"]\n}', {"Effect": "Allow", "Principal": {"AWS": ["*"]}}),
        (
            'principals {\ntype = "AWS"\nidentifiers = ["a"]\n}\nprincipals {\ntype = "AWS"\nidentifiers = ["b"]\n}\n'
            'not_principals {\ntype = "Service"\nidentifiers = ["s"]\n}',
            {"Effect": "Allow", "Principal": {"AWS": ["a", "b"]}, "NotPrincipal": {"Service": ["s"]}},
        ),
        (
            'condition {\ntest = "Bool"\nvariable = "v"\nvalues = ["&{x}"]\n}\n'
            'condition {\ntest = "Bool"\nvariable = "w"\nvalues = [var.u]\n}',
            {"Effect": "Allow", "Condition": {"Bool": {"v": ["${x}"], "w": [Not("VARIABLE", "var.u")]}}},
        ),
        (
            'principals {\ntype = var.u\nidentifiers = ["a"]\n}',
            {"Effect": "Allow", "Principal": {"...": Not("VARIABLE", "var.u")}},
        ),
        (
            'resources = ["${aws_s3_bucket.b.arn}/*"]',
            {
                "Effect": "Allow",
                "Resource": [Not("REFERENCE", "aws_s3_bucket.b.arn", (Not("REFERENCE", "aws_s3_bucket.b.arn"), "/*"))],
            },
        ),
    ],
)
def test_a_statement(statements: Callable[[str], object], body: str, expected: object) -> None:
    assert statements(f"statement {{\n{body}\n}}") == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("source_policy_documents = [data.aws_iam_policy_document.base.json]", [BASE]),
        (
            "source_policy_documents = [data.aws_iam_policy_document.base.json]\n"
            'statement {\nsid = "Base"\neffect = "Deny"\n}',
            [{"Sid": "Base", "Effect": "Deny"}],
        ),
        (
            'statement {\nsid = "Base"\neffect = "Deny"\n}\n'
            "override_policy_documents = [data.aws_iam_policy_document.base.json]",
            [BASE],
        ),
        (
            'source_json = jsonencode({ Statement = { Sid = "Other", Effect = "Deny" } })\nstatement {}',
            [OTHER, {"Effect": "Allow"}],
        ),
        (
            "statement {}\nstatement {}\n"
            'override_json = "{\\"Statement\\": [{\\"Sid\\": \\"Other\\", \\"Effect\\": \\"Deny\\"}]}"',
            [{"Effect": "Allow"}, {"Effect": "Allow"}, OTHER],
        ),
        ("statement {}\nsource_policy_documents = [var.u]", [{"Effect": "Allow"}, Not("VARIABLE", "var.u")]),
        ("statement {}\nsource_policy_documents = var.u", [{"Effect": "Allow"}, Not("VARIABLE", "var.u")]),
        (
            'dynamic "statement" {\nfor_each = ["x", "y"]\ncontent {\nactions = [statement.value]\n}\n}',
            [{"Effect": "Allow", "Action": ["x"]}, {"Effect": "Allow", "Action": ["y"]}],
        ),
        (
            'dynamic "statement" {\nfor_each = var.u\ncontent {}\n}\nstatement {}',
            [{"Effect": "Allow"}, Not("VARIABLE", "var.u")],
        ),
        (
            'dynamic "statement" {\nfor_each = var.on ? [1] : []\ncontent {}\n}',
            Either("var.on", [{"Effect": "Allow"}], []),
        ),
    ],
)
def test_statements_of_several_documents(statements: Callable[[str], object], body: str, expected: object) -> None:
    assert statements(body) == expected


def test_leaves_keep_their_places_and_refer_to_the_document(attribute: Callable[..., Value]) -> None:
    body = 'statement {\n  actions = ["s3:Get*"]\n  resources = [aws_s3_bucket.b.arn]\n}'
    value = attribute("data.aws_iam_policy_document.d.json", _document(body))
    assert isinstance(value, Encoded)
    assert isinstance(value.value, Map)
    listed = value.value.entries["Statement"]
    assert isinstance(listed, Seq)
    statement = listed.items[0]
    assert isinstance(statement, Map)
    action, resource = statement.entries["Action"], statement.entries["Resource"]
    assert isinstance(action, Seq)
    assert isinstance(resource, Seq)
    assert action.items[0].origin.span.text == '"s3:Get*"'
    assert action.items[0].origin.refs == ("data.aws_iam_policy_document.d",)
    assert resource.items[0].origin.refs == ("data.aws_iam_policy_document.d", "aws_s3_bucket.b")
    assert value.origin.refs == ("data.aws_iam_policy_document.d",)


def test_a_document_with_count_is_read_through_its_index(attribute: Callable[..., Value]) -> None:
    around = _document("count = var.u ? 1 : 0\nstatement {}")
    assert isinstance(attribute("data.aws_iam_policy_document.d[0].json", around), Encoded)
