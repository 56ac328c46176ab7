"""An edit is offered where nothing has to be guessed, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specimens import ACL, BUCKET, CATALOG, assigned, at, block, bucket, native, resource, verdict
from yourside.findings.model import Edit, Verdict
from yourside.findings.place import place
from yourside.findings.remedy import edit
from yourside.spans import Hop, SourceFile


def offered(of: Verdict) -> Edit | None:
    return edit(of, place(of.resource, of.at), CATALOG)


def written(text: str, path: str = "main.tf") -> Verdict:
    """A bucket whose ACL is written as this text."""
    file = SourceFile(path, f'resource "aws_s3_bucket" "b" {{\n  {text}\n}}\n')
    own = native(block(file), '"aws_s3_bucket" "b"')
    return verdict(resource({"AccessControl": assigned(file, text, "PublicRead")}, own))


def test_a_literal_is_replaced_by_the_value_of_the_rule_in_the_words_of_the_source() -> None:
    assert offered(verdict(bucket())) == Edit(at(BUCKET, '"public-read"'), '"private"')


@pytest.mark.parametrize(
    "of",
    [
        written("acl = var.acl"),
        written("acl = local.acl"),
        written('acl = "${var.acl}"'),
        written('acl = lower("PUBLIC-READ")'),
        written('canned = "public-read"'),
        written('acl = "public-read"', "plan.json"),
        written('acl = "public-read"', "app.ts"),
        verdict(bucket(), "Missing"),
        verdict(bucket(), rule=replace(ACL, fix={})),
        verdict(bucket(), rule=replace(ACL, fix={"AccessControl": "Private", "BucketName": "b"})),
        verdict(bucket(), rule=replace(ACL, fix={"AccessControl": ["Private"]})),
        verdict(bucket(), rule=replace(ACL, fix={"AccessControl": "${x}"})),
        verdict(bucket(), rule=replace(ACL, fix={"BucketName": "b"})),
    ],
)
def test_where_something_would_be_guessed_there_is_no_edit(of: Verdict) -> None:
    assert offered(of) is None


def test_a_value_that_came_from_elsewhere_is_not_replaced() -> None:
    value = assigned(BUCKET, 'acl    = "public-read"', "PublicRead")
    taken = replace(value, origin=replace(value.origin, via=(Hop(at(BUCKET, '"site"'), "default of var.acl"),)))
    assert offered(verdict(bucket(taken))) is None
