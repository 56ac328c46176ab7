from __future__ import annotations

from bodies import cfn, either, encoded, graph, native, only, ref
from yourside.graph.model import ResourceGraph


def edges(of: ResourceGraph) -> set[tuple[str, str, str]]:
    return {(edge.source.address, edge.target.address, ".".join(edge.path)) for edge in of.edges}


def test_a_reference_is_an_edge_at_its_canonical_path() -> None:
    found = graph(
        cfn("Logs", "AWS::S3::Bucket"),
        cfn("Site", "AWS::S3::Bucket", LoggingConfiguration={"DestinationBucketName": ref("Logs.Ref")}),
    )
    assert edges(found) == {("Site", "Logs", "LoggingConfiguration.DestinationBucketName")}


def test_references_in_lists_documents_and_branches() -> None:
    document = encoded({"Statement": [{"Resource": [ref("aws_s3_bucket.a.arn")]}]})
    arns = [either("var.x", true=ref("aws_s3_bucket.b.arn"), false=ref("aws_s3_bucket.c.arn"))]
    found = graph(
        *(native(f"aws_s3_bucket.{name}") for name in "abc"),
        cfn("Role", "AWS::IAM::Role", AssumeRolePolicyDocument=document, ManagedPolicyArns=arns),
    )
    assert edges(found) == {
        ("Role", "aws_s3_bucket.a", "AssumeRolePolicyDocument.Statement.0.Resource.0"),
        ("Role", "aws_s3_bucket.b", "ManagedPolicyArns.0"),
        ("Role", "aws_s3_bucket.c", "ManagedPolicyArns.0"),
    }


def test_a_reference_to_a_folded_companion_leads_to_its_owner() -> None:
    found = graph(
        native("aws_s3_bucket.b"),
        native("aws_s3_bucket_versioning.v", bucket=ref("aws_s3_bucket.b.id")),
        native("aws_s3_bucket_policy.p", bucket=ref("aws_s3_bucket_versioning.v.bucket")),
    )
    assert edges(found) == {("aws_s3_bucket_policy.p", "aws_s3_bucket.b", "Bucket")}


def test_references_stay_in_their_unit() -> None:
    found = graph(
        native("aws_s3_bucket.b", "one"), native("aws_s3_bucket_policy.p", "two", bucket=ref("aws_s3_bucket.b.id"))
    )
    assert found.edges == ()
    assert only(found, "aws_s3_bucket.b", unit="one").native.unit == "one"
