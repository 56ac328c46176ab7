from __future__ import annotations

from dataclasses import replace

from specimens import ACL, BUCKET, assigned, at, bucket, evidence, native, resource, verdict
from yourside.findings.fingerprint import fingerprint, identify, numbered, stable_path
from yourside.findings.model import Evidence, Verdict
from yourside.spans import Origin, SourceFile, Span
from yourside.values import Choice, Map, Missing, Scalar, Seq


def printed(of: Verdict) -> str:
    return fingerprint(of.rule.id, identify(of))


def test_a_fingerprint_is_32_hex_digits() -> None:
    assert len(printed(verdict(bucket()))) == 32
    assert int(printed(verdict(bucket())), 16)


def test_moved_lines_keep_the_fingerprint() -> None:
    moved = SourceFile(BUCKET.path, "# a comment\n\n" + BUCKET.text)
    block = Span(moved, 13, len(moved.text) - 1)
    value = assigned(moved, 'acl    = "public-read"', "PublicRead")
    of = resource({"AccessControl": value}, native(block, '"aws_s3_bucket" "site"'))
    assert printed(verdict(of)) == printed(verdict(bucket()))


def test_another_value_keeps_the_fingerprint() -> None:
    other = bucket(acl=Scalar("PublicReadWrite", Origin(at(BUCKET, '"public-read"'))))
    assert printed(verdict(other)) == printed(verdict(bucket()))


def test_rule_unit_address_part_instance_and_path_each_count() -> None:
    of = bucket()
    variants = [
        verdict(of),
        verdict(of, rule=replace(ACL, id="another-rule")),
        verdict(bucket(address="aws_s3_bucket.other")),
        verdict(replace(of, id=replace(of.id, unit="elsewhere"))),
        verdict(replace(of, id=replace(of.id, part="ingress"))),
        verdict(replace(of, natives=(replace(of.native, instance="module.b"),))),
        verdict(of, "BucketName"),
    ]
    assert len({printed(each) for each in variants}) == len(variants)


def test_former_addresses_do_not_count() -> None:
    moved = replace(bucket(), natives=(replace(bucket().native, former=("aws_s3_bucket.old",)),))
    assert printed(verdict(moved)) == printed(verdict(bucket()))


def test_a_named_item_keeps_its_identity_when_the_list_is_reordered() -> None:
    origin = bucket().origin
    web, log = (Map({"name": Scalar(name, origin)}, origin) for name in ("web", "log"))
    first = resource({"containers": Seq((web, log), origin)}, bucket().native)
    second = resource({"containers": Seq((log, web), origin)}, bucket().native)
    assert stable_path(evidence(first, "containers.0.image")) == "containers.web.image"
    assert stable_path(evidence(second, "containers.1.image")) == "containers.web.image"


def test_an_item_without_a_name_has_no_position_either() -> None:
    origin = bucket().origin
    of = resource({"Rules": Seq((Scalar(1, origin), Scalar(2, origin)), origin)}, bucket().native)
    assert stable_path(evidence(of, "Rules.1")) == "Rules.*"


def test_a_branch_takes_no_step_and_an_absent_block_has_no_value() -> None:
    origin = bucket().origin
    web = Map({"name": Scalar("web", origin)}, origin)
    items = Seq((web,), origin)
    choice = Choice("c", (("true", items),), origin)
    chain = (bucket().properties, choice, items, web, Missing(origin))
    assert stable_path(Evidence("containers.0.securityContext.privileged", chain)) == (
        "containers.web.securityContext.privileged"
    )


def test_a_path_that_does_not_match_its_values_loses_its_positions_only() -> None:
    assert stable_path(Evidence("metadata.a.b/c.0", (bucket().properties,))) == "metadata.a.b/c.*"


def test_repeated_fingerprints_are_numbered_in_order() -> None:
    assert list(numbered(["a", "b", "a", "a"])) == ["a", "b", "a-2", "a-3"]
