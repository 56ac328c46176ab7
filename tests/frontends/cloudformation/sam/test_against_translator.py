"""A template of SAM is judged as the template that AWS makes of it is judged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from oracles import oracle
from plainly import plain
from yourside.app import assemble, load
from yourside.config import Options
from yourside.coverage import Dialect
from yourside.engine.evaluate import evaluate
from yourside.graph.views import load_views
from yourside.spans import SourceFile

TEMPLATES = sorted((Path(__file__).parents[4] / "testdata/frontends/cloudformation/sam").glob("*.yaml"))
Judgement = tuple[str, str, str, str, frozenset[str]]


def judged(text: str) -> set[Judgement]:
    """Rule, type, id, truth and worlds. Ids lose the hashes that AWS completes them by."""
    graph = assemble({Dialect.CLOUDFORMATION: [SourceFile("template", text)]}).graph
    verdicts = evaluate(graph, load(Options()), load_views())
    return {
        (v.rule.id, v.resource.type, _plain_id(v.resource.id.address), v.truth.name, frozenset(map(str, v.worlds)))
        for v in verdicts
    }


def resources(text: str) -> set[tuple[str, str]]:
    graph = assemble({Dialect.CLOUDFORMATION: [SourceFile("template", text)]}).graph
    return {(each.type, _plain_id(each.id.address)) for each in graph.resources.values()}


def _plain_id(address: str) -> str:
    return re.sub("[0-9a-f]{10}$", "", address)


def transformed(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    oracle("samtranslator")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    output: Mapping[str, Any] = transform(yaml_parse(text), {}, _Policies())
    return json.dumps(output)


class _Policies:
    """The translator asks for the ARNs of managed policies that it does not know itself."""

    def load(self) -> Mapping[str, str]:
        return {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_verdicts_are_those_of_the_transformed_template(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    assert judged(text) == judged(transformed(text, monkeypatch))


# Who may do what: nothing of these may differ.
EXACT = {
    "AWS::ApiGateway::ApiKey": (),
    "AWS::ApiGateway::UsagePlan": (),
    "AWS::ApiGateway::UsagePlanKey": (),
    "AWS::AppSync::ApiCache": (),
    "AWS::AppSync::ApiKey": (),
    "AWS::AppSync::DataSource": (),
    "AWS::AppSync::DomainName": (),
    "AWS::AppSync::DomainNameApiAssociation": (),
    "AWS::AppSync::FunctionConfiguration": (),
    "AWS::AppSync::GraphQLApi": (),
    "AWS::AppSync::GraphQLSchema": (),
    "AWS::AppSync::Resolver": ("ApiId", "FieldName", "Kind", "PipelineConfig", "TypeName"),
    "AWS::DynamoDB::Table": (),
    "AWS::IAM::ManagedPolicy": (),
    "AWS::IAM::Role": ("AssumeRolePolicyDocument", "ManagedPolicyArns", "PermissionsBoundary", "Path"),
    "AWS::Lambda::Permission": ("Action", "FunctionUrlAuthType", "Principal", "SourceAccount"),
    "AWS::Lambda::Url": (),
    "AWS::Route53::RecordSetGroup": (),
    "AWS::S3::Bucket": (),
    "AWS::SNS::TopicPolicy": (),
    "AWS::SQS::QueuePolicy": (),
}


def exact(text: str) -> Mapping[tuple[str, str], object]:
    graph = assemble({Dialect.CLOUDFORMATION: [SourceFile("template", text)]}).graph
    return {
        (each.type, each.id.address): {
            name: sorted(map(str, found)) if isinstance(found := plain(value), list) else found
            for name, value in each.properties.entries.items()
            if not EXACT[each.type] or name in EXACT[each.type]
        }
        for each in graph.resources.values()
        if each.type in EXACT
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_rights_are_those_of_the_transformed_template(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    assert exact(text) == exact(transformed(text, monkeypatch))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_resources_are_those_of_the_transformed_template(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    assert resources(text) == resources(transformed(text, monkeypatch))
