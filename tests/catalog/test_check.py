"""Each kind of mistake that a table can hold is found, with the line and what was probably meant."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from yourside.catalog.check import check_tables


def problems(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    path = tmp_path / "table.yaml"
    path.write_text(text, "utf-8")
    return [(problem.line, problem.message) for problem in check_tables([path])]


def bucket(attrs: str) -> str:
    return "provider: {source: hashicorp/aws}\nlower:\n  aws_s3_bucket:\n    to: AWS::S3::Bucket\n" + indent(
        dedent(attrs), "    "
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("attrs: {bucet: BucketName}", "aws_s3_bucket has no bucet; did you mean bucket?", id="source"),
        pytest.param(
            "attrs: {versioning.enabeld: null}",
            "aws_s3_bucket has no versioning.enabeld; did you mean enabled?",
            id="source in a block",
        ),
        pytest.param("attrs: {acl.name: null}", "aws_s3_bucket has no acl.name", id="source in what is no block"),
        pytest.param(
            "attrs: {grant: {to: x-AccessControlPolicy.Grants, explode: {permision: Permission}}}",
            "aws_s3_bucket has no grant.permision; did you mean permissions?",
            id="exploded source",
        ),
        pytest.param(
            "attrs: {bucket: BuketName}", "AWS::S3::Bucket has no BuketName; did you mean BucketName?", id="target"
        ),
        pytest.param(
            "attrs: {versioning: VersioningConfiguration, versioning.enabled: Sttus}",
            "AWS::S3::Bucket has no VersioningConfiguration.Sttus; did you mean Status?",
            id="target relative to that of the enclosing block",
        ),
        pytest.param(
            'attrs: {acl: "AccessControl[]"}', "AWS::S3::Bucket.AccessControl is no list", id="a target that is no list"
        ),
        pytest.param("attrs: {bucket: Arn}", "AWS::S3::Bucket.Arn is read-only", id="read-only target"),
        pytest.param(
            "attrs: {acl: x-AccessControlPolicies}",
            "AWS::S3::Bucket has no x-AccessControlPolicies; did you mean x-AccessControlPolicy?",
            id="extension that is not registered",
        ),
        pytest.param(
            "attrs: {request_payer: {json: true}}",
            "AWS::S3::Bucket has nothing that request_payer spells",
            id="nothing for auto to find",
        ),
        pytest.param(
            "attrs: {policy: {split: AWS::S3::BucketPolcy, link: Bucket}}",
            "there is no schema of AWS::S3::BucketPolcy; did you mean AWS::S3::BucketPolicy?",
            id="split type",
        ),
        pytest.param(
            "attrs: {policy: {split: AWS::S3::BucketPolicy, link: Buckets, to: PolicyDocument}}",
            "AWS::S3::BucketPolicy has no Buckets; did you mean Bucket?",
            id="link of a split",
        ),
        pytest.param(
            "attrs: {acl: {keyed: {in: Tag, name: acl}}}",
            "AWS::S3::Bucket has no Tag; did you mean Tags?",
            id="list of keyed values",
        ),
        pytest.param(
            "attrs: {tags: {to: Tags, wrap: Name}}",
            "AWS::S3::Bucket has no Tags.Name",
            id="key that values are put under",
        ),
        pytest.param(
            "set: {BuketName: b}", "AWS::S3::Bucket has no BuketName; did you mean BucketName?", id="constant"
        ),
        pytest.param(
            "defaults: {AccessContrl: Private}",
            "AWS::S3::Bucket has no AccessContrl; did you mean AccessControl?",
            id="default",
        ),
        pytest.param(
            "root: VersionConfiguration",
            "AWS::S3::Bucket has no VersionConfiguration; did you mean VersioningConfiguration?",
            id="root",
        ),
    ],
)
def test_a_name_that_does_not_exist_is_found(tmp_path: Path, text: str, expected: str) -> None:
    assert problems(tmp_path, bucket(text)) == [(5 if "root" not in text else 3, expected)]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        pytest.param(
            "provider: {source: hashicorp/aws}\nlower:\n  aws_s3_bukcet: {to: AWS::S3::Bucket}\n",
            3,
            "there is no schema of aws_s3_bukcet of hashicorp/aws; did you mean aws_s3_bucket?",
            id="source type",
        ),
        pytest.param(
            "provider: {source: hashicorp/aws}\nlower:\n  aws_s3_bucket: {to: AWS::S3::Bukcet}\n",
            3,
            "there is no schema of AWS::S3::Bukcet; did you mean AWS::S3::Bucket?",
            id="type",
        ),
        pytest.param(
            "canonical:\n  AWS::S3::Bukcet: {}\n",
            2,
            "there is no schema of AWS::S3::Bukcet; did you mean AWS::S3::Bucket?",
            id="canonical type",
        ),
        pytest.param(
            "canonical:\n  AWS::S3::Bucket:\n    id: [BuketName]\n",
            3,
            "AWS::S3::Bucket has no BuketName; did you mean BucketName?",
            id="identity",
        ),
        pytest.param(
            "canonical:\n  AWS::S3::Bucket:\n    defaults:\n      AccessControl: Private\n      Acess: Private\n",
            5,
            "AWS::S3::Bucket has no Acess",
            id="default of the API",
        ),
        pytest.param(
            "canonical:\n  AWS::EC2::SecurityGroupIngress:\n"
            "    fold: {into: AWS::EC2::SecurityGroup, by: Group, at: SecurityGroupIngress, append: true}\n",
            3,
            "AWS::EC2::SecurityGroupIngress has no Group; did you mean GroupId?",
            id="what names the owner",
        ),
        pytest.param(
            "provider: {source: hashicorp/aws}\nlower:\n  aws_s3_bucket_acl:\n"
            "    fold: {into: AWS::S3::Bucket, by: buckt, at: .}\n    attrs: {acl: AccessControl}\n",
            3,
            "aws_s3_bucket_acl has no buckt; did you mean bucket?",
            id="attribute that names the owner",
        ),
        pytest.param(
            "provider: {source: hashicorp/aws}\nlower:\n  aws_security_group_rule:\n"
            "    switch: {attr: typ, cases: {ingress: {to: AWS::EC2::SecurityGroupIngress, auto: none}}}\n",
            3,
            "aws_security_group_rule has no typ; did you mean type?",
            id="attribute that chooses the case",
        ),
    ],
)
def test_a_type_path_or_owner_that_does_not_exist_is_found(tmp_path: Path, text: str, line: int, expected: str) -> None:
    assert (line, expected) in problems(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        pytest.param(
            bucket("attr: {bucket: BucketName}"),
            3,
            "Additional properties are not allowed ('attr' was unexpected); did you mean attrs?",
            id="unknown key",
        ),
        pytest.param("lower: {}\nlower: {}\n", 2, "lower stands here twice", id="a key twice"),
        pytest.param(
            "lower:\n  on: {to: AWS::S3::Bucket}\n", 2, "on is not text: put it in quotes", id="a YAML 1.1 truth"
        ),
        pytest.param("", 1, "None is not of type 'object'", id="nothing"),
        pytest.param(
            "lower:\n  azapi_resource: {to: Microsoft.Web/sites, typed: type}\n",
            2,
            "'object' is a dependency of 'typed'",
            id="a type without an object",
        ),
        pytest.param("lower: [\n", 2, "not YAML: did not find expected node content", id="not YAML"),
    ],
)
def test_a_table_of_the_wrong_form_is_found(tmp_path: Path, text: str, line: int, expected: str) -> None:
    assert problems(tmp_path, text) == [(line, expected)]


def test_an_attribute_of_an_older_provider_is_no_mistake(tmp_path: Path) -> None:
    text = "provider: {source: hashicorp/aws}\nlower:\n  aws_db_instance:\n    to: AWS::RDS::DBInstance\n"
    assert problems(tmp_path, text + "    attrs: {name: DBName}\n") == []


def test_a_type_and_a_block_of_an_older_provider_are_no_mistake(tmp_path: Path) -> None:
    text = "provider: {source: hashicorp/azurerm}\nlower:\n  azurerm_app_service:\n    to: Microsoft.Web/sites\n"
    attrs = "    attrs: {https_only: properties.httpsOnly, site_config: properties.siteConfig, %s: http20Enabled}\n"
    assert problems(tmp_path, text + attrs % "site_config.http2_enabled") == []
    assert problems(tmp_path, text + attrs % "site_config.http2_enable") == [
        (5, "azurerm_app_service has no site_config.http2_enable; did you mean http2_enabled?")
    ]


def test_a_problem_reads_like_a_compilers(tmp_path: Path) -> None:
    path = tmp_path / "table.yaml"
    path.write_text("canonical:\n  AWS::S3::Bukcet: {}\n", "utf-8")
    assert [str(problem) for problem in check_tables([path])] == [
        f"{path}:2: there is no schema of AWS::S3::Bukcet; did you mean AWS::S3::Bucket?"
    ]


def test_an_entry_may_take_over_the_attributes_of_another(tmp_path: Path) -> None:
    text = (
        "provider: {source: hashicorp/aws}\nlower:\n  aws_s3_bucket:\n    to: AWS::S3::Bucket\n"
        "    attrs: &named {bucket: BucketName}\n  aws_s3_bucket_policy:\n    to: AWS::S3::BucketPolicy\n"
        "    attrs: {<<: *named, %s}\n"
    )
    assert problems(tmp_path, text % "bucket: Bucket") == []
    assert problems(tmp_path, text % "policy: PolicyDocument") == [
        (8, "AWS::S3::BucketPolicy has no BucketName; did you mean Bucket?")
    ]
