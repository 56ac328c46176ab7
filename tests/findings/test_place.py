from __future__ import annotations

from dataclasses import replace

from specimens import assigned, assignment, at, block, bucket, evidence, native, resource
from yourside.findings.model import Evidence
from yourside.findings.place import companion, place, standing
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.values import Map, Scalar, Seq

VARIABLES = SourceFile("s3/variables.tf", 'variable "acl" {\n  default = "public-read"\n}\n')
DEFAULT = Hop(at(VARIABLES, '"public-read"'), "default of var.acl")
DEFAULT_ORIGIN = Origin(DEFAULT.span)


def test_a_value_is_marked_together_with_its_key() -> None:
    found = place(bucket(), evidence(bucket(), "AccessControl"))
    assert found.span.text == 'acl    = "public-read"'
    assert found.via == ()


def test_an_absent_property_points_at_the_name_of_its_resource() -> None:
    assert place(bucket(), evidence(bucket(), "BucketEncryption")).span.text == '"aws_s3_bucket" "site"'


def test_a_property_of_an_absent_block_points_at_the_name_of_the_resource() -> None:
    assert place(bucket(), evidence(bucket(), "A.B.C")).span.text == '"aws_s3_bucket" "site"'


def test_a_default_that_nobody_wrote_points_at_the_name_of_the_resource() -> None:
    of = bucket(acl=Scalar("Private", bucket().origin))
    assert place(of, evidence(of, "AccessControl")).span.text == '"aws_s3_bucket" "site"'


def test_an_absent_property_of_a_nested_block_points_at_the_key_of_the_block() -> None:
    file = SourceFile(
        "main.tf", 'resource "aws_instance" "web" {\n  metadata_options {\n    http_endpoint = "enabled"\n  }\n}\n'
    )
    inner = Origin(at(file, 'metadata_options {\n    http_endpoint = "enabled"\n  }'), at(file, "metadata_options"))
    of = resource({"MetadataOptions": Map({}, inner)}, native(block(file), '"aws_instance" "web"'))
    assert place(of, evidence(of, "MetadataOptions.HttpTokens")).span.text == "metadata_options"


def test_a_block_without_a_name_is_marked_by_its_first_line() -> None:
    file = SourceFile("pod.yaml", "kind: Pod\nspec:\n  containers:\n    - name: web\n      image: nginx\n")
    item = Map({}, Origin(at(file, "name: web\n      image: nginx")))
    listed = Seq((item,), Origin(at(file, "- name: web\n      image: nginx"), at(file, "containers")))
    of = resource({"containers": listed}, native(block(file), "Pod"))
    assert place(of, evidence(of, "containers.0.securityContext")).span.text == "name: web"


def test_a_block_that_opens_with_a_bracket_is_marked_by_the_line_after_it() -> None:
    file = SourceFile("pod.json", '{"containers": [\n  {\n    "name": "web",\n    "image": "nginx"\n  }\n]}\n')
    item = Map({}, Origin(at(file, '{\n    "name": "web",\n    "image": "nginx"\n  }')))
    of = resource({"containers": Seq((item,), item.origin)}, native(block(file), '"containers"'))
    assert place(of, evidence(of, "containers.0.securityContext")).span.text == '"name": "web"'


def test_a_value_of_several_lines_is_marked_by_its_key() -> None:
    file = SourceFile("main.tf", 'resource "a" "b" {\n  cidrs = [\n    "0.0.0.0/0",\n  ]\n}\n')
    of = resource(
        {"Cidrs": Seq((), assignment(file, 'cidrs = [\n    "0.0.0.0/0",\n  ]'))}, native(block(file), '"a" "b"')
    )
    assert place(of, evidence(of, "Cidrs")).span.text == "cidrs"


