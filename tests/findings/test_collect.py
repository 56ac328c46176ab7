from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from specimens import ACL, BUCKET, CATALOG, assigned, assignment, at, block, bucket, native, resource, verdict
from yourside.findings.collect import collect
from yourside.findings.model import Finding, Outcome, Severity, Tally, Verdict
from yourside.spans import Origin, SourceFile
from yourside.values import Map, Scalar, Tri, Unknown, Why


def only(*verdicts: Verdict) -> Finding:
    (finding,), _ = collect(verdicts, CATALOG)
    return finding


def test_each_answer_is_counted_and_only_the_passed_ones_are_dropped() -> None:
    truths = (Tri.TRUE, Tri.FALSE, Tri.FALSE, Tri.UNKNOWN)
    verdicts = [verdict(bucket(), f"P{number}", truth) for number, truth in enumerate(truths)]
    findings, tally = collect(verdicts, CATALOG)
    assert tally == Tally(passed=2, failed=1, undetermined=1)
    assert [finding.outcome for finding in findings] == [Outcome.FAIL, Outcome.UNDETERMINED]


def test_an_undetermined_finding_never_states_the_defect() -> None:
    unknown = Unknown(Why.VARIABLE, Origin(at(BUCKET, '"public-read"')), "var.acl")
    finding = only(verdict(bucket(acl=unknown), truth=Tri.UNKNOWN))
    assert finding.message == "aws_s3_bucket.site cannot be decided: depends on var.acl (an input without a value)"


def test_one_definition_reached_several_ways_is_one_finding() -> None:
    addresses = ("module.b.aws_s3_bucket.site", "module.a.aws_s3_bucket.site", "module.c.aws_s3_bucket.site")
    finding = only(*(verdict(bucket(address=address)) for address in addresses))
    assert finding.verdict.resource.native.address == "module.a.aws_s3_bucket.site"
    assert finding.instances == ("module.b.aws_s3_bucket.site", "module.c.aws_s3_bucket.site")


@pytest.mark.parametrize("key", ["", '["a"]'])
def test_a_definition_reached_from_several_units_names_them(key: str) -> None:
    address = f"aws_s3_bucket.site{key}"
    natives = [
        native(block(BUCKET), '"aws_s3_bucket" "site"', address, unit=unit, instance=key) for unit in ("prod", "dev")
    ]
    finding = only(*(verdict(resource({}, each), "BucketName") for each in natives))
    assert finding.verdict.resource.id.unit == "dev"
    assert finding.instances == (f"{address} in prod",)


def test_two_rules_at_one_place_are_two_findings() -> None:
    findings, _ = collect([verdict(bucket()), verdict(bucket(), rule=replace(ACL, id="other"))], CATALOG)
    assert len(findings) == 2


def test_findings_are_ordered_by_place_then_severity_then_rule() -> None:
    later = SourceFile("s3/z.tf", BUCKET.text)
    elsewhere = resource(
        {"AccessControl": assigned(later, 'acl    = "public-read"', "PublicRead")},
        native(block(later), '"aws_s3_bucket" "site"', unit="z"),
    )
    verdicts = [
        verdict(bucket(), "BucketName", rule=replace(ACL, id="b")),
        verdict(bucket(), rule=replace(ACL, id="d", severity=Severity.CRITICAL)),
        verdict(bucket(), rule=replace(ACL, id="a")),
        verdict(bucket(), rule=replace(ACL, id="c")),
        verdict(elsewhere, rule=replace(ACL, id="0")),
    ]
    for order in permutations(verdicts):
        findings, _ = collect(order, CATALOG)
        assert [finding.verdict.rule.id for finding in findings] == ["b", "d", "a", "c", "0"]


def test_findings_that_cannot_be_told_apart_are_numbered() -> None:
    places = [Scalar("x", Origin(at(BUCKET, text))) for text in ('"site"', '"public-read"')]
    findings, _ = collect([verdict(bucket(acl=value)) for value in places], CATALOG)
    first, second = (finding.fingerprint for finding in findings)
    assert second == f"{first}-2"


TEMPLATE = SourceFile("t.yaml", "Site:\n  Type: AWS::S3::Bucket\n  AccessControl: PublicRead\n  'AccessControl': X\n")


@pytest.mark.parametrize(
    ("file", "line", "dialect", "native_type", "fix"),
    [
        (BUCKET, 'acl    = "public-read"', "terraform", "aws_s3_bucket", 'set acl = "private"'),
        (TEMPLATE, "AccessControl: PublicRead", "cloudformation", "AWS::S3::Bucket", "set AccessControl: Private"),
        (TEMPLATE, "'AccessControl': X", "cloudformation", "AWS::S3::Bucket", "set AccessControl: Private"),
        (BUCKET, 'acl    = "public-read"', "terraform", "aws_other", "Make the ACL private."),
    ],
)
def test_a_fix_is_told_in_the_words_of_the_source(
    file: SourceFile, line: str, dialect: str, native_type: str, fix: str
) -> None:
    own = native(block(file), file.text[:4], type=native_type, dialect=dialect)
    of = resource({"AccessControl": assigned(file, line, "PublicRead")}, own)
    assert only(verdict(of)).fix == fix


@pytest.mark.parametrize("acl", [None, Scalar("PublicRead", bucket().origin)], ids=["absent", "a default"])
def test_a_fix_of_what_nobody_wrote_is_spelled_by_the_catalog(acl: Scalar | None) -> None:
    of = resource({"AccessControl": acl} if acl else {}, bucket().native)
    assert only(verdict(of)).fix == 'set acl = "private"'


def test_a_default_inside_a_block_is_not_the_block() -> None:
    origin = assignment(BUCKET, 'acl    = "public-read"')
    inside = Map({"Everyone": Scalar(True, origin)}, origin)
    of = resource({"Grants": inside}, native(block(BUCKET), "site", type="AWS::S3::Bucket"))
    rule = replace(ACL, fix={"Grants.Everyone": False})
    assert only(verdict(of, "Grants.Everyone", rule=rule)).fix == "set Grants.Everyone = false"


def test_a_fix_of_several_settings_names_them_all() -> None:
    rule = replace(ACL, fix={"AccessControl": "Private", "Unspelled": 1})
    assert only(verdict(bucket(), rule=rule)).fix == "Make the ACL private."
    rule = replace(ACL, fix={"AccessControl": ["a", {"b": True}]})
    assert only(verdict(bucket(), rule=rule)).fix == 'set acl = ["a", {"b": true}]'


def test_in_a_view_a_fix_is_spelled_from_its_facet() -> None:
    rule = replace(ACL, fix={"securityContext.privileged": False})
    pod = native(block(BUCKET), "site", type="v1/Pod", dialect="kubernetes")
    found = verdict(resource({}, pod), "spec.containers.0.image", rule=rule, facet="spec.containers.0")
    assert only(found).fix == "set securityContext.privileged: false"


def test_a_rule_without_a_fix_gives_its_advice() -> None:
    assert only(verdict(bucket(), rule=replace(ACL, fix={}))).fix == "Make the ACL private."
