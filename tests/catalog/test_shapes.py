from __future__ import annotations

import pytest

from yourside.catalog.shapes import Kind, Shapes, load_shapes


def shapes(**types: object) -> Shapes:
    return Shapes({name.replace("_", "::"): spec for name, spec in types.items()}, {}, {})


@pytest.mark.parametrize(
    ("type_", "path", "kind"),
    [
        ("AWS::S3::Bucket", "PublicAccessBlockConfiguration.BlockPublicAcls", Kind.BOOLEAN),
        ("AWS::S3::Bucket", "Tags", Kind.LIST),
        ("AWS::S3::Bucket", "Tags.Key", Kind.STRING),
        ("AWS::S3::Bucket", "Tags[].Key", Kind.STRING),
        ("AWS::S3::BucketPolicy", "PolicyDocument.Statement.Effect", Kind.JSON),
        ("AWS::EKS::Nodegroup", "Labels.team", Kind.STRING),
        ("AWS::IAM::ManagedPolicy", "PolicyDocument", Kind.JSON),
        ("apps/v1/Deployment", "spec.template.spec.containers.securityContext.privileged", Kind.BOOLEAN),
        ("v1/Service", "spec.ports.targetPort", Kind.ANY),
    ],
)
def test_a_path_leads_through_lists_maps_and_open_documents(type_: str, path: str, kind: Kind) -> None:
    found = load_shapes()[type_].shape.at(path.split("."))
    assert found is not None
    assert found.kind is kind


def test_a_path_that_the_cloud_does_not_have_leads_nowhere() -> None:
    assert load_shapes()["AWS::S3::Bucket"].shape.at(["BucketName", "Length"]) is None


def test_a_type_that_contains_itself_is_read() -> None:
    known = Shapes(
        {"T": {"shape": {"ref": "Node"}}}, {"Node": {"struct": {"next": {"ref": "Node"}, "name": "string"}}}, {}
    )
    found = known["T"].shape.at(["next", "next", "name"])
    assert found is not None
    assert found.kind is Kind.STRING


def test_a_type_that_there_is_no_schema_of_is_absent() -> None:
    assert load_shapes().get("AWS::S3::Bukcet") is None


def test_properties_that_the_cloud_cannot_state_stand_beside_its_own() -> None:
    fields = load_shapes()["AWS::S3::Bucket"].shape.fields
    assert fields["x-AccessControlPolicy"].at(["Grants", "Permission"]) is not None
    assert fields["x-DeletionPolicy"].kind is Kind.STRING
    assert "x-DeletionPolicy" not in load_shapes()["v1/Pod"].shape.fields


def test_what_the_cloud_computes_and_what_it_never_gives_back_is_known() -> None:
    bucket = load_shapes()["AWS::S3::Bucket"]
    assert "Arn" in bucket.read_only
    assert "AccessControl" in bucket.write_only
    assert load_shapes()["v1/Pod"].read_only == {"status"}


def test_a_shape_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a shape"):
        shapes(T={"shape": {"tuple": "string"}})["T"]
