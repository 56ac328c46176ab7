"""A comment on a part of a resource accepts that part, and nothing hides behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from yourside.config import Accepted
from yourside.findings.model import Report
from yourside.spans import SourceFile, Span

Judge = Callable[..., Report]

RULE = "aws-ec2-security-group-open-admin-ports"
IGNORE = f"# yourside: ignore[{RULE}] bastion"


def ingress(port: int, before: str = "", beside: str = "") -> str:
    return (
        f'  {before}\n  ingress {{\n    from_port   = {port}\n    to_port     = {port}\n    protocol    = "tcp"\n'
        f'    cidr_blocks = ["0.0.0.0/0"] {beside}\n  }}\n'
    )


def group(*blocks: str, above: str = "") -> str:
    return f'{above}\nresource "aws_security_group" "a" {{\n{"".join(blocks)}}}\n'


# A group -> the line on which the finding stands, if it does.
CASES: Mapping[str, tuple[str, int | None]] = {
    "the only open block": (group(ingress(22, IGNORE)), None),
    "one of two open blocks": (group(ingress(22, IGNORE), ingress(3389)), 14),
    "the other one": (group(ingress(22), ingress(3389, IGNORE)), 7),
    "both": (group(ingress(22, IGNORE), ingress(3389, IGNORE)), None),
    "a line of one": (group(ingress(22, beside=IGNORE), ingress(3389)), 14),
    "a line of each": (group(ingress(22, beside=IGNORE), ingress(3389, beside=IGNORE)), None),
    "two of three": (group(ingress(22, IGNORE), ingress(3389, IGNORE), ingress(22)), 21),
    "one beside a block that is of no matter": (group(ingress(22, IGNORE), ingress(443)), None),
    "the whole group": (group(ingress(22), ingress(3389), above=IGNORE), None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_part(name: str, judge: Judge) -> None:
    text, line = CASES[name]
    report = judge({"main.tf": text}, select=(RULE,))
    [finding] = report.findings
    at = finding.place.span
    assert (None if finding.suppression else at.file.line_col(at.start)[0]) == line
    assert report.diagnostics == ()


def test_a_finding_that_moves_stays_the_same_finding(judge: Judge) -> None:
    [plain] = judge({"main.tf": group(ingress(22), ingress(3389))}, select=(RULE,)).findings
    [moved] = judge({"main.tf": group(ingress(22, IGNORE), ingress(3389))}, select=(RULE,)).findings
    assert moved.fingerprint == plain.fingerprint
    assert moved.place.span.text == plain.place.span.text
    assert moved.place.span.start > plain.place.span.start


def test_an_entry_about_a_value_accepts_the_parts_that_have_it(judge: Judge) -> None:
    entry = Accepted((RULE,), Span(SourceFile("yourside.toml", ""), 0, 0), where=(("ingress.from_port", "22"),))
    text = group(ingress(22), ingress(3389))
    [finding] = judge({"main.tf": text}, select=(RULE,), accepted=(entry,)).findings
    assert finding.suppression is None
    assert finding.place.span.file.line_col(finding.place.span.start)[0] == 14
    every = Accepted((RULE,), Span(SourceFile("yourside.toml", ""), 0, 0), where=(("ingress.from_port", "*"),))
    [finding] = judge({"main.tf": text}, select=(RULE,), accepted=(every,)).findings
    assert finding.suppression


def test_statements_of_a_policy(judge: Judge) -> None:
    statement = '{{Effect: Allow, Principal: "*", Action: "s3:{action}", Resource: "*"}}'
    text = (
        "Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: b\n      PolicyDocument:\n"
        "        Statement:\n          # yourside: ignore[aws-s3-bucket-public-policy] downloads\n"
        f"          - {statement.format(action='GetObject')}\n          - {statement.format(action='PutObject')}\n"
    )
    standing = [
        finding.place.span.file.line_col(finding.place.span.start)[0]
        for finding in judge({"template.yaml": text}, select=("aws-s3-bucket-public-policy",)).findings
        if not finding.suppression
    ]
    assert standing == [10]


def test_what_all_items_decide_together_is_accepted_at_its_place(judge: Judge) -> None:
    """No block of the bucket grants what is missing: there is no next one to look at."""
    text = (
        'resource "aws_s3_bucket" "a" { # yourside: ignore[aws-s3-bucket-versioning-off] scratch\n  bucket = "a"\n}\n'
    )
    [finding] = judge({"main.tf": text}, select=("aws-s3-bucket-versioning-off",)).findings
    assert finding.suppression
