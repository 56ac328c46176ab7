from __future__ import annotations

from dataclasses import replace

import pytest

from specimens import ACL, BUCKET, at, bucket, evidence, resource, verdict
from yourside.findings.model import Verdict, World
from yourside.findings.wording import message, undetermined, written
from yourside.spans import Hop, Origin, SourceFile, Span
from yourside.values import Choice, Data, Map, Missing, Scalar, Seq, Tri, Unknown, Value, Why

HERE = Origin(Span(BUCKET, 0, 0))


@pytest.mark.parametrize(
    ("text", "data", "shown"),
    [
        ('"public-read"', "PublicRead", "public-read"),
        ("'public-read'", "PublicRead", "public-read"),
        ("public-read", "PublicRead", "public-read"),
        ("PublicRead", "PublicRead", "PublicRead"),
        ("0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0"),
        ("22", 22, "22"),
        ("true", True, "true"),
        ("false", True, "false"),  # a table turned it round
        ("yes", True, "true"),
        ('"${var.a}-b"', "x-b", "x-b"),
        ("var.acl", "PublicRead", "PublicRead"),
        ('"a\\"b"', 'a"b', 'a"b'),
        ('""', "", ""),
    ],
)
def test_a_value_reads_as_the_user_wrote_it(text: str, data: Data, shown: str) -> None:
    file = SourceFile("a.tf", text)
    assert written(Scalar(data, Origin(at(file, text)))) == shown


def test_a_value_from_elsewhere_reads_as_it_is_written_there() -> None:
    default = SourceFile("variables.tf", 'default = "public-read"')
    use = SourceFile("main.tf", "var.acl")
    origin = Origin(at(use, "var.acl"), via=(Hop(at(default, '"public-read"'), "default of var.acl"),))
    assert written(Scalar("PublicRead", origin)) == "public-read"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Missing(HERE), "not set"),
        (Scalar(None, HERE), "not set"),
        (Unknown(Why.VARIABLE, HERE, "var.acl"), "unknown (var.acl)"),
        (Unknown(Why.FUNCTION, HERE), "unknown (a function that is not evaluated)"),
        (Seq((), HERE), "empty"),
        (Seq(tuple(Scalar(n, HERE) for n in range(5)), HERE), "0, 1, 2, … and 2 more"),
        (Seq((Map({}, HERE),), HERE), "{…}"),
        (Choice("c", (("true", Scalar("a", HERE)), ("false", Missing(HERE))), HERE), "a or not set"),
        (Scalar("long " * 40, HERE), ("long " * 40)[:79] + "…"),
        (Scalar("two\nlines", HERE), "two lines"),
    ],
)
def test_other_values_read_as_words(value: Value, shown: str) -> None:
    assert written(value) == shown


def saying(text: str, of: Verdict) -> str:
    return message(replace(of, rule=replace(ACL, message=text)))


def test_a_message_names_the_resource_and_the_written_value() -> None:
    assert message(verdict(bucket())) == "aws_s3_bucket.site is readable by anyone: ACL public-read"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{Ports}", "22, 3389"),
        ("{Ports.1}", "3389"),
        ("{Rules.Cidr}", "10.0.0.0/8, 0.0.0.0/0"),
        ("{Rules.1.Cidr}", "0.0.0.0/0"),
        ("{Nothing.At.All}", "not set"),
        ("{Encrypted.Key}", "unknown (var.key)"),
        ("{Maybe.Key}", "a"),
    ],
)
def test_a_message_may_name_any_property(text: str, said: str) -> None:
    rules = [Map({"Cidr": Scalar(cidr, HERE)}, HERE) for cidr in ("10.0.0.0/8", "0.0.0.0/0")]
    either = Choice("c", (("true", Map({"Key": Scalar("a", HERE)}, HERE)), ("false", Missing(HERE))), HERE)
    of = resource(
        {
            "Ports": Seq((Scalar(22, HERE), Scalar(3389, HERE)), HERE),
            "Rules": Seq(tuple(rules), HERE),
            "Encrypted": Unknown(Why.VARIABLE, HERE, "var.key"),
            "Maybe": either,
        },
        bucket().native,
    )
    assert saying(text, verdict(of, "Missing")) == said


def test_of_a_list_the_item_that_decided_is_named() -> None:
    rules = [Map({"Cidr": Scalar(cidr, HERE)}, HERE) for cidr in ("10.0.0.0/8", "0.0.0.0/0")]
    of = resource({"Rules": Seq(tuple(rules), HERE)}, bucket().native)
    assert saying("open to {Rules.Cidr}", verdict(of, "Rules.1.Cidr")) == "open to 0.0.0.0/0"


def test_what_another_resource_has_at_the_same_path_is_not_meant() -> None:
    other = evidence(bucket(acl=Scalar("Private", HERE)), "AccessControl")
    of = verdict(bucket(), "BucketName")
    assert saying("{AccessControl}", replace(of, evidence=(other,))) == "public-read"


def test_in_a_view_paths_start_at_its_facet() -> None:
    container = Map({"name": Scalar("web", HERE)}, HERE)
    of = resource({"spec": Map({"containers": Seq((container,), HERE)}, HERE)}, bucket().native)
    said = saying("container {name}", verdict(of, "spec.containers.0.image", facet="spec.containers.0"))
    assert said == "container web"


def test_worlds_are_told() -> None:
    worlds = (World((("var.public", "true"),)), World((("IsProd", "false"), ("IsEu", "true"))))
    said = saying("{resource} is open", verdict(bucket(), worlds=worlds))
    assert said == "aws_s3_bucket.site is open; fails when var.public is true or IsProd is false and IsEu is true"


@pytest.mark.parametrize(
    ("value", "depends"),
    [
        (Unknown(Why.VARIABLE, HERE, "var.acl"), "depends on var.acl (an input without a value)"),
        (Unknown(Why.FUNCTION, HERE), "depends on a function that is not evaluated"),
        (Choice("IsProd", (("true", Missing(HERE)),), HERE), "depends on IsProd"),
        (
            Seq((), HERE, Unknown(Why.DATA, HERE, "data.x")),
            "depends on data.x (a data source that is read at deployment)",
        ),
        (Map({"a": Unknown(Why.VARIABLE, HERE, "var.a")}, HERE), "depends on var.a (an input without a value)"),
        (Scalar("x", HERE), "a value is not of the kind that the rule expects"),
    ],
)
def test_an_undecided_answer_says_what_it_depends_on(value: Value, depends: str) -> None:
    of = bucket(acl=value)
    assert undetermined(verdict(of, truth=Tri.UNKNOWN)) == f"aws_s3_bucket.site cannot be decided: {depends}"
