"""What each intrinsic function makes of known, unknown and wrong arguments."""

from __future__ import annotations

import json
from collections.abc import Callable
from textwrap import indent

import pytest
from yaml import safe_dump

from plainly import Not, Ways, plain
from yourside.frontends.cloudformation import read
from yourside.frontends.cloudformation.template import TAGS
from yourside.frontends.native import Reading
from yourside.spans import SourceFile
from yourside.syntax import yaml
from yourside.values import Map, Scalar, Seq, Value

TEMPLATE = """
Transform: AWS::LanguageExtensions
Parameters:
  Env: {Type: String, Default: dev}
  Name: {Type: String}
  Port: {Type: Number, Default: "443"}
  Ratio: {Type: Number, Default: 0.5}
  Zip: {Type: String, Default: 0123}
  Flag: {Type: String, Default: true}
  Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
  Ports: {Type: List<Number>, Default: "80,443"}
  NoZones: {Type: CommaDelimitedList, Default: ""}
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /aws/ami}
  Size: {Type: String, Default: small, AllowedValues: [small, large, ""]}
  Secret: {Type: String, NoEcho: true, Default: hunter2}
Mappings:
  Sizes:
    dev: {Size: small, Zones: [a, b]}
    prod: {Size: large}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  InGermany: !Equals [!Ref "AWS::Region", eu-central-1]
  Always: !Equals [a, a]
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Thing:
    Type: AWS::Test::Thing
    Properties:
      Value:
"""


def reading(expression: str) -> Reading:
    return read([SourceFile("t.yaml", TEMPLATE + indent(expression, " " * 8) + "\n")])


def value(expression: str) -> object:
    (thing,) = (resource for resource in reading(expression).resources if resource.address == "Thing")
    return plain(thing.body.entries["Value"]) if thing.body.entries else None


BUCKET = Not("REFERENCE", "Bucket")
REGION = Not("ENVIRONMENT", "AWS::Region")
NAME = Not("VARIABLE", "Name")

