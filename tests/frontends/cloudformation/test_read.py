"""Templates as files: places, both syntaxes, the ledger, hostile input."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainly import Not, plain
from yourside.coverage import State
from yourside.frontends.cloudformation import read
from yourside.frontends.native import NativeResource, Reading
from yourside.spans import SourceFile
from yourside.values import Choice, Map, Scalar, Seq, Unknown, Value, Why

TEMPLATE = """\
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Acl:
    Type: String
    Default: PublicRead
Mappings:
  Keys: {dev: {Arn: arn:key}}
Conditions:
  IsProd: !Equals [!Ref Acl, Private]
Resources:
  Logs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Metadata: {A: b}
    Properties:
      AccessControl: !Ref Acl
      BucketName: !Sub logs-${Acl}
      Key: !FindInMap [Keys, dev, Arn]
      Topic: !GetAtt Alarm.TopicArn
      Versioning: !If [IsProd, Enabled, Suspended]
      Tags: [{Key: a, Value: !Select [1, [b, c]]}]
  Alarm:
    Type: AWS::SNS::Topic
"""


def of(text: str, path: str = "t.yaml") -> Reading:
    return read([SourceFile(path, text)])


def logs() -> NativeResource:
    return of(TEMPLATE).resources[0]


def at(name: str) -> Value:
    return logs().body.entries[name]


def test_a_resource_stands_where_its_entry_is() -> None:
    resource = logs()
    assert (resource.type, resource.address, resource.unit) == ("AWS::S3::Bucket", "Logs", "t.yaml")
    assert resource.origin.name is not None
    assert resource.origin.name.text == "Logs"
    assert resource.origin.span.text.startswith("Logs:\n    Type")
    assert resource.origin.span.text.rstrip().endswith("!Select [1, [b, c]]}]")
    assert resource.body.origin == resource.origin


@pytest.mark.parametrize(
    ("name", "text", "hops"),
    [
        ("AccessControl", "!Ref Acl", [("PublicRead", "default of parameter Acl")]),
        ("BucketName", "!Sub logs-${Acl}", [("PublicRead", "default of parameter Acl")]),
        ("Key", "!FindInMap [Keys, dev, Arn]", [("arn:key", "mapping Keys.dev.Arn")]),
        ("Topic", "!GetAtt Alarm.TopicArn", []),
        ("Versioning", "!If [IsProd, Enabled, Suspended]", []),
    ],
)
def test_a_value_stands_at_the_call_and_tells_where_it_was_taken_from(
    name: str, text: str, hops: list[tuple[str, str]]
) -> None:
    origin = at(name).origin
    assert origin.span.text == text
    assert origin.name is not None
    assert origin.name.text == name
    assert [(hop.span.text, hop.label) for hop in origin.via] == hops


def test_the_branches_of_a_choice_stand_where_they_are_written() -> None:
    match at("Versioning"):
        case Choice(branches=((_, yes), (_, no))):
            assert [yes.origin.span.text, no.origin.span.text] == ["Enabled", "Suspended"]
            assert [value.origin.name.text for value in (yes, no) if value.origin.name] == ["Versioning"] * 2
        case other:
            pytest.fail(repr(other))


def test_a_reference_becomes_an_edge() -> None:
    assert at("Topic").origin.refs == ("Alarm",)


def test_an_item_of_a_list_parameter_tells_its_way() -> None:
    text = 'Parameters: {Ips: {Type: CommaDelimitedList, Default: "10.0.0.0/8,0.0.0.0/0"}}\nResources:\n'
    found = of(text + "  G: {Type: T::T::T, Properties: {Ip: !Select [1, !Ref Ips], All: !Ref Ips}}")
    body = found.resources[0].body.entries
    assert plain(body["Ip"]) == "0.0.0.0/0"
    assert body["Ip"].origin.span.text == "!Select [1, !Ref Ips]"
    assert [hop.label for hop in body["Ip"].origin.via] == ["default of parameter Ips"]
    assert body["All"].origin.via[0].span.text == '"10.0.0.0/8,0.0.0.0/0"'


def test_the_default_of_a_parameter_that_is_not_echoed_is_called_so() -> None:
    text = "Parameters: {Pw: {Type: String, NoEcho: true, Default: hunter2}}\nResources:\n"
    (resource,) = of(text + "  G: {Type: T::T::T, Properties: {Pw: !Ref Pw}}").resources
    assert [hop.label for hop in resource.body.entries["Pw"].origin.via] == ["default of NoEcho parameter Pw"]


def test_attributes_beside_the_properties_that_rules_may_ask_for() -> None:
    assert plain(at("x-DeletionPolicy")) == "Retain"
    assert "x-Metadata" not in logs().body.entries


def test_json_and_yaml_are_the_same_template() -> None:
    document: dict[str, dict[str, object]] = {
        "Parameters": {"Acl": {"Type": "String", "Default": "PublicRead"}},
        "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Acl"}, "Private"]}},
        "Resources": {
            "Logs": {
                "Type": "AWS::S3::Bucket",
                "DeletionPolicy": "Retain",
                "Properties": {
                    "AccessControl": {"Ref": "Acl"},
                    "BucketName": {"Fn::Sub": "logs-${Acl}"},
                    "Topic": {"Fn::GetAtt": ["Alarm", "TopicArn"]},
                    "Versioning": {"Fn::If": ["IsProd", "Enabled", "Suspended"]},
                    "Tags": [{"Key": "a", "Value": {"Fn::Select": [1, ["b", "c"]]}}],
                },
            },
        },
    }
    document["Resources"]["Alarm"] = {"Type": "AWS::SNS::Topic"}
    texts = [json.dumps(document), json.dumps(document, indent="\t")]
    bodies = [plain(of(text, "t.template").resources[0].body) for text in texts]
    expected = plain(logs().body)
    assert isinstance(expected, dict)
    assert bodies == [{name: value for name, value in expected.items() if name != "Key"}] * 2


def test_windows_line_ends_and_a_uniformly_indented_template_change_nothing() -> None:
    indented = "".join(f"  {line}" for line in TEMPLATE.splitlines(keepends=True))
    assert plain(of(TEMPLATE.replace("\n", "\r\n")).resources[0].body) == plain(logs().body)
    assert plain(of(f"---\n{indented}").resources[0].body) == plain(logs().body)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("Properties:", {}),
        ("Properties: !Ref AWS::NoValue", {}),
        ("Properties: {Fn::Transform: {Name: AWS::Include}}", {"...": "FUNCTION"}),
        ("Properties: [a]", {"...": "INVALID"}),
        ("Properties: !If [IsProd, {A: 1}, {A: 2}]", {"...": "INVALID"}),
    ],
)
def test_properties_that_are_not_a_map(properties: str, expected: dict[str, object]) -> None:
    conditions = "Conditions: {IsProd: !Equals [!Ref AWS::Region, x]}"
    found = of(f"{conditions}\nResources:\n  A:\n    Type: T::T::T\n    {properties}\n")
    body = plain(found.resources[0].body)
    assert isinstance(body, dict)
    assert {key: value.why if isinstance(value, Not) else value for key, value in body.items()} == expected


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        (TEMPLATE, State.EVALUATED, ""),
        ("- a\n- b\n", State.UNREADABLE, "holds no template"),
        (f"{TEMPLATE}---\na: b\n", State.PARTIAL, "only its first document is read"),
        ("", State.UNREADABLE, "holds no template"),
        ("AWSTemplateFormatVersion: x\n", State.PARTIAL, "the template has no resources that can be read"),
        ("Resources: [a]\n", State.PARTIAL, "the template has no resources that can be read"),
        (f"Transform: Explode\n{TEMPLATE}", State.PARTIAL, "a macro or loop that is not evaluated may add or change"),
        (f"{TEMPLATE}  Fn::ForEach::X: [A, [b], {{}}]\n", State.PARTIAL, "a macro or loop that is not evaluated may"),
        (f"{TEMPLATE}  Bad: {{Properties: {{}}}}\n", State.PARTIAL, "1 of its expressions is wrong"),
    ],
)
def test_every_template_is_on_the_ledger(text: str, state: State, reason: str) -> None:
    (line,) = of(text).ledger.files
    assert (line.path, line.state) == ("t.yaml", state)
    assert " ".join(line.reasons).startswith(reason)
    assert bool(line.reasons) is bool(reason)


def test_a_syntax_error_names_its_place() -> None:
    found = of("Resources: {A: {Type: [\n")
    assert found.ledger.files[0].state is State.UNREADABLE
    assert found.diagnostics


def test_what_stands_before_a_syntax_error_is_judged() -> None:
    found = of("Resources:\n  A: {Type: AWS::S3::Bucket}\n  B: {Type: [\n")
    assert [resource.address for resource in found.resources] == ["A"]
    assert found.ledger.files[0].state is State.PARTIAL


def test_what_is_not_evaluated_is_counted_by_kind() -> None:
    text = """
