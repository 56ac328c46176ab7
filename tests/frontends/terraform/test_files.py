"""Files that expressions name: read through the tree, relative to the root module, and never from outside of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainly import Not, plain
from yourside.frontends.native import Reading
from yourside.spans import Level
from yourside.values import Encoded, Map, Value

BESIDE = {
    "policy.json": '{"Statement": [{"Effect": "Allow"}]}',
    "user.tftpl": "%{ for n in names ~}\nuser ${n}${suffix}\n%{ endfor ~}\n",
    "itself.tftpl": '${templatefile("itself.tftpl", {})}',
    "text.txt": "hello",
    "sub/a.json": "1",
    "sub/b.json": "2",
    "sub/c.yaml": "3",
    "sub/deep/er/d.json": "4",
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('file("text.txt")', "hello"),
        ('file("./sub/../text.txt")', "hello"),
        ('file("${path.module}/text.txt")', "hello"),
        ('file("${path.root}/sub/a.json")', "1"),
        ('jsondecode(file("policy.json")).Statement[0].Effect', "Allow"),
        ('templatefile("user.tftpl", { names = ["a", "b"], suffix = "!" })', "user a!\nuser b!\n"),
        ('filebase64("text.txt")', "aGVsbG8="),
        ('filemd5("text.txt")', "5d41402abc4b2a76b9719d911017c592"),
        ('filesha1("text.txt")', "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"),
        ('filebase64sha256("text.txt")', "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="),
        ('fileexists("text.txt")', True),
        ('fileexists("other.txt")', False),
        ('fileset(path.module, "*.txt")', ["text.txt"]),
        ('fileset("sub", "*.json")', ["a.json", "b.json"]),
        ('fileset(path.module, "sub/*.{json,yaml}")', ["sub/a.json", "sub/b.json", "sub/c.yaml"]),
        ('fileset("sub", "?.json")', ["a.json", "b.json"]),
        ('fileset("sub", "**")', ["a.json", "b.json", "c.yaml", "deep/er/d.json"]),
        ('fileset(path.module, "**/*.json")', ["policy.json", "sub/a.json", "sub/b.json", "sub/deep/er/d.json"]),
        ('fileset(path.module, "s*/**/er/*")', ["sub/deep/er/d.json"]),
        ('fileset(path.module, "sub/deep/er/d.json")', ["sub/deep/er/d.json"]),
        ('fileset("sub", "none/*")', []),
        ('try(file("gone.txt"), "default")', "default"),
        ('can(file("gone.txt"))', False),
    ],
)
def test_what_is_in_the_tree_is_read(attribute: Callable[..., Value], expression: str, expected: object) -> None:
    assert plain(attribute(expression, beside=BESIDE)) == expected


@pytest.mark.parametrize(
    ("expression", "target"),
    [
        ('file("gone.txt")', 'file("gone.txt")'),
        ('file("../../etc/passwd")', 'file("../../etc/passwd")'),
        ('file("/etc/passwd")', 'file("/etc/passwd")'),
        ('templatefile("/etc/passwd", {})', 'templatefile("/etc/passwd")'),
        ('filesha256("/etc/passwd")', 'filesha256("/etc/passwd")'),
        ('fileexists("/etc/passwd")', 'fileexists("/etc/passwd")'),
        ('fileset("/etc", "*")', 'fileset("/etc")'),
    ],
)
def test_what_is_outside_is_not_known_and_noted(reading: Callable[..., Reading], expression: str, target: str) -> None:
    read = reading(f'resource "x" "y" {{ v = {expression} }}')
    assert plain(read.resources[0].body.entries["v"]) == Not("ENVIRONMENT", target)
    (note,) = read.diagnostics
    assert (note.code, note.level) == ("terraform-file", Level.NOTE)
    assert "below the given paths" in note.message


def test_a_file_of_a_module_is_found_from_there(reading: Callable[..., Reading]) -> None:
    child = 'resource "x" "y" { v = file("${path.module}/text.txt") }'
    files = {"envs/prod/main.tf": 'module "m" {\n  source = "../../m"\n}', "m/main.tf": child}
    read = reading("", files, beside={"m/text.txt": "here"})
    assert plain(read.resources[0].body) == {"v": "here"}


def test_a_value_from_a_file_leads_there(attribute: Callable[..., Value]) -> None:
    value = attribute('jsondecode(file("policy.json")).Statement[0].Effect', beside=BESIDE)
    assert (value.origin.via[-1].span.file.path, value.origin.via[-1].span.text) == ("policy.json", '"Allow"')


def test_a_template_that_is_a_document_keeps_its_unknowns(attribute: Callable[..., Value]) -> None:
    template = {"p.json": '{"Resource": "${arn}/*"}'}
    value = attribute(
        'jsonencode(jsondecode(templatefile("p.json", { arn = aws_s3_bucket.b.arn })))',
        'resource "aws_s3_bucket" "b" {}',
        beside=template,
    )
    assert isinstance(value, Encoded)
    assert isinstance(value.value, Map)
    resource = value.value.entries["Resource"]
    assert resource.origin.refs == ("aws_s3_bucket.b",)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("file()", "file() takes 1 arguments, not 0"),
        ('templatefile("itself.tftpl", {})', "templatefile() cannot be called in a template"),
        ("file([])", "a string is required"),
        ('templatefile("user.tftpl", {})', '"names" is not a value'),
    ],
)
def test_wrong_calls_are_reported(reading: Callable[..., Reading], expression: str, message: str) -> None:
    read = reading(f'resource "x" "y" {{ v = {expression} }}', beside=BESIDE)
    assert [problem.message for problem in read.diagnostics] == [message]
