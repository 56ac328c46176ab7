"""A comment at a module call is on everything inside of the module."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from yourside.findings.model import Report

Judge = Callable[..., Report]

BUCKET = 'resource "aws_s3_bucket" "this" {\n  acl = "public-read"\n}\n'
IGNORE = "# yourside: ignore[aws-s3-bucket-public-acl] sites"
CALL = 'module "inner" {\n  source = "../inner"\n}\n'

# How often the bucket of the innermost module is found and stands.
CASES: Mapping[str, tuple[dict[str, str], int]] = {
    "at the only call": ({"main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "./inner"\n}}\n'}, 0),
    "at the end of the call's first line": ({"main.tf": f'module "a" {{ {IGNORE}\n  source = "./inner"\n}}\n'}, 0),
    "at one of two calls": (
        {"main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "./inner"\n}}\nmodule "b" {{\n  source = "./inner"\n}}\n'},
        1,
    ),
    "at both calls": (
        {
            "main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "./inner"\n}}\n'
            f'{IGNORE}\nmodule "b" {{\n  source = "./inner"\n}}\n'
        },
        0,
    ),
    "at a call of several instances": (
        {"main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "./inner"\n  count = 2\n}}\n'},
        0,
    ),
    "at the call of a module that calls it": (
        {"main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "./outer"\n}}\n', "outer/main.tf": CALL},
        0,
    ),
    "in the module between": (
        {"main.tf": 'module "a" {\n  source = "./outer"\n}\n', "outer/main.tf": f"{IGNORE}\n{CALL}"},
        0,
    ),
    "in the module between, which is called twice": (
        {
            "main.tf": 'module "a" {\n  source = "./outer"\n}\nmodule "b" {\n  source = "./outer"\n}\n',
            "outer/main.tf": f"{IGNORE}\n{CALL}",
        },
        0,
    ),
    "at one of two ways that lead there": (
        {
            "main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "./outer"\n}}\nmodule "b" {{\n  source = "./inner"\n}}\n',
            "outer/main.tf": CALL,
        },
        1,
    ),
    "on an argument of the call": ({"main.tf": f'module "a" {{\n  {IGNORE}\n  source = "./inner"\n}}\n'}, 1),
    "another tool's above the call": (
        {"main.tf": '#tfsec:ignore:CKV_AWS_20:exp:2027-01-01\nmodule "a" {\n  source = "./inner"\n}\n'},
        0,
    ),
    "another tool's in the call": (
        {"main.tf": 'module "a" {\n  #checkov:skip=CKV_AWS_20:sites\n  source = "./inner"\n}\n'},
        0,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_call_accepts_what_is_inside(case: str, judge: Judge) -> None:
    files, standing = CASES[case]
    [finding] = judge({"inner/main.tf": BUCKET, **files}).findings
    assert (finding.suppression is None) is bool(standing)


def test_a_call_of_a_module_that_is_not_there_is_not_called_unused(judge: Judge) -> None:
    report = judge({"main.tf": f'{IGNORE}\nmodule "a" {{\n  source = "terraform-aws-modules/s3-bucket/aws"\n}}\n'})
    assert [each.code for each in report.diagnostics] == []


def test_of_a_module_that_was_fetched_nothing_is_said(judge: Judge) -> None:
    manifest = '{"Modules": [{"Key": "a", "Source": "x/y/aws", "Dir": ".terraform/modules/a"}]}'
    files = {
        "main.tf": 'module "a" {\n  source = "x/y/aws"\n}\n',
        ".terraform/modules/modules.json": manifest,
        ".terraform/modules/a/main.tf": "# yourside: ignore[nonsense] theirs\n" + BUCKET,
    }
    report = judge(files)
    assert len(report.findings) == 1
    assert not any(each.code.startswith("ignore-") for each in report.diagnostics)
