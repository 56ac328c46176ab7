"""What the configuration accepts: by rule, address, path and value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from yourside.config import Accepted
from yourside.findings.model import Report
from yourside.spans import SourceFile, Span

Judge = Callable[..., Report]

AT = Span(SourceFile("yourside.toml", "[[accept]]"), 0, 10)
RULE = "aws-s3-bucket-public-acl"

FILES = {
    "sites/main.tf": """
        resource "aws_s3_bucket" "www" {
          acl  = "public-read"
          tags = { public = "yes" }
        }
        resource "aws_s3_bucket" "each" {
          for_each = toset(["a", "b"])
          acl      = "public-read"
        }
    """,
    "main.tf": """
        module "site" {
          source = "./site"
        }
        variable "acl" { default = "public-read" }
        resource "aws_s3_bucket" "root" {
          acl = var.acl
        }
    """,
    "site/main.tf": """
        resource "aws_s3_bucket" "www" {
          acl = "authenticated-read"
        }
    """,
}
ALL = {"aws_s3_bucket.root", "aws_s3_bucket.www", 'aws_s3_bucket.each["a"]', "module.site.aws_s3_bucket.www"}

# What an entry says -> the addresses of the findings that it accepts.
CASES: Mapping[str, tuple[dict[str, Any], set[str]]] = {
    "a rule": ({}, ALL),
    "another rule": ({"rules": ("aws-s3-bucket-versioning-off",)}, set()),
    "a pattern of rules": ({"rules": ("aws-*",)}, ALL),
    "an address": ({"address": "aws_s3_bucket.www"}, {"aws_s3_bucket.www"}),
    "all of a module": ({"address": "module.site.*"}, {"module.site.aws_s3_bucket.www"}),
    "an end of addresses": ({"address": "*.www"}, {"aws_s3_bucket.www", "module.site.aws_s3_bucket.www"}),
    "every instance": ({"address": "aws_s3_bucket.each[*]"}, {'aws_s3_bucket.each["a"]'}),
    "one of two instances": ({"address": 'aws_s3_bucket.each["a"]'}, set()),
    "a path": ({"paths": ("sites/",)}, {"aws_s3_bucket.www", 'aws_s3_bucket.each["a"]'}),
    "paths by globs": ({"paths": ("**/main.tf", "!/main.tf", "!sites/**")}, {"module.site.aws_s3_bucket.www"}),
    "a path below another directory": ({"paths": ("main.tf",), "base": "site"}, {"module.site.aws_s3_bucket.www"}),
    "a value": ({"where": (("tags.public", "yes"),)}, {"aws_s3_bucket.www"}),
    "a value that came through a variable": (
        {"where": (("acl", "public-read"),)},
        ALL - {"module.site.aws_s3_bucket.www"},
    ),
    "a pattern of values": ({"where": (("acl", "*-read"),)}, ALL),
    "two values": ({"where": (("acl", "public-read"), ("tags.public", "no"))}, set()),
    "everything together": (
        {"address": "*.www", "paths": ("sites",), "where": (("tags.public", "yes"),)},
        {"aws_s3_bucket.www"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_entry_accepts(name: str, judge: Judge) -> None:
    said, accepted = CASES[name]
    report = judge(FILES, accepted=(Accepted(**{"rules": (RULE,), "at": AT, "reason": "known", **said}),))
    found = {finding.verdict.resource.native.address: finding.suppression for finding in report.findings}
    assert found.keys() == ALL
    assert {address for address, suppression in found.items() if suppression} == accepted
    assert all(not each.inline and each.reason == "known" and each.at == AT for each in found.values() if each)


def test_of_a_list_the_item_with_the_finding_counts(judge: Judge) -> None:
    text = """
        resource "aws_security_group" "a" {
          ingress {
            from_port   = 22
            to_port     = 22
            protocol    = "tcp"
            cidr_blocks = ["0.0.0.0/0"]
          }
          ingress {
            from_port   = 443
            to_port     = 443
            protocol    = "tcp"
            cidr_blocks = ["0.0.0.0/0"]
          }
        }
    """
    rule = "aws-ec2-security-group-open-admin-ports"
    for port, stands in {"22": False, "443": True}.items():
        entry = Accepted((rule,), AT, where=(("ingress.from_port", port),))
        [finding] = judge({"main.tf": text}, select=(rule,), accepted=(entry,)).findings
        assert (finding.suppression is None) is stands


def test_a_standing_entry_needs_no_reason_and_no_finding(judge: Judge) -> None:
    entries = (
        Accepted(("*",), AT, paths=("sites/",), standing=True),
        Accepted(("*",), AT, paths=("nowhere/",), standing=True),
    )
    report = judge(FILES, accepted=entries, require_reason=True)
    assert [finding.suppression is None for finding in report.findings] == [True, True, False, False]
    assert report.diagnostics == ()


def test_patterns_of_strangers_take_no_time(judge: Judge) -> None:
    entry = Accepted((RULE,), AT, address="*a" * 200 + "!", where=(("acl", "*-" * 200 + "!"),), paths=("*a*" * 60,))
    assert judge(FILES, accepted=(entry,)).findings