def test_a_value_on_the_line_below_its_key_is_marked_alone() -> None:
    file = SourceFile("t.yaml", "Bucket:\n  AccessControl:\n    PublicRead\n")
    value = Scalar("PublicRead", assignment(file, "AccessControl:\n    PublicRead"))
    of = resource({"AccessControl": value}, native(block(file), "Bucket"))
    assert place(of, evidence(of, "AccessControl")).span.text == "PublicRead"


def test_a_value_of_a_companion_is_marked_in_the_companion() -> None:
    file = SourceFile("acl.tf", 'resource "aws_s3_bucket_acl" "a" {\n  acl = "public-read"\n}\n')
    companion = native(block(file), '"aws_s3_bucket_acl" "a"', "aws_s3_bucket_acl.a")
    of = resource({"AccessControl": assigned(file, 'acl = "public-read"', "PublicRead")}, bucket().native, companion)
    found = place(of, evidence(of, "AccessControl"))
    assert (found.span.file.path, found.span.text) == ("acl.tf", 'acl = "public-read"')


def test_a_companion_that_lacks_a_property_is_marked_by_its_own_name() -> None:
    file = SourceFile("pab.tf", 'resource "aws_s3_bucket_public_access_block" "p" {\n  bucket = "site"\n}\n')
    companion = native(block(file), '"aws_s3_bucket_public_access_block" "p"')
    of = resource({"Pab": Map({}, companion.origin)}, bucket().native, companion)
    assert place(of, evidence(of, "Pab.BlockPublicAcls")).span.text == '"aws_s3_bucket_public_access_block" "p"'


def test_the_way_a_value_came_follows_its_place() -> None:
    file = SourceFile("s3/main.tf", 'resource "aws_s3_bucket" "site" {\n  acl = var.acl\n}\n')
    taken = replace(assignment(file, "acl = var.acl"), via=(DEFAULT,))
    of = resource({"AccessControl": Scalar("PublicRead", taken)}, native(block(file), '"aws_s3_bucket" "site"'))
    found = place(of, evidence(of, "AccessControl"))
    assert found.span.text == "acl = var.acl"
    assert found.via == (DEFAULT,)


def test_an_item_of_a_list_from_a_variable_is_the_end_of_the_way() -> None:
    file = SourceFile("main.tf", 'resource "aws_security_group" "g" {\n  cidr_blocks = var.open\n}\n')
    variables = SourceFile("variables.tf", 'variable "open" {\n  default = ["10.0.0.0/8", "0.0.0.0/0"]\n}\n')
    default = Hop(at(variables, '["10.0.0.0/8", "0.0.0.0/0"]'), "default of var.open")
    items = tuple(Scalar(cidr, Origin(at(variables, f'"{cidr}"'))) for cidr in ("10.0.0.0/8", "0.0.0.0/0"))
    cidrs = Seq(items, replace(assignment(file, "cidr_blocks = var.open"), via=(default,)))
    of = resource({"Cidrs": cidrs}, native(block(file), '"aws_security_group" "g"'))
    found = place(of, evidence(of, "Cidrs.1"))
    assert found.span.text == "cidr_blocks = var.open"
    assert found.via == (default, Hop(items[1].origin.span, "the value"))


def test_a_value_on_the_way_through_a_document_adds_its_own_hops_only() -> None:
    file = SourceFile("main.tf", 'resource "aws_s3_bucket_policy" "p" {\n  policy = data.doc.json\n}\n')
    other = SourceFile("data.tf", 'data "doc" {\n  statement {\n    actions = var.all\n  }\n}\n')
    statement = Map(
        {"Action": Scalar("*", replace(assignment(other, "actions = var.all"), via=(DEFAULT,)))},
        Origin(at(other, "statement {\n    actions = var.all\n  }"), at(other, "statement")),
    )
    policy = Map({"Statement": statement}, assignment(file, "policy = data.doc.json"))
    of = resource({"Policy": policy}, native(block(file), '"aws_s3_bucket_policy" "p"'))
    found = place(of, evidence(of, "Policy.Statement.Action"))
    assert found.span.text == "policy = data.doc.json"
    assert [(hop.span.text, hop.label) for hop in found.via] == [
        ("actions = var.all", "the value"),
        ('"public-read"', "default of var.acl"),
    ]


