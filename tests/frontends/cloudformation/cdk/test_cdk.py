"""Templates of the CDK: findings on the lines of the application."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from yourside.app import check
from yourside.config import Options
from yourside.findings.model import Finding
from yourside.frontends.cloudformation import read
from yourside.frontends.inputs import Inputs, Nowhere
from yourside.frontends.native import NativeResource
from yourside.spans import SourceFile

APPLICATION = Path(__file__).parents[4] / "testdata/frontends/cloudformation/cdk"

STACK = "import { Bucket } from 'aws-cdk-lib/aws-s3';\nnew Bucket(stack, 'Logs');\n"


def place(finding: Finding) -> tuple[str, int, str]:
    span = finding.place.span
    return Path(span.file.path).name, span.file.line_col(span.start)[0], span.text


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aws-s3-bucket-versioning-off", []),
        ("aws-ec2-subnet-public-ip", [("stack.ts", 16, "new Vpc(this, 'Network', { maxAzs: 1, natGateways: 0 });")]),
        ("aws-s3-bucket-access-logs-off", [("stack.ts", 11, "new Bucket(this, 'Receipts', {")]),
        ("aws-ec2-vpc-flow-logs-off", [("stack.ts", 16, "new Vpc(this, 'Network', { maxAzs: 1, natGateways: 0 });")]),
        (
            "aws-ec2-security-group-open-admin-ports",
            [("stack.ts", 17, "new SecurityGroup(this, 'Admin', { vpc: network });")],
        ),
        ("aws-sqs-queue-unencrypted", [("queues.ts", 8, "new CfnQueue(this, 'Orders', {")]),
    ],
)
def test_findings_stand_on_the_lines_of_the_application(rule: str, expected: Sequence[object]) -> None:
    assert [place(each) for each in check(Options((APPLICATION,), select=(rule,))).findings] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("aws-s3-bucket-access-logs-off", ("stack.py", 10, 's3.Bucket(self, "Receipts", versioned=True)')),
        ("aws-sqs-queue-unencrypted", ("stack.py", 11, "sqs.CfnQueue(")),
    ],
)
def test_findings_stand_on_the_lines_of_an_application_in_python(rule: str, expected: object) -> None:
    options = Options((APPLICATION.with_name("cdk-python"),), select=(rule,))
    assert [place(each) for each in check(options).findings] == [expected]


def test_the_construct_and_the_template_are_the_way_to_a_finding() -> None:
    (finding,) = check(Options((APPLICATION,), select=("aws-sqs-queue-unencrypted",))).findings
    assert [hop.label for hop in finding.place.via] == ["construct Shop/Queues/Orders", "the value"]
    assert finding.place.via[-1].span.text == '"SqsManagedSseEnabled": false'


def test_without_the_application_findings_stay_in_the_template() -> None:
    options = Options((APPLICATION / "cdk.out",), select=("aws-sqs-queue-unencrypted",))
    (finding,) = check(options).findings
    assert place(finding)[0] == "ShopQueues4CB192BC.nested.template.json"


class Files(Nowhere):
    """A tree of texts."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = {path: SourceFile(path, text) for path, text in files.items()}

    def read(self, path: str) -> SourceFile | None:
        return self._files.get(path)


def bucket(metadata: object, manifest: str | None = None, **resource: object) -> NativeResource:
    """The bucket of an assembly in `app/cdk.out`, whose manifest has this metadata, beside `app/lib/stack.ts`."""
    template = {"Resources": {"Logs1": {"Type": "AWS::S3::Bucket", **resource}}}
    file = SourceFile("app/cdk.out/St.template.json", json.dumps(template))
    stack = {"properties": {"templateFile": "St.template.json"}, "metadata": metadata}
    whole = json.dumps({"artifacts": {"St": {"type": "aws:cloudformation:stack", **stack}}})
    tree = Files({"app/cdk.out/manifest.json": manifest or whole, "app/lib/stack.ts": STACK, "app/app.ts": STACK})
    (found,) = read([file], Inputs(tree=tree)).resources
    return found


def traced(*frames: str) -> Mapping[str, object]:
    return {
        "/St/Logs": [
            {"type": "aws:cdk:logicalId", "data": "Logs1"},
            {"type": "aws:cdk:creationStack", "data": list(frames)},
        ]
    }


@pytest.mark.parametrize(
    "frame",
    [
        "new St (./lib/stack.ts:2:1)",
        "    at new St (/home/somebody/app/lib/stack.ts:2:1)",
        "at file:///home/somebody/app/lib/stack.ts:2:1",
        "St.__init__ (/home/somebody/app/lib/stack.ts:2)",
    ],
)
def test_a_frame_leads_to_its_line(frame: str) -> None:
    span = bucket(traced("...aws-cdk-lib...", frame)).origin.span
    assert (span.file.path, span.text) == ("app/lib/stack.ts", "new Bucket(stack, 'Logs');")


@pytest.mark.parametrize(
    "frame",
    [
        "...node internals...",
        "new Bucket (/home/somebody/app/node_modules/aws-cdk-lib/lib/stack.ts:2:1)",
        "new St (./lib/other.ts:2:1)",
        "new St (./lib/stack.ts:99:1)",
        "new St (./lib/stack.ts:0:1)",
        "new St (./lib/stack.ts:2:500)",
        "new St (/somewhere/else/app.ts:2:1)",
        "new St (../../../../etc/stack.ts:1:1)",
        "(" * 100_000,
    ],
)
def test_a_frame_that_leads_nowhere_leaves_the_resource_in_its_template(frame: str) -> None:
    assert bucket(traced(frame)).origin.span.file.path == "app/cdk.out/St.template.json"


def test_the_path_in_the_template_names_the_construct_before_the_logical_id() -> None:
    metadata = {"/St/Other": traced("new St (./lib/stack.ts:2:1)")["/St/Logs"]}
    resource = bucket(metadata, Metadata={"aws:cdk:path": "St/Other"})
    assert resource.origin.span.file.path == "app/lib/stack.ts"
    assert [hop.label for hop in resource.origin.via] == ["construct St/Other"]


@pytest.mark.parametrize("path", ["", "/", "a" + "/a" * 200_000])
def test_an_odd_path_leaves_the_resource_in_its_template(path: str) -> None:
    assert bucket({}, Metadata={"aws:cdk:path": path}).origin.span.file.path == "app/cdk.out/St.template.json"


def test_older_manifests_keep_the_trace_beside_the_logical_id() -> None:
    entry = {"type": "aws:cdk:logicalId", "data": "Logs1", "trace": ["new St (./lib/stack.ts:2:1)"]}
    assert bucket({"/St/Logs": [entry]}).origin.span.file.path == "app/lib/stack.ts"


@pytest.mark.parametrize(
    "manifest", ["{", "[]", "null", '{"artifacts": 1}', '{"artifacts": {"a": 1}}', "[" * 100_000, '{"artifacts": {}}']
)
def test_a_broken_manifest_leaves_the_resource_in_its_template(manifest: str) -> None:
    assert bucket({}, manifest).origin.span.file.path == "app/cdk.out/St.template.json"


@pytest.mark.parametrize("metadata", [1, [], {"/St": 1}, {"/St": [1, {"type": "aws:cdk:creationStack", "data": 1}]}])
def test_broken_metadata_leaves_the_resource_in_its_template(metadata: object) -> None:
    assert bucket(metadata).origin.span.file.path == "app/cdk.out/St.template.json"
