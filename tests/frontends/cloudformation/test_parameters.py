"""What is known of parameters: given in files, allowed, by default."""

from __future__ import annotations

import json

import pytest

from plainly import Not, Ways, plain
from yourside.frontends.cloudformation import read
from yourside.frontends.inputs import Inputs
from yourside.frontends.native import Reading
from yourside.spans import SourceFile


def reading(declaration: str, *files: str) -> Reading:
    text = f"Parameters:\n  P: {declaration}\nResources:\n  A: {{Type: T::T::T, Properties: {{V: !Ref P}}}}\n"
    given = tuple(SourceFile(f"p{number}.json", file) for number, file in enumerate(files))
    return read([SourceFile("t.yaml", text)], Inputs(parameters=given))


def value(declaration: str, *files: str) -> object:
    return plain(reading(declaration, *files).resources[0].body.entries["V"])


FORMS = [
    json.dumps([{"ParameterKey": "P", "ParameterValue": "given"}]),
    json.dumps({"Parameters": {"P": "given"}, "Tags": {"P": "no"}}),
    json.dumps(["P=given", "Q=x=y"]),
    json.dumps({"P": "given"}),
    "- ParameterKey: P\n  ParameterValue: given\n",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_parameter_file_gives_the_value(form: str) -> None:
    assert value("{Type: String, Default: x, AllowedValues: [x, given]}", form) == "given"


@pytest.mark.parametrize("form", FORMS)
def test_the_value_comes_from_the_file(form: str) -> None:
    found = reading("{Type: String}", form).resources[0].body.entries["V"]
    assert [(hop.span.file.path, hop.label) for hop in found.origin.via] == [("p0.json", "parameter P")]


def test_later_files_win() -> None:
    assert value("{Type: String}", FORMS[0], json.dumps({"Parameters": {"P": "again"}})) == "again"


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1]", "nothing", '{"Parameters": {'])
def test_a_file_without_parameters_is_a_problem_of_the_input(text: str) -> None:
    found = reading("{Type: String}", text)
    assert "parameter-file" in {problem.code for problem in found.diagnostics}
    assert found.resources


@pytest.mark.parametrize(
    ("declaration", "given", "expected"),
    [
        ("{Type: Number}", "443", 443),
        ("{Type: Number}", 443, 443),
        ("{Type: String}", 443, "443"),
        ("{Type: String}", True, "true"),
        ("{Type: CommaDelimitedList}", "a, b", ["a", "b"]),
        ("{Type: List<Number>}", "1,2", [1, 2]),
        ("{Type: List<AWS::EC2::Subnet::Id>}", "subnet-1,subnet-2", ["subnet-1", "subnet-2"]),
        ("{Type: AWS::EC2::VPC::Id}", "vpc-1", "vpc-1"),
        ("{Type: String, NoEcho: true}", "hunter2", "hunter2"),
        ("{Type: AWS::SSM::Parameter::Value<String>}", "/name", Not("DATA", "P")),
    ],
)
def test_what_is_given_has_the_declared_type(declaration: str, given: object, expected: object) -> None:
    assert value(declaration, json.dumps({"Parameters": {"P": given}})) == expected


@pytest.mark.parametrize("use", ["!Ref P", "!Sub 'x-${P}'", "!Join ['', [a, !Ref P]]", "!Base64 {Ref: P}"])
@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_made_of_a_hidden_parameter_is_hidden(use: str, hidden: bool) -> None:
    declaration = f"{{Type: String, Default: hunter2, NoEcho: {hidden}}}"
    text = f"Parameters: {{P: {declaration}}}\nResources: {{A: {{Type: T::T::T, Properties: {{V: {use}}}}}}}\n"
    (resource,) = read([SourceFile("t.yaml", text)]).resources
    assert resource.body.entries["V"].origin.sensitive is hidden


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{Type: String, AllowedValues: [a, b]}", Ways("P", {"a": "a", "b": "b"})),
        ("{Type: String, Default: b, AllowedValues: [a, b]}", Ways("P", {"a": "a", "b": "b"}, "b")),
        ("{Type: Number, Default: 1, AllowedValues: ['1', 2]}", Ways("P", {"1": 1, "2": 2}, "1")),
        ("{Type: String, Default: yes, AllowedValues: ['true', '']}", Ways("P", {"true": "true", "empty": ""}, "true")),
        ("{Type: String, Default: z, AllowedValues: [a, b]}", Ways("P", {"a": "a", "b": "b"})),
        ("{Type: CommaDelimitedList, Default: 'a,b', AllowedValues: [a, b]}", ["a", "b"]),
        ("{Type: AWS::SSM::Parameter::Value<String>, AllowedValues: [/a, /b]}", Not("DATA", "P")),
        ("{Type: String, AllowedValues: []}", Not("VARIABLE", "P")),
        (f"{{Type: String, Default: v1, AllowedValues: {[f'v{n}' for n in range(40)]}}}", "v1"),
    ],
)
def test_allowed_values_are_worlds_as_long_as_they_are_few(declaration: str, expected: object) -> None:
    assert value(declaration) == expected
