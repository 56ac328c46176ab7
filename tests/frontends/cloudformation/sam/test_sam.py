"""What resources of SAM become, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from plainly import Not, plain
from yourside.frontends.cloudformation import read
from yourside.frontends.native import NativeResource, Reading
from yourside.spans import SourceFile
from yourside.values import Map, Seq, Unknown, Value

HEAD = "Transform: AWS::Serverless-2016-10-31\n"
FUNCTION = """\
Globals:
  Function:
    Environment: {Variables: {A: outer, B: outer}}
    Layers: [first]
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Layers: [second]
      Environment: {Variables: {B: own}}
      FunctionUrlConfig:
        AuthType: NONE
      Policies:
        - S3ReadPolicy: {BucketName: logs}
      Events:
        Hello: {Type: SNS, Properties: {Topic: "arn:aws:sns:us-east-1:123456789012:t"}}
"""


def of(text: str) -> Reading:
    return read([SourceFile("t.yaml", HEAD + text)])


def resource(text: str, address: str) -> NativeResource:
    return next(each for each in of(text).resources if each.address == address)


def at(value: Value, *path: str | int) -> Value:
    for step in path:
        match value, step:
            case Map(entries=entries), str():
                value = entries[step]
            case Seq(items=items), int():
                value = items[step]
    return value


def test_maps_of_globals_are_merged_and_lists_are_appended_to() -> None:
    body = resource(FUNCTION, "F").body
    assert plain(at(body, "Environment", "Variables")) == {"A": "outer", "B": "own"}
    assert plain(at(body, "Layers")) == ["first", "second"]


def test_a_value_of_globals_stands_in_globals() -> None:
    assert at(resource(FUNCTION, "F").body, "Environment", "Variables", "A").origin.span.text == "outer"


def test_code_that_is_not_packaged_yet_is_unknown() -> None:
    assert isinstance(at(resource(FUNCTION, "F").body, "Code"), Unknown)


def test_a_generated_resource_stands_where_it_is_asked_for() -> None:
    url = resource(FUNCTION, "FUrl")
    assert url.origin.name is not None
    assert url.origin.name.text == "FunctionUrlConfig"
    assert at(url.body, "AuthType").origin.span.text == "NONE"
    permission = resource(FUNCTION, "FHelloPermission")
    assert permission.origin.name is not None
    assert permission.origin.name.text == "Hello"


def test_a_role_stands_at_its_function() -> None:
    placed = {each.address: each.origin for each in of(FUNCTION).resources}
    assert placed["FRole"] == placed["F"]


def test_a_policy_template_is_filled_in_and_stands_where_it_is_named() -> None:
    policy = at(resource(FUNCTION, "FRole").body, "Policies", 0, "PolicyDocument", "Statement", 0)
    assert plain(at(policy, "Effect")) == "Allow"
    assert policy.origin.span.text.startswith("S3ReadPolicy")
    resources = at(policy, "Resource", 0)
    assert isinstance(resources, Unknown)
    assert plain(resources.parts[-1]) == ":s3:::logs"


def test_nothing_is_expanded_without_the_transform() -> None:
    reading = read([SourceFile("t.yaml", FUNCTION)])
    assert [each.type for each in reading.resources] == ["AWS::Serverless::Function"]


def test_what_is_not_expanded_is_on_the_ledger() -> None:
    reading = of(
        "Resources:\n"
        "  C: {Type: AWS::Serverless::WebSocketApi}\n"
        "  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Satellite}}}}\n"
    )
    gaps = [gap for gap in reading.ledger.gaps if gap.startswith("SAM not expanded")]
    assert gaps == ["SAM not expanded: AWS::Serverless::WebSocketApi", "SAM not expanded: event of type Satellite"]


def test_globals_that_make_a_small_file_large_are_on_the_ledger() -> None:
    functions = "".join(f"  F{number}: {{Type: AWS::Serverless::Function}}\n" for number in range(500))
    layers = ", ".join(["a"] * 5_000)
    reading = of(f"Globals: {{Function: {{Layers: [{layers}]}}}}\nResources:\n{functions}")
    assert "SAM not expanded: Globals past the limits of this tool" in reading.ledger.gaps


def test_what_a_loop_writes_out_is_expanded() -> None:
    reading = read(
        [
            SourceFile(
                "t.yaml",
                "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
                "Globals: {Function: {Runtime: python3.12}}\n"
                "Resources:\n"
                "  Fn::ForEach::Each:\n"
                "    - Name\n"
                "    - [A, B]\n"
                "    - ${Name}: {Type: AWS::Serverless::Function, Properties: {InlineCode: x}}\n",
            )
        ]
    )
    assert [each.address for each in reading.resources] == ["A", "ARole", "B", "BRole"]


def test_an_expanded_template_is_evaluated_as_a_whole() -> None:
    (line,) = of(FUNCTION).ledger.files
    assert line.reasons == ()


def test_an_application_of_the_repository_is_a_stack_that_is_not_known() -> None:
    stack = resource(
        "Resources:\n"
        "  App:\n"
        "    Type: AWS::Serverless::Application\n"
        "    Properties: {Location: {ApplicationId: a, SemanticVersion: 1.0.0}}\n",
        "App",
    )
    assert stack.type == "AWS::CloudFormation::Stack"
    assert isinstance(at(stack.body, "TemplateURL"), Unknown)


def _broken() -> Iterator[str]:
    kinds = ("Api", "Application", "Function", "HttpApi", "LayerVersion", "SimpleTable", "StateMachine")
    wrongs = (
        "",
        "Properties: 1",
        "Properties: []",
        "Properties: {Ref: X}",
        "Properties: {Events: [1], Policies: {A: {B: c}}, Role: {Fn::If: []}, Domain: 1, Auth: [x], Tags: [1]}",
        "Properties: {Events: {E: 1, F: {Type: [1]}, G: {Type: SNS}, H: {Type: SQS}, I: {Type: Api}, J: {Type: S3}}}",
        "Properties: {Events: {E: {Type: ScheduleV2}, F: {Type: Schedule}, G: {Type: Cognito}, H: {Type: IoTRule}}}",
        "Properties: {FunctionUrlConfig: 1, EventInvokeConfig: {DestinationConfig: {A: 3}}, AutoPublishAlias: []}",
        "Properties: {PrimaryKey: [], ContentUri: [], Location: [], StageName: [], DefinitionUri: {Ref: X}}",
    )
    for kind in kinds:
        for wrong in wrongs:
            yield f"Globals: 1\nResources:\n  X:\n    Type: AWS::Serverless::{kind}\n    {wrong}\n"


@pytest.mark.parametrize("text", tuple(_broken()))
def test_wrong_input_never_ends_the_run(text: str) -> None:
    assert "X" in {each.address for each in of(text).resources}


CONNECTED = """\
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {InlineCode: pass, Role: ROLE}
    Connectors:
      Rows: {Properties: {Destination: {Id: Rows}, Permissions: [Read]}}
  Rows: {Type: AWS::Serverless::SimpleTable}
  Both:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: F}
      Destination:
        - {Id: Rows}
        - {Id: Files}
      Permissions: [Write]
  Files: {Type: AWS::S3::Bucket}
