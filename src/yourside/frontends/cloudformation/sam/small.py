"""SAM resources that stand for little more than one CloudFormation resource each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yourside.frontends.cloudformation.sam.artifacts import OF_CODE, in_bucket
from yourside.frontends.cloudformation.sam.declaration import Declaration, Made
from yourside.frontends.cloudformation.sam.roles import tags_with_mark
from yourside.frontends.cloudformation.sam.surroundings import Surroundings
from yourside.frontends.cloudformation.sam.written import Parts, Plan, entries_of, tags_of, text_of, written
from yourside.values import Unknown, Value, Why

_KEY_TYPES = {"String": "S", "Number": "N", "Binary": "B"}


def simple_table(of: Declaration, _: Surroundings) -> Iterator[Made]:
    """AWS::Serverless::SimpleTable."""
    key: Mapping[str, Value] = of.within("PrimaryKey")
    name: Plan = key.get("Name", "id")
    kind = _KEY_TYPES.get(text_of(key.get("Type")) or "String", "S")
    properties: Parts = {
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": kind}],
        "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}],
        "BillingMode": None if "ProvisionedThroughput" in of.properties else "PAY_PER_REQUEST",
        "Tags": tags_of(of.properties.get("Tags")) or None,
    }
    more = of.passed("ProvisionedThroughput", "SSESpecification", "TableName", "PointInTimeRecoverySpecification")
    yield of.itself("AWS::DynamoDB::Table", properties | more)


def layer(of: Declaration, around: Surroundings) -> Iterator[Made]:
    """AWS::Serverless::LayerVersion. SAM completes its id by a hash; here it keeps the name that is written."""
    content = of.properties.get("ContentUri")
    properties: Parts = {
        "LayerName": of.name,
        "Content": in_bucket(content, OF_CODE) if content else None,
    }
    more = of.passed("LayerName", "Description", "CompatibleRuntimes", "CompatibleArchitectures", "LicenseInfo")
    policy = (around.text(of.properties.get("RetentionPolicy")) or "Retain").capitalize()
    kept = {"DeletionPolicy": written(policy, of.origin), **of.attributes}
    retained = Declaration(of.name, of.properties, kept, of.origin)
    yield retained.itself("AWS::Lambda::LayerVersion", properties | more)


def application(of: Declaration, _: Surroundings) -> Iterator[Made]:
    """AWS::Serverless::Application: a nested stack, from a file or from the public repository of applications."""
    location = of.properties.get("Location")
    url: Plan | None = location
    if location and "ApplicationId" in entries_of(location):
        url = Unknown(Why.ENVIRONMENT, location.origin, "the template of the application")
    properties: Parts = {"TemplateURL": url, "Tags": tags_with_mark(of, "lambda.amazonaws.com")}
    more = of.passed("Parameters", "NotificationARNs", "TimeoutInMinutes")
    yield of.itself("AWS::CloudFormation::Stack", properties | more)
