"""Templates that other tools keep: the Serverless Framework, Copilot."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainly import Not, plain
from yourside.app import check
from yourside.config import Options
from yourside.frontends.cloudformation import read
from yourside.frontends.native import Reading
from yourside.sources import discover
from yourside.spans import SourceFile
from yourside.values import Value

OTHERS = Path(__file__).parents[3] / "testdata/frontends/cloudformation/others"
HEAD = "service: shop\nprovider: {name: aws}\ncustom: {acl: PublicRead, deep: {n: 3}, loop: '${self:custom.loop}'}\n"


def of(resources: str) -> Reading:
    return read([SourceFile("serverless.yml", f"{HEAD}{resources}")])


def value(written: str) -> Value:
    reading = of(f"resources: {{Resources: {{B: {{Type: AWS::S3::Bucket, Properties: {{X: {written}}}}}}}}}\n")
    return reading.resources[0].body.entries["X"]


def test_a_service_is_recognised_by_what_it_says() -> None:
    found = discover([OTHERS])
    assert {Path(file.path).name for files in found.files.values() for file in files} == {"serverless.yml", "data.yml"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("'${self:custom.acl}'", "PublicRead"),
        ("'${self:service}-${self:custom.deep.n}'", "shop-3"),
        ("'${opt:stage}'", Not("VARIABLE", "${opt:stage}")),
        ("'${self:custom.loop}'", Not("VARIABLE", "${self:custom.loop}")),
        ("'${self:nowhere}'", Not("VARIABLE", "${self:nowhere}")),
        ("'a-${env:B}'", Not("VARIABLE", "${env:B}", ("a-", Not("VARIABLE", "${env:B}")))),
        ("'${file(./x.yml):${opt:stage}.b}'", Not("VARIABLE", "${file(./x.yml):${opt:stage}.b}")),
        ("{'Fn::Sub': 'a-${AWS::Region}-${opt:stage}'}", Not("VARIABLE", "${opt:stage}")),
        ("'${plain} {text}'", "${plain} {text}"),
        ("1", 1),
    ],
)
def test_variables(written: str, expected: object) -> None:
    assert plain(value(written)) == expected


def test_a_value_taken_from_the_file_itself_says_where_it_stands() -> None:
    (hop,) = value("'${self:custom.acl}'").origin.via
    assert (hop.label, hop.span.text) == ("self:custom.acl", "PublicRead")


def test_lists_of_resources_are_merged() -> None:
    reading = of(
        "resources:\n"
        "  - Resources: {A: {Type: AWS::SQS::Queue}}\n"
        "  - Resources: {B: {Type: AWS::SQS::Queue}}\n"
        "  - Outputs: {}\n"
    )
    assert [resource.address for resource in reading.resources] == ["A", "B"]


def test_resources_of_the_framework_may_be_referred_to() -> None:
    reading = of("resources: {Resources: {A: {Type: AWS::SQS::Queue, Properties: {X: !GetAtt HelloLambda.Arn}}}}\n")
    assert reading.diagnostics == ()


def test_what_the_framework_makes_is_on_the_ledger() -> None:
    reading = of("functions: {a: {handler: b}}\nresources: ['${file(x.yml)}']\n")
    assert {
        "Serverless Framework, not read: functions",
        "Serverless Framework, not read: provider",
        "Serverless Framework, not read: resources from another file",
    } <= reading.ledger.gaps.keys()


@pytest.mark.parametrize(
    "wrong", ["", "resources: 1\n", "resources: [1, [], {Resources: 1}]\n", "resources: {Resources: []}\n"]
)
def test_wrong_input_never_ends_the_run(wrong: str) -> None:
    assert of(wrong).resources == ()


def test_findings_in_an_addon_of_copilot() -> None:
    report = check(Options((OTHERS / "copilot",), select=("aws-s3-bucket-public-acl",)))
    assert [finding.verdict.resource.native.address for finding in report.findings] == ["Uploads"]