"""


@pytest.mark.parametrize(
    ("address", "line"), [("FRowsPolicy", 7), ("BothPolicyDestination0", 14), ("BothPolicyDestination1", 15)]
)
def test_what_a_connector_allows_stands_where_the_connection_is_asked_for(address: str, line: int) -> None:
    made = resource(CONNECTED.replace("ROLE", "{Ref: Own}"), address)
    assert made.origin.span.file.line_col(made.origin.span.start)[0] == line
    assert made.type == "AWS::IAM::ManagedPolicy"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        (
            CONNECTED.replace("ROLE", "arn:aws:iam::123456789012:role/own").replace("{Id: Files}", "{Id: Nowhere}"),
            "connector from AWS::Lambda::Function to a resource that is not known",
        ),
        (
            "Resources:\n  C: {Type: AWS::Serverless::Connector}\n",
            "connector from a resource that is not known to a resource that is not known",
        ),
        (
            "Resources:\n"
            "  Q: {Type: AWS::SQS::Queue}\n"
            "  C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Q}, Destination: {Id: Q}}}\n",
            "connector from AWS::SQS::Queue to AWS::SQS::Queue",
        ),
    ],
)
def test_a_connector_that_cannot_be_followed_is_on_the_ledger(text: str, gap: str) -> None:
    assert f"SAM not expanded: {gap}" in of(text).ledger.gaps


def test_usage_plans_and_records_are_shared_by_apis_and_stand_at_one_that_asks() -> None:
    auth = "Auth: {UsagePlan: {CreateUsagePlan: SHARED}}"
    domain = "Domain: {DomainName: NAME.example.com, CertificateArn: a, Route53: {HostedZoneId: Z}}"
    api = "{Type: AWS::Serverless::Api, Properties: {StageName: s, " + f"{auth}, {domain}" + "}}"
    text = f"Resources:\n  A: {api.replace('NAME', 'a')}\n  B: {api.replace('NAME', 'b')}\n"
    made = {each.type: each for each in of(text).resources}
    plan, records = made["AWS::ApiGateway::UsagePlan"], made["AWS::Route53::RecordSetGroup"]
    assert [plain(at(plan.body, "ApiStages", number, "ApiId")) for number in (0, 1)] == [
        Not("REFERENCE", "A"),
        Not("REFERENCE", "B"),
    ]
    assert [plain(at(records.body, "RecordSets", number, "Name")) for number in (0, 1)] == [
        "a.example.com",
        "b.example.com",
    ]
    assert plan.origin.span.text == "UsagePlan: {CreateUsagePlan: SHARED}"
