"""What an editor says of the thing under the pointer, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from editors import Editor, edit
from yourside.lsp.hover import prose

MAIN = """\
module "logs" {
  source = "./logs"
  acl    = local.acl
}
locals {
  acl = var.acl
}
variable "unset" {}
resource "aws_kms_key" "k" {}
resource "aws_db_instance" "d" {
  publicly_accessible = true
  username            = var.unset
  password            = var.secret
  kms_key_id          = aws_kms_key.k.arn
}
"""
VARIABLES = """\
variable "acl" {
  default = "public-read"
}
variable "secret" {
  default   = "hunter2"
  sensitive = true
}
"""
MODULE = """\
variable "acl" {}
resource "aws_s3_bucket" "b" {
  bucket = "`` [a](https://example.com)"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = var.acl
}
"""


def project(root: Path) -> Path:
    (root / "logs").mkdir()
    for name, text in (("main.tf", MAIN), ("variables.tf", VARIABLES), ("logs/main.tf", MODULE)):
        (root / name).write_text(text)
    return root


def test_a_finding_is_explained_and_a_value_told_as_rules_see_it(tmp_path: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        told = await editor.hover("main.tf", "publicly_accessible")
        assert "**Database answers the internet** (critical, `aws-rds-instance-public`)" in told
        assert "The database gets an address on the internet" in told
        assert "**What to do:** `set publicly_accessible = false`" in told
        assert "aws-fsbp RDS.2" in told
        assert told.endswith("`AWS::RDS::DBInstance` `aws_db_instance.d`\n\n```\nPubliclyAccessible = true\n```")

        unknown = await editor.hover("main.tf", "username")
        assert "MasterUsername = not known: var.unset (an input without a value)" in unknown
        secret = await editor.hover("main.tf", "password")
        assert "MasterUserPassword = (sensitive)" in secret
        assert "hunter2" not in secret

    edit(project(tmp_path), scenario)


def test_a_value_is_followed_to_where_it_is_written(tmp_path: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("main.tf")
        editor.open("logs/main.tf")
        assert await editor.definition("logs/main.tf", "var.acl") == ["main.tf:3", "main.tf:6", "variables.tf:2"]
        assert await editor.definition("main.tf", "local.acl") == ["main.tf:6", "variables.tf:2"]
        assert await editor.definition("main.tf", "var.unset") == ["main.tf:8"]
        assert await editor.definition("main.tf", "aws_kms_key.k.arn") == ["main.tf:9"]
        assert await editor.definition("main.tf", "publicly_accessible") == []

        told = await editor.hover("logs/main.tf", "var.acl")
        assert 'AccessControl = "PublicRead"' in told
        assert "* from `acl of module.logs` at `main.tf:3:12`\n* from `local.acl` at `main.tf:6:9`" in told

    edit(project(tmp_path), scenario)


def test_a_template_parameter_is_where_its_value_comes_from(tmp_path: Path) -> None:
    text = (
        "Parameters:\n  Acl: {Type: String, Default: Private, AllowedValues: [Private]}\n"
        "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: !Ref Acl\n"
    )

    async def scenario(editor: Editor) -> None:
        editor.open("t.yaml", text)
        assert await editor.definition("t.yaml", "AccessControl") == ["t.yaml:2"]

    edit(tmp_path, scenario)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("set `a_b` to *x*", r"set `a_b` to \*x\*"),
        ("![a](https://example.com)", r"!\[a\](https://example.com)"),
        ("```[a](b)`", r"\`\`\`\[a\](b)\`"),
        ("\\`[a](b)`", r"\\`[a](b)`"),
        ("a ` b <i>", r"a \` b \<i\>"),
        ("two\n# lines\u202e", "two # lines\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_a_rule_says_becomes_no_link(written: str, shown: str) -> None:
    assert prose(written) == shown


def test_text_of_the_input_does_not_become_markup(tmp_path: Path) -> None:
    async def scenario(editor: Editor) -> None:
        editor.open("logs/main.tf")
        told = await editor.hover("logs/main.tf", "bucket = ")
        assert '```\nBucketName = "`` [a](https://example.com)"\n```' in told
        editor.replace("logs/main.tf", MODULE.replace("``", "```"))
        assert '````\nBucketName = "``` [a]' in await editor.hover("logs/main.tf", "bucket = ")

    edit(project(tmp_path), scenario)
