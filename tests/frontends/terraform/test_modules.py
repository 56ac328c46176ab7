"""Modules: where they are found, what goes in and out, and what their resources are called."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from plainly import Not, plain
from yourside.frontends.native import NativeResource, Reading
from yourside.values import Value

BUCKET = """
variable "name" {
  type    = string
  default = "unnamed"
}
variable "options" {
  type    = object({ acl = optional(string, "private"), tags = optional(map(string), {}) })
  default = {}
}
resource "aws_s3_bucket" "b" {
  bucket = "b-${var.name}"
  acl    = var.options.acl
}
output "id" { value = aws_s3_bucket.b.id }
output "bucket" { value = aws_s3_bucket.b.bucket }
"""


def _call(name: str, *arguments: str, source: str = "./m") -> str:
    return "\n".join([f'module "{name}" {{', f'source = "{source}"', *arguments, "}\n"])


def _shown(read: Reading) -> dict[str, object]:
    return {found.address: plain(found.body) for found in read.resources}


def _at(read: Reading, address: str) -> NativeResource:
    return next(found for found in read.resources if found.address == address)


def _way(value: Value) -> list[tuple[str, str]]:
    return [(hop.label, hop.span.text) for hop in value.origin.via]


def test_a_module_is_evaluated_with_the_values_of_its_caller(reading: Callable[..., Reading]) -> None:
    read = reading(_call("m", 'name = "x"', 'options = { acl = "public-read" }'), {"m/main.tf": BUCKET})
    assert _shown(read) == {"module.m.aws_s3_bucket.b": {"bucket": "b-x", "acl": "public-read"}}
    assert [(found.unit, found.origin.span.file.path) for found in read.resources] == [(".", "m/main.tf")]
    assert (read.diagnostics, read.ledger.gaps) == ((), {})


def test_defaults_of_variables_and_of_optional_attributes_fill_in(reading: Callable[..., Reading]) -> None:
    read = reading(_call("m"), {"m/main.tf": BUCKET})
    assert _shown(read) == {"module.m.aws_s3_bucket.b": {"bucket": "b-unnamed", "acl": "private"}}


@pytest.mark.parametrize(
    ("repeat", "addresses"),
    [
        ("count = 2", ["module.m[0].aws_s3_bucket.b", "module.m[1].aws_s3_bucket.b"]),
        ("count = 0", []),
        ('for_each = toset(["a", "b"])', ['module.m["a"].aws_s3_bucket.b', 'module.m["b"].aws_s3_bucket.b']),
        ("count = var.n", ["module.m.aws_s3_bucket.b"]),
    ],
)
def test_each_instance_of_a_call_has_its_own_resources(
    reading: Callable[..., Reading], repeat: str, addresses: list[str]
) -> None:
    read = reading('variable "n" {}\n' + _call("m", repeat), {"m/main.tf": BUCKET})
    assert [found.address for found in read.resources] == addresses


def test_arguments_see_the_instance_that_they_are_of(reading: Callable[..., Reading]) -> None:
    call = _call("m", "for_each = { a = 1, b = 2 }", 'name = "${each.key}${each.value}"')
    assert [plain(found.body.entries["bucket"]) for found in reading(call, {"m/main.tf": BUCKET}).resources] == [
        "b-a1",
        "b-b2",
    ]


@pytest.mark.parametrize(
    ("repeat", "expression", "expected"),
    [
        ("", "module.m.bucket", "b-unnamed"),
        ("count = 2", "module.m[1].bucket", "b-unnamed"),
        ("count = 2", "module.m[*].bucket", ["b-unnamed", "b-unnamed"]),
        ("count = 0", 'try(module.m[0].bucket, "none")', "none"),
        ("count = 0", 'one(module.m[*].bucket) == null ? "none" : "one"', "none"),
        ('for_each = toset(["a"])', 'module.m["a"].bucket', "b-unnamed"),
        ('for_each = toset(["a"])', "{ for k, m in module.m : k => m.bucket }", {"a": "b-unnamed"}),
        ("count = var.n", "module.m[0].bucket", "b-unnamed"),
        ("", "module.m.id", Not("REFERENCE", "module.m.aws_s3_bucket.b.id")),
        ("count = 1", "module.m[0].id", Not("REFERENCE", "module.m[0].aws_s3_bucket.b.id")),
    ],
)
def test_outputs_are_read_by_the_caller(
    attribute: Callable[..., Value], repeat: str, expression: str, expected: object
) -> None:
    around = 'variable "n" {}\n' + _call("m", repeat)
    assert plain(attribute(expression, around, {"m/main.tf": BUCKET})) == expected


def test_a_reference_through_an_output_is_one_to_the_resource(attribute: Callable[..., Value]) -> None:
    value = attribute("module.m.id", _call("m"), {"m/main.tf": BUCKET})
    assert value.origin.refs == ("module.m.aws_s3_bucket.b",)
    assert _way(value)[0] == ("module.m.id", "aws_s3_bucket.b.id")


def test_every_hop_of_a_value_is_remembered(reading: Callable[..., Reading]) -> None:
    child = 'variable "acl" {}\nlocals {\n  acl = var.acl\n}\nresource "a" "b" { v = local.acl }'
    root = 'variable "public" {}\n' + _call("m", "acl = var.public")
    read = reading(root, {"m/main.tf": child, "terraform.tfvars": 'public = "public-read"'})
    assert _way(_at(read, "module.m.a.b").body.entries["v"]) == [
        ("local.acl", "var.acl"),
        ("acl of module.m", "var.public"),
        ("terraform.tfvars", '"public-read"'),
    ]


def test_modules_nest_and_paths_are_those_of_their_own_directory(reading: Callable[..., Reading]) -> None:
    deep = 'resource "a" "b" { v = [path.module, path.root] }'
    files = {f"envs/m{n}/main.tf": _call("n", source=f"../m{n + 1}") for n in range(1, 5)} | {"envs/m5/main.tf": deep}
    read = reading("", {**files, "envs/prod/main.tf": _call("n", source="../m1")})
    assert _shown(read) == {"module.n.module.n.module.n.module.n.module.n.a.b": {"v": ["../m5", "."]}}
    assert {found.unit for found in read.resources} == {"envs/prod"}


def test_outputs_of_siblings_may_need_one_another(reading: Callable[..., Reading]) -> None:
    child = 'variable "v" {}\noutput "fixed" { value = "x" }\noutput "v" { value = var.v }\n'
    root = _call("a", "v = module.b.v") + _call("b", "v = module.a.fixed") + 'resource "x" "y" { v = module.a.v }'
    read = reading(root, {"m/main.tf": child})
    assert (_shown(read), read.diagnostics) == ({"x.y": {"v": "x"}}, ())


def test_a_circle_of_outputs_is_reported(reading: Callable[..., Reading]) -> None:
    child = 'variable "v" {}\noutput "v" { value = var.v }\n'
    root = _call("a", "v = module.b.v") + _call("b", "v = module.a.v") + 'resource "x" "y" { v = module.a.v }'
    (problem,) = reading(root, {"m/main.tf": child}).diagnostics
    assert problem.code == "terraform-cycle"


def test_a_chain_of_modules_may_be_long(reading: Callable[..., Reading]) -> None:
    child = 'variable "v" {}\noutput "v" { value = var.v }\n'
    links = "".join(_call(f"m{n}", f"v = module.m{n + 1}.v") for n in range(600))
    root = f'{links}{_call("m600", "v = 1")}resource "x" "y" {{ v = module.m0.v }}'
    assert _shown(reading(root, {"m/main.tf": child})) == {"x.y": {"v": 1}}


@pytest.mark.parametrize(
    "files",
    [
        {"a/main.tf": _call("a", source=".")},
        {"a/main.tf": _call("b", source="../b"), "b/main.tf": _call("a", source="../a")},
    ],
)
def test_modules_that_call_themselves_come_to_an_end(reading: Callable[..., Reading], files: dict[str, str]) -> None:
    read = reading("", {path: text + 'resource "x" "y" {}' for path, text in files.items()})
    assert read.resources
    assert any("calls itself" in gap for gap in read.ledger.gaps)


def test_modules_that_double_at_each_level_come_to_an_end(reading: Callable[..., Reading]) -> None:
    files = {f"m{n}/main.tf": _call("a", source=f"../m{n + 1}") + _call("b", source=f"../m{n + 1}") for n in range(25)}
    read = reading(_call("a", source="./m0"), {**files, "m25/main.tf": 'resource "x" "y" {}'})
    assert any("too many" in gap for gap in read.ledger.gaps)


def test_a_module_nobody_calls_is_a_root_and_a_called_one_is_not(reading: Callable[..., Reading]) -> None:
    resource = 'resource "x" "y" {}'
    files = {"m/main.tf": resource, "examples/one/main.tf": _call("m", source="../../m"), "lone/main.tf": resource}
    units = [(found.unit, found.address) for found in reading("", files).resources]
    assert units == [("examples/one", "module.m.x.y"), ("lone", "x.y")]


MANIFEST = json.dumps(
    {
        "Modules": [
            {"Key": "", "Source": "", "Dir": "."},
            {"Key": "vpc", "Source": "registry.terraform.io/org/vpc/aws", "Dir": ".terraform/modules/vpc"},
            {"Key": "vpc.subnets", "Source": "github.com/org/subnets", "Dir": ".terraform/modules/vpc.subnets"},
        ]
    }
)


def test_what_terraform_fetched_is_read(reading: Callable[..., Reading]) -> None:
    fetched = {
        ".terraform/modules/modules.json": MANIFEST,
        ".terraform/modules/vpc/main.tf": _call("subnets", source="github.com/org/subnets") + _call("l", source="./l"),
        ".terraform/modules/vpc/l/main.tf": 'resource "x" "local" {}',
        ".terraform/modules/vpc.subnets/main.tf": 'resource "x" "y" {}',
    }
    read = reading(_call("vpc", source="org/vpc/aws"), beside=fetched)
    assert [*_shown(read)] == ["module.vpc.module.subnets.x.y", "module.vpc.module.l.x.local"]
    assert (read.ledger.gaps, read.ledger.counts) == ({}, {"module calls": 3, "resources": 2})


@pytest.mark.parametrize(
    ("source", "directory"),
    [
        ("org/vpc/aws", "vendor/org/vpc/aws"),
        ("org/vpc/aws", "vendor/org/vpc/aws/1.2.0"),
        ("registry.terraform.io/org/vpc/aws", "vendor/org/vpc/aws"),
        ("app.terraform.io/org/vpc/aws//modules/x", "vendor/app.terraform.io/org/vpc/aws/modules/x"),
        ("github.com/org/vpc", "vendor/github.com/org/vpc"),
        ("git::https://github.com/org/vpc.git//x?ref=v1", "vendor/github.com/org/vpc/x"),
        ("git::ssh://git@github.com/org/vpc.git?depth=1&ref=v1", "vendor/github.com/org/vpc/v1"),
        ("git@github.com:org/vpc.git", "vendor/github.com/org/vpc"),
    ],
)
def test_a_vendored_copy_is_found_by_its_source(reading: Callable[..., Reading], source: str, directory: str) -> None:
    call = _call("vpc", 'version = "1.2.0"', source=source)
    read = reading(call, beside={f"{directory}/main.tf": 'resource "x" "y" {}'}, vendored=("vendor",))
    assert ([*_shown(read)], read.ledger.gaps) == (["module.vpc.x.y"], {})


@pytest.mark.parametrize(
    ("source", "gap"),
    [
        ("./gone", "module not evaluated: ./gone (not below the given paths)"),
        ("../../outside", "module not evaluated: ../../outside (not below the given paths)"),
        ("org/vpc/aws", "module not evaluated: org/vpc/aws (not fetched)"),
    ],
)
def test_a_module_that_is_not_there_is_one_line_in_the_ledger(
    reading: Callable[..., Reading], source: str, gap: str
) -> None:
    read = reading(_call("m", "count = 3", source=source) + 'resource "x" "y" { v = "a-${module.m[0].id}" }')
    parts = ("a-", Not("MODULE", "module.m[0].id"))
    assert _shown(read) == {"x.y": {"v": Not("MODULE", "module.m[0].id", parts)}}
    assert (read.ledger.gaps, read.ledger.files[0].state) == ({gap: 1}, "partial")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("nme = 1", 'the module has no variable "nme"'),
        ("", 'the module needs an argument "name"'),
    ],
)
def test_arguments_that_do_not_fit_are_reported_once(
    reading: Callable[..., Reading], arguments: str, message: str
) -> None:
    read = reading(
        _call("m", arguments, "count = 2"), {"m/main.tf": 'variable "name" {}\nvariable "b" { default = 1 }'}
    )
    assert message in [problem.message for problem in read.diagnostics]
    assert len({problem.message for problem in read.diagnostics}) == len(read.diagnostics)


@pytest.mark.parametrize(
    ("declared", "given", "expected"),
    [
        ("default = 1", "null", None),
        ("default = 1\n nullable = false", "null", 1),
        ("default = 1\n nullable = false", "2", 2),
    ],
)
def test_a_null_argument_is_a_value_unless_the_variable_cannot_be_null(
    reading: Callable[..., Reading], declared: str, given: str, expected: object
) -> None:
    child = f'variable "v" {{\n {declared}\n}}\nresource "x" "y" {{ v = [var.v] }}'
    assert _shown(reading(_call("m", f"v = {given}"), {"m/main.tf": child})) == {"module.m.x.y": {"v": [expected]}}


@pytest.mark.parametrize(
    ("condition", "label"),
    [
        ("var.public", "var.on"),
        ("!var.public", "var.on"),
        ("local.same", "var.on"),
        ("local.other", "module.m.local.other"),
        ("var.public && var.name == 1", "var.public && var.name == 1 (module.m)"),
        ("aws_s3_bucket.b.on", "module.m.aws_s3_bucket.b.on"),
    ],
)
def test_a_condition_is_the_same_question_in_every_module_that_is_handed_it(
    reading: Callable[..., Reading], condition: str, label: str
) -> None:
    child = (
        "locals {\n  same = var.public\n  other = var.public == var.name\n}\n"
        'variable "public" { type = bool }\nvariable "name" { default = 1 }\nresource "aws_s3_bucket" "b" {}\n'
        f'resource "x" "y" {{ v = {condition} ? 1 : 2 }}'
    )
    read = reading('variable "on" { type = bool }\n' + _call("m", "public = var.on"), {"m/main.tf": child})
    choice = plain(_at(read, "module.m.x.y").body.entries["v"])
    assert getattr(choice, "condition", None) == label


def test_conditions_of_loop_rounds_are_told_apart(attribute: Callable[..., Value]) -> None:
    value = plain(attribute("[for n in [1, 2] : var.n > n ? 1 : 0]", 'variable "n" { type = number }'))
    assert isinstance(value, list)
    assert [getattr(item, "condition", None) for item in value] == ["var.n > n (n is 1)", "var.n > n (n is 2)"]


def test_a_problem_in_a_module_is_told_once(reading: Callable[..., Reading]) -> None:
    root = _call("a") + _call("b", "count = 3")
    assert len(reading(root, {"m/main.tf": 'resource "x" "y" { v = upper() }'}).diagnostics) == 1


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{",
        '{"Modules": 1}',
        '{"Modules": [1, {}, {"Key": "m"}]}',
        '{"Modules": [{"Key": "m", "Dir": "\\u0000"}]}',
    ],
)
def test_a_manifest_of_another_shape_leads_nowhere(reading: Callable[..., Reading], manifest: str) -> None:
    read = reading(_call("m", source="org/m/aws"), beside={".terraform/modules/modules.json": manifest})
    assert read.ledger.gaps == {"module not evaluated: org/m/aws (not fetched)": 1}


@pytest.mark.parametrize("source", ['"${var.x}/m"', "var.x", '""', "1"])
def test_a_source_that_is_not_a_plain_text_leads_nowhere(reading: Callable[..., Reading], source: str) -> None:
    read = reading(f'module "m" {{\n  source = {source}\n}}')
    assert [*read.ledger.gaps] == ["module not evaluated: (its source is not a plain text)"]


def test_both_syntaxes_call_modules(reading: Callable[..., Reading]) -> None:
    call = json.dumps({"module": {"m": {"source": "./m", "name": '${upper("x")}', "count": 1}}})
    read = reading("", {"main.tf.json": call, "m/main.tf": BUCKET})
    assert _shown(read) == {"module.m[0].aws_s3_bucket.b": {"bucket": "b-X", "acl": "private"}}


def test_an_override_file_changes_a_call(reading: Callable[..., Reading]) -> None:
    files = {"override.tf": 'module "m" {\n  name = "over"\n}', "m/main.tf": BUCKET}
    read = reading(_call("m", 'name = "x"', 'options = { acl = "log" }'), files)
    assert _shown(read) == {"module.m.aws_s3_bucket.b": {"bucket": "b-over", "acl": "log"}}