Transform: [{Name: Mine, Parameters: {}}]
Resources:
  Fn::ForEach::Zones: [Zone, [a], {}]
  Fn::Transform: {Name: AWS::Include}
  Stack: {Type: AWS::CloudFormation::Stack}
  Module: {Type: My::Own::Thing::MODULE}
  A: {Type: T::T::T, Properties: {A: !GetAZs '', B: !GetAZs '', C: !Cidr [a, 1, 2]}}
"""
    found = of(text)
    assert [resource.address for resource in found.resources] == ["Stack", "Module", "A"]
    assert found.ledger.counts == {"templates": 1, "resources": 3}
    assert found.ledger.gaps == {
        "intrinsic call not evaluated: Fn::GetAZs (a fact of the place it is deployed to)": 2,
        "intrinsic call not evaluated: Fn::Cidr (a function that is not evaluated)": 1,
        "template macro not evaluated: Mine": 1,
        "resource loop not evaluated: Fn::ForEach": 1,
        "template macro not evaluated: Fn::Transform": 1,
        "nested stack not evaluated: its template is not a file of this run": 1,
        "template module not evaluated: My::Own::Thing::MODULE": 1,
    }


def test_strings_that_double_one_another_stop_growing() -> None:
    doubled = "Fn::Sub: [x, {}]"
    for _ in range(30):
        doubled = f"Fn::Sub: ['${{A}}${{A}}', {{A: {{{doubled}}}}}]"
    (resource,) = of(f"Resources: {{A: {{Type: T::T::T, Properties: {{V: {{{doubled}}}}}}}}}").resources
    value = resource.body.entries["V"]
    assert isinstance(value, Unknown)
    assert value.why is Why.LIMIT


def test_a_long_default_asked_for_many_times_stops_growing() -> None:
    calls = ",".join(["!Sub '${P}x'"] * 200)
    parameters = f"Parameters: {{P: {{Type: String, Default: {'x' * 500_000}}}}}"
    found = of(f"{parameters}\nResources: {{A: {{Type: T::T::T, Properties: {{V: [{calls}]}}}}}}")
    value = found.resources[0].body.entries["V"]
    assert isinstance(value, Seq)
    assert isinstance(value.items[0], Scalar)
    assert plain(value.items[-1]) == Not("LIMIT", "Fn::Sub")


@pytest.mark.parametrize(
    ("wrapped", "times"),
    [
        ("[@]", 90),
        ("{'Fn::Base64': @}", 90),
        ("{'Fn::If': [C0, @, b]}", 45),
        ("{'Fn::Join': ['', [@]]}", 30),
        ("{'Fn::Select': [0, [@]]}", 30),
        ("!Sub ['${A}', {A: @}]", 30),
    ],
)
def test_the_deepest_nesting_there_can_be(wrapped: str, times: int) -> None:
    deep = "@"
    for _ in range(times):
        deep = deep.replace("@", wrapped)
    conditions = "\n".join(f"  C{n}: !Not [!Not [!Not [!Condition C{n + 1}]]]" for n in range(12))
    last = f"  C12: !Equals [{deep.replace('@', 'a')}, x]"
    resource = f"  A: {{Type: T::T::T, Properties: {{V: {deep.replace('@', '!If [C0, a, b]')}}}}}"
    assert of(f"Conditions:\n{conditions}\n{last}\nResources:\n{resource}\n").resources


NAMES = (
    "Ref Fn::Sub Fn::Join Fn::If Fn::Select Fn::Split Fn::GetAtt Fn::FindInMap Fn::Base64 Fn::Equals Fn::Transform "
    "Fn::ForEach::X Condition DefaultValue Type"
)
TEXTS = st.text(max_size=8) | st.sampled_from(["P", "A", "C", "${P}", "{{resolve:x}}"])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4) | st.sampled_from(NAMES.split(" ")), inner, max_size=3)
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(value=TREES, condition=TREES, default=TREES, section=TREES)
def test_no_tree_brings_the_reader_down(value: object, condition: object, default: object, section: object) -> None:
    document = {
        "Parameters": {"P": {"Type": "String", "Default": default}, "Q": section},
        "Mappings": section,
        "Conditions": {"C": condition},
        "Transform": section,
        "Resources": {"A": {"Type": "AWS::S3::Bucket", "Condition": "C", "Properties": {"V": value}}, "B": section},
    }
    found = of(json.dumps(document))
    assert len(found.ledger.files) == 1


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aR:-[]{}!&*#|>'\"\n \t${}", max_size=120))
def test_no_text_brings_the_reader_down(text: str) -> None:
    assert len(of(f"Resources:\n{text}").ledger.files) == 1


def test_a_property_may_be_called_what_it_likes() -> None:
    (resource,) = of("Resources: {A: {Type: T::T::T, Properties: {Condition: {StringEquals: {a: b}}}}}").resources
    assert isinstance(resource.body, Map)
    assert plain(resource.body) == {"Condition": {"StringEquals": {"a": "b"}}}