def test_what_a_document_elsewhere_lacks_is_shown_at_its_block() -> None:
    file = SourceFile("main.tf", 'resource "r" "x" {\n  policy = local.p\n}\n')
    other = SourceFile("locals.tf", "locals {\n  p = {\n    Version = 1\n  }\n}\n")
    origin = Origin(at(other, "{\n    Version = 1\n  }"), at(other, "p"))
    inner = Map({}, origin)
    policy = Map({"Statement": inner}, assignment(file, "policy = local.p"))
    of = resource({"Policy": policy}, native(block(file), '"r" "x"'))
    found = place(of, evidence(of, "Policy.Statement.Condition"))
    assert [(hop.span.text, hop.label) for hop in found.via] == [("p", "where it is missing")]


def test_a_leaf_without_any_value_in_the_resource_points_at_its_name() -> None:
    elsewhere = Evidence("x", (Scalar(1, Origin(at(VARIABLES, '"acl"'))),))
    assert place(bucket(), elsewhere).span.text == '"aws_s3_bucket" "site"'


def test_evidence_of_another_resource_stands_there() -> None:
    file = SourceFile("vpc.tf", 'resource "aws_vpc" "main" {\n  enable = false\n}\n')
    other = resource({"Enable": assigned(file, "enable = false", False)}, native(block(file), '"aws_vpc" "main"'))
    assert standing(bucket(), evidence(other, "Enable")).text == "enable = false"
    assert standing(bucket(), evidence(other, "Missing")).text == '"aws_vpc" "main"'
    found = place(bucket(), evidence(other, "Enable"))
    assert found.span.text == '"aws_s3_bucket" "site"'
    assert [hop.span.text for hop in found.via] == ["enable = false"]


def test_evidence_of_the_resource_stands_where_the_resource_takes_it() -> None:
    assert standing(bucket(), evidence(bucket(), "AccessControl")).text == 'acl    = "public-read"'


def test_a_place_is_always_on_one_line() -> None:
    file = SourceFile("doc.yaml", "a:\n  b:\n    c\n")
    whole = Span(file, 0, len(file.text))
    of = resource({"a": Scalar("c", Origin(whole))}, replace(native(whole, "a"), origin=Origin(whole)))
    assert place(of, evidence(of, "a")).span.text == "a:"


def test_what_adds_to_a_resource_is_named_where_the_finding_stands_in_it() -> None:
    of = bucket()
    own, added = of.native, native(block(VARIABLES), '"acl"', address="aws_s3_bucket_acl.site")
    both = replace(of, natives=(own, added))
    assert companion(both, evidence(both, "AccessControl"), own.origin.span) == ""
    assert companion(both, evidence(both, "AccessControl"), DEFAULT.span) == "aws_s3_bucket_acl.site"


def test_of_several_instances_the_one_is_named_that_gave_the_evidence() -> None:
    file = SourceFile("main.tf", 'resource "aws_iam_role_policy" "p" {\n  policy = each.value\n}\n')
    policies = {key: assigned(file, "policy = each.value", key) for key in ("a", "b")}
    added = [
        replace(
            native(block(file), '"p"', f'aws_iam_role_policy.p["{key}"]'), body=Map({"policy": value}, DEFAULT_ORIGIN)
        )
        for key, value in policies.items()
    ]
    listed = Seq(tuple(policies.values()), DEFAULT_ORIGIN)
    of = resource({"Policies": listed}, bucket().native, *added)
    named = [companion(of, evidence(of, f"Policies.{position}"), block(file)) for position in (0, 1)]
    assert named == ['aws_iam_role_policy.p["a"]', 'aws_iam_role_policy.p["b"]']