KNOWN = [
    ("!Ref Env", "dev"),
    ("!Ref Port", 443),
    ("!Ref Ratio", 0.5),
    ("!Ref Zip", "0123"),
    ("!Ref Flag", "true"),
    ("!Ref Secret", "hunter2"),
    ("!Ref Zones", ["a", "b", "c"]),
    ("!Ref Ports", [80, 443]),
    ("!Ref NoZones", []),
    ('!Ref "AWS::NoValue"', None),
    ('[a, !Ref "AWS::NoValue", b]', ["a", "b"]),
    ('{A: 1, B: !Ref "AWS::NoValue", C: null}', {"A": 1}),
    ("!Sub plain", "plain"),
    ("!Sub 'x-${Env}-${Port}'", "x-dev-443"),
    ("!Sub 'x-${!Env}'", "x-${Env}"),
    ("!Sub 'open ${Env'", "open ${Env"),
    ("!Sub ['${A}${Env}', {A: !Ref Zip}]", "0123dev"),
    ("!Sub ['${Env}', {Env: mine}]", "mine"),
    ("!Join ['-', [a, !Ref Env, 1.10, 007, true]]", "a-dev-1.10-007-true"),
    ("!Join [',', !Ref Zones]", "a,b,c"),
    ("!Join ['', [a, !Ref 'AWS::NoValue', b]]", "ab"),
    ("!Join ['', []]", ""),
    ("!Split [',', 'a,b,,c']", ["a", "b", "", "c"]),
    ("!Select [1, [a, b]]", "b"),
    ("!Select ['1', !Ref Zones]", "b"),
    ("!Select [0, !Split ['-', !Sub '${Env}-x']]", "dev"),
    ("!FindInMap [Sizes, !Ref Env, Size]", "small"),
    ("!FindInMap [Sizes, dev, Zones]", ["a", "b"]),
    ("!FindInMap [Sizes, stage, Size, {DefaultValue: tiny}]", "tiny"),
    ("!If [Always, yes it is, no]", "yes it is"),
    ("!Base64 abc", "YWJj"),
    ("Fn::Base64: !Sub '${Env}'", "ZGV2"),
    ("Fn::ToJsonString: {A: !Ref Env}", {"json": {"A": "dev"}}),
    ("!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]),
    ("!Cidr [10.0.0.0/16, '1']", ["10.0.0.0/24"]),
    ("!Select [1, !Cidr ['2001:db8::/56', 2, 64]]", "2001:db8:0:1::/64"),
    ("!Length [a, !Ref AWS::NoValue, b]", 2),
    ("!Length {Ref: Zones}", 3),
    (
        "{'Fn::ForEach::Keys': [Key, [a, b-c], {'K${Key}': {V: !Ref Key, W: 'x-${Key}'}, 'L&{Key}': !Sub '${Key}!'}]}",
        {
            "Ka": {"V": "a", "W": "x-a"},
            "La": "a!",
            "Kb-c": {"V": "b-c", "W": "x-b-c"},
            "Lbc": "b-c!",
        },
    ),
    ("{A: 1, 'Fn::ForEach::Keys': [Key, !Ref Zones, {'${Key}': !Ref Key}]}", {"A": 1, "a": "a", "b": "b", "c": "c"}),
    ("Ref: {'Fn::Sub': 'Env'}", "dev"),
    ("!Sub ['${A}', {A: !FindInMap [Sizes, prod, Size]}]", "large"),
    ("!Select [0, !FindInMap [Sizes, dev, Zones]]", "a"),
    ("!If [Always, !Ref AWS::NoValue, b]", None),
    ("!Split ['-', !Join ['-', [a, b]]]", ["a", "b"]),
    ("{Condition: {StringEquals: {'aws:x': a}}}", {"Condition": {"StringEquals": {"aws:x": "a"}}}),
    ("{Ref: Env, Other: x}", {"Ref": "Env", "Other": "x"}),
]

UNKNOWN = [
    ("!Ref Name", NAME),
    ("!Ref Image", Not("DATA", "Image")),
    ("!Ref Subnets", Not("VARIABLE", "Subnets")),
    ("!Ref AWS::Region", REGION),
    ("!Ref Bucket", BUCKET),
    ("!GetAtt Bucket.Arn", Not("REFERENCE", "Bucket.Arn")),
    ("!GetAtt [Bucket, Arn]", Not("REFERENCE", "Bucket.Arn")),
    ("Fn::GetAtt: [!Sub Bucket, Arn]", Not("REFERENCE", "Bucket.Arn")),
    ("Fn::GetAtt: [Bucket, {Ref: Env}]", Not("REFERENCE", "Bucket.dev")),
    ("Fn::GetAtt: [Bucket, {Ref: Name}]", Not("REFERENCE", "Bucket.*")),
    ("!Sub ['a${J}', {J: {Fn::ToJsonString: {}}}]", Not("FUNCTION", "", ("a", Not("FUNCTION")))),
    ("Fn::GetAtt: [Bucket, Outputs.Id]", Not("REFERENCE", "Bucket.Outputs.Id")),
    ("!Sub '${Bucket}'", BUCKET),
    ("!Sub 'arn:${Bucket.Arn}/*'", Not("REFERENCE", "Bucket.Arn", ("arn:", Not("REFERENCE", "Bucket.Arn"), "/*"))),
    ("!Sub ['${A}-x', {A: !Ref Bucket}]", Not("REFERENCE", "Bucket", (BUCKET, "-x"))),
    ("!Join [':', [arn, !Ref Bucket, !Ref Env]]", Not("REFERENCE", "Bucket", ("arn:", BUCKET, ":dev"))),
    (
        "!Join ['/', [!Sub 'a-${Bucket}', !Sub 'b-${AWS::Region}']]",
        Not("REFERENCE", "Bucket", ("a-", BUCKET, "/b-", REGION)),
    ),
    ("!Join [',', !Ref Subnets]", Not("VARIABLE", "Subnets")),
    ("!Split [',', !Ref Name]", NAME),
    ("!Select [0, !Ref Subnets]", Not("VARIABLE", "Subnets")),
    ("!Select [!Ref Name, [a, b]]", NAME),
    ("!Select [0, !GetAZs '']", Not("ENVIRONMENT", "!GetAZs ''")),
    ("!FindInMap [Sizes, !Ref AWS::Region, Size]", REGION),
    ("!GetAZs ''", Not("ENVIRONMENT", "!GetAZs ''")),
    ("!ImportValue shared", Not("ENVIRONMENT", "!ImportValue shared")),
    ("!Cidr [!GetAtt Bucket.Cidr, 4, 8]", Not("REFERENCE", "Bucket.Cidr")),
    ("!Select [1, !Cidr [!Ref Name, 4]]", NAME),
    ("!ImportValue {'Fn::Sub': '${Env}-vpc'}", Not("ENVIRONMENT", "!ImportValue {'Fn::Sub': '${Env}-vpc'}")),
    ("!GetAZs {Ref: AWS::Region}", Not("ENVIRONMENT", "!GetAZs {Ref: AWS::Region}")),
    ("!Length {Ref: Subnets}", Not("VARIABLE", "Subnets")),
    ("!Transform {Name: Mine}", Not("FUNCTION", "!Transform {Name: Mine}")),
    ("{'Fn::ForEach::A': [K, {Ref: Subnets}, {}]}", Not("FUNCTION", "{'Fn::ForEach::A': [K, {Ref: Subnets}, {}]}")),
    ("Ref: {'Fn::Sub': '${Name}'}", NAME),
    ("Fn::GetAtt: [{Ref: Name}, Arn]", NAME),
    ("Fn::Brandnew: x", Not("FUNCTION", "Fn::Brandnew: x")),
    ("{Fn::Transform: {Name: AWS::Include}, A: b}", {"A": "b", "...": Not("FUNCTION", "{Name: AWS::Include}")}),
    ("'{{resolve:ssm:/a:1}}'", Not("DATA", "{{resolve:ssm:/a:1}}")),
    ("'u:{{resolve:ssm:/a}}@h'", Not("DATA", "{{resolve:ssm:/a}}", ("u:", Not("DATA", "{{resolve:ssm:/a}}"), "@h"))),
    ("!Sub '{{resolve:ssm:/${Env}}}'", Not("DATA", "{{resolve:ssm:/dev}}")),
    ("!Sub '{{resolve:ssm:/${Name}}}'", Not("DATA", "{{resolve:ssm:/${Name}}}")),
    (
        "!Sub 'u-{{resolve:ssm:/${Name}}}'",
        Not("DATA", "{{resolve:ssm:/${Name}}}", ("u-", Not("DATA", "{{resolve:ssm:/${Name}}}"))),
    ),
    ("!Base64 {Ref: Name}", NAME),
    ("Fn::Base64: !Sub 'abcde${Name}'", Not("VARIABLE", "Name", ("YWJj", NAME))),
]


def prod(yes: object, no: object) -> Ways:
    return Ways("Env", {"prod": yes, "not prod": no}, "not prod")


def germany(yes: object, no: object) -> Ways:
    return Ways("AWS::Region", {"eu-central-1": yes, "not eu-central-1": no})


UNDECIDED = [
    ("!Length {'Fn::If': [IsProd, [a, b], [c]]}", prod(2, 1)),
    ("!Length [a, !If [IsProd, b, !Ref AWS::NoValue]]", prod(2, 1)),
    ("!Select [0, !Cidr [!If [IsProd, 10.0.0.0/16, 10.1.0.0/16], 1]]", prod("10.0.0.0/24", "10.1.0.0/24")),
    ("!Ref Size", Ways("Size", {"small": "small", "large": "large", "empty": ""}, "small")),
    ("!Sub 'x-${Size}'", Ways("Size", {"small": "x-small", "large": "x-large", "empty": "x-"}, "small")),
    ("!If [IsProd, a, b]", prod("a", "b")),
    ("!If [InGermany, a, b]", germany("a", "b")),
    ("!If [IsProd, a, !Ref 'AWS::NoValue']", prod("a", None)),
    ("[x, !If [IsProd, a, !Ref 'AWS::NoValue']]", ["x", prod("a", None)]),
    ("!Sub ['a-${X}', {X: !If [IsProd, p, d]}]", prod("a-p", "a-d")),
    ("!Join [',', [a, !If [IsProd, p, !Ref 'AWS::NoValue'], b]]", prod("a,p,b", "a,b")),
    ("!Join [',', !If [IsProd, [a, b], [c]]]", prod("a,b", "c")),
    ("!Split [',', !If [IsProd, 'a,b', c]]", prod(["a", "b"], ["c"])),
    ("!Select [!If [IsProd, 0, 1], [a, b]]", prod("a", "b")),
    ("!FindInMap [Sizes, !If [IsProd, prod, dev], Size]", prod("large", "small")),
    ("!Base64 {'Fn::If': [IsProd, abc, abd]}", prod("YWJj", "YWJk")),
    (
        "!Join ['', [!If [IsProd, a, b], !If [InGermany, c, d], !If [IsProd, e, f]]]",
        prod(germany("ace", "ade"), germany("bcf", "bdf")),
    ),
]

WRONG = [
    ("!Cidr [here, 4, 8]", "Fn::Cidr: 'here' does not appear to be an IPv4 or IPv6 network"),
    ("!Cidr [10.0.0.0/24, 4, 8]", "Fn::Cidr: 10.0.0.0/24 does not hold 4 ranges of 8 bits"),
    ("!Cidr [10.0.0.0/16, 0]", "Fn::Cidr: 10.0.0.0/16 does not hold 0 ranges of 8 bits"),
    ("!Cidr [10.0.0.0/16]", "Fn::Cidr: takes a range, a number of ranges and the bits of each"),
    ("!Cidr [[a], 1, 2]", "Fn::Cidr: takes a range, a number of ranges and the bits of each"),
    ("!Length text", "Fn::Length: takes a list"),
    ("!ImportValue [a]", "Fn::ImportValue: takes a string"),
    ("!GetAZs [a]", "Fn::GetAZs: takes a string"),
    ("Ref: {'Fn::Split': [a, b]}", "Ref: takes the name of a parameter or resource"),
    ("Fn::GetAtt: [{'Fn::Split': [a, b]}, Arn]", "Fn::GetAtt: takes a resource and one of its attributes"),
    ("!And [a, b]", "Fn::And: is for conditions and rules only"),
    ("!Or [a, b]", "Fn::Or: is for conditions and rules only"),
    ("!Not [a]", "Fn::Not: is for conditions and rules only"),
    (
        "!If [!Equals [a, b], c, d]",
        "Fn::If: takes the name of one of the template's conditions",
    ),
    ("!Ref Nobody", "Ref: there is no parameter or resource Nobody"),
    ("!Ref [Env]", "Ref: takes the name of a parameter or resource"),
    ("!GetAtt Nobody.Arn", "Fn::GetAtt: there is no resource Nobody"),
    ("!GetAtt Bucket", "Fn::GetAtt: takes a resource and one of its attributes"),
    ("!Sub 'x${Nobody}'", "Fn::Sub: there is no parameter or resource Nobody"),
    ("!Sub [a]", "Fn::Sub: takes a string, or a string and a map"),
    ("!Sub '${Zones}'", "Fn::Sub: puts a list or map into a string"),
    ("!Join [a, b, c]", "Fn::Join: takes a delimiter and a list"),
    ("!Join [',', text]", "Fn::Join: joins something that is not a list"),
    ("!Join [',', [[a]]]", "Fn::Join: puts a list or map into a string"),
    ("!Split ['', abc]", "Fn::Split: takes a delimiter and a string"),
    ("!Split [',', [abc]]", "Fn::Split: splits something that is not a string"),
    ("!Select [2, [a, b]]", "Fn::Select: there is no such item in the list"),
    ("!Select [-1, [a, b]]", "Fn::Select: there is no such item in the list"),
    ("!Select [one, [a, b]]", "Fn::Select: there is no such item in the list"),
    ("!Select [0]", "Fn::Select: takes an index and a list"),
    ("!FindInMap [Sizes, stage, Size]", "Fn::FindInMap: there is no Sizes.stage.Size"),
    ("!FindInMap [Sizes, dev]", "Fn::FindInMap: takes a mapping and two keys"),
    ("!FindInMap [Sizes, [dev], Size]", "Fn::FindInMap: a key is not a string"),
    ("!If [Nobody, a, b]", "Fn::If: there is no condition Nobody"),
    ("!If [IsProd, a]", "Fn::If: takes a condition and two values"),
    ("!Base64 [a]", "Fn::Base64: takes a string"),
    ("!Equals [a, b]", "Fn::Equals: is for conditions and rules only"),
    ("{'Fn::Sub': a, Other: b}", "Fn::Sub: stands beside other keys"),
]


def in_long(expression: str) -> object:
    """The template as YAML's own values, every function in its long form and every number as a text."""
    file = yaml.parse(SourceFile("t.yaml", TEMPLATE + indent(expression, " " * 8) + "\n"), TAGS)
    return long_form(file.documents[0].value)


def long_form(value: Value) -> object:
    match value:
        case Map(entries=entries):
            return {name: long_form(entry) for name, entry in entries.items()}
        case Seq(items=items):
            return [long_form(item) for item in items]
        case Scalar(data=int() | float()):
            return value.origin.span.text
    return plain(value)


def in_texts(data: object) -> object:
    """Numbers as the texts that they are written as: how a number is spelled is no matter here."""
    match data:
        case dict():
            return {name: in_texts(entry) for name, entry in data.items()}
        case list():
            return [in_texts(item) for item in data]
        case Ways(condition=condition, branches=branches, default=default):
            return Ways(condition, {label: in_texts(branch) for label, branch in branches.items()}, default)
    return str(data)


@pytest.mark.parametrize("write", [json.dumps, safe_dump])
@pytest.mark.parametrize(("expression", "expected"), [*KNOWN, *UNDECIDED])
def test_long_forms_in_json_and_yaml_mean_the_same(
    write: Callable[[object], str], expression: str, expected: object
) -> None:
    found = read([SourceFile("t", write(in_long(expression)))])
    (thing,) = (resource for resource in found.resources if resource.address == "Thing")
    assert in_texts(plain(thing.body.entries["Value"]) if thing.body.entries else None) == in_texts(expected)


@pytest.mark.parametrize("write", [json.dumps, safe_dump])
@pytest.mark.parametrize(("expression", "message"), WRONG)
def test_long_forms_are_as_wrong(write: Callable[[object], str], expression: str, message: str) -> None:
    found = read([SourceFile("t", write(in_long(expression)))])
    assert [problem.message for problem in found.diagnostics] == [message]


@pytest.mark.parametrize(("expression", "expected"), KNOWN)
def test_known(expression: str, expected: object) -> None:
    assert value(expression) == expected
    assert not reading(expression).diagnostics


@pytest.mark.parametrize(("expression", "expected"), UNKNOWN)
def test_not_known_with_its_reason(expression: str, expected: object) -> None:
    assert value(expression) == expected
    assert not reading(expression).diagnostics


@pytest.mark.parametrize(("expression", "expected"), UNDECIDED)
def test_undecided(expression: str, expected: object) -> None:
    assert value(expression) == expected
    assert not reading(expression).diagnostics


@pytest.mark.parametrize(("expression", "message"), WRONG)
def test_wrong_use_is_a_diagnostic_and_the_rest_is_read(expression: str, message: str) -> None:
    found = reading(expression)
    (problem,) = found.diagnostics
    assert (problem.code, problem.message) == ("cloudformation-intrinsic", message)
    assert [resource.address for resource in found.resources] == ["Bucket", "Thing"]
    assert found.ledger.files[0].reasons == ("1 of its expressions is wrong",)


def test_a_macro_may_add_names_that_the_template_does_not_have() -> None:
    text = TEMPLATE.replace("AWS::LanguageExtensions", "Mine", 1)
    found = read([SourceFile("t.yaml", text + "        !GetAtt FunctionRole.Arn\n")])
    assert not found.diagnostics
    assert plain(found.resources[1].body) == {"Value": Not("REFERENCE", "FunctionRole.Arn")}
